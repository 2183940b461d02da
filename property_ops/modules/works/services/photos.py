"""Photos of a work: added by who does or oversees it, taken away only before it is accepted."""

from datetime import datetime

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.models import StoredPicture, User
from property_ops.framework.permissions import require
from property_ops.framework.pictures.store import keep
from property_ops.modules.works import selectors
from property_ops.modules.works.domain.errors import NotYourWork, PhotoIsElsewhere, PhotoStays, TooManyPhotos
from property_ops.modules.works.models import PhotoStage, WorkOrder, WorkPhoto
from property_ops.modules.works.models.work_order import WorkResult

PHOTOGRAPH = "works.photograph"
MOST_PHOTOS = 60


def add_photo(
    *, work: WorkOrder, stage: PhotoStage, data: bytes, by: User, now: datetime, caption: str = ""
) -> WorkPhoto:
    """Safe to repeat: the same photo of the same stage stands once.

    Raises NotAllowed, NotYourWork, PictureRefused, PhotoIsElsewhere, TooManyPhotos.
    """
    _check_right(work, by)
    picture = keep(data, now=now)
    with transaction.atomic():
        WorkOrder.objects.select_for_update().get(pk=work.pk)
        known = WorkPhoto.objects.filter(work=work, picture=picture).first()
        if known is not None:
            return _same(known, stage)
        return _added(WorkPhoto(work=work, stage=stage, picture=picture, caption=caption, added_by=by, added_at=now))


def remove_photo(*, photo: WorkPhoto, by: User, reason: str) -> None:
    """Take a wrong photo away; the audit log keeps what it was and why. Raises NotAllowed, NotYourWork, PhotoStays."""
    _check_right(photo.work, by)
    with transaction.atomic():
        work = WorkOrder.objects.select_for_update().get(pk=photo.work_id)
        if work.result == WorkResult.ACCEPTED:
            raise PhotoStays(number=work.number)
        photo.delete()
        audit.record(by=by, action="works.photo_removed", subject=work.number, reason=reason, **_facts(photo))


def _check_right(work: WorkOrder, by: User) -> None:
    require(by, PHOTOGRAPH)
    if not selectors.may_record_on(by, work):
        raise NotYourWork(number=work.number)


def _same(known: WorkPhoto, stage: PhotoStage) -> WorkPhoto:
    if known.stage != stage:
        raise PhotoIsElsewhere(number=known.work.number, stage=known.get_stage_display())
    return known


def _added(photo: WorkPhoto) -> WorkPhoto:
    if WorkPhoto.objects.filter(work=photo.work).count() >= MOST_PHOTOS:
        raise TooManyPhotos(number=photo.work.number, limit=MOST_PHOTOS)
    photo.save()
    audit.record(by=photo.added_by, action="works.photo_added", subject=photo.work.number, **_facts(photo))
    return photo


def _facts(photo: WorkPhoto) -> dict[str, str]:
    picture: StoredPicture = photo.picture
    return {"stage": photo.stage, "sha256": picture.sha256, "received": picture.received_sha256}
