"""Photos of the posted notice, kept with it."""

from datetime import datetime

from django.db import transaction

from invoices.modules.disclosure.domain.errors import NotPublished
from invoices.modules.disclosure.models import Disclosure, PostedPhoto
from property_ops.framework import audit
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.pictures import store
from property_ops.kernel.writing import within


def add_photo(*, found: Disclosure, data: bytes, place: str, by: User, now: datetime) -> PostedPhoto:
    """Keep a photo with a published disclosure; the same file twice is one. Raises NotAllowed, PictureRefused."""
    require(by, "disclosure.add_photo", found)
    if found.state != ApprovalState.APPROVED:
        raise NotPublished()
    with transaction.atomic():
        picture = store.keep(data, now=now)
        photo, made = PostedPhoto.objects.get_or_create(
            disclosure=found,
            picture=picture,
            defaults={"place": within(place, most=60), "added_by": by, "added_at": now},
        )
        if made:
            audit.record(by=by, action="disclosure.photo_added", subject=str(found.number), sha256=picture.sha256)
    return photo
