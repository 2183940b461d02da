"""What `property-ops verify` asks of the pictures: each is there in all sizes, with the content it was stored with."""

import hashlib
from collections.abc import Iterator
from functools import partial

from property_ops.framework.checks import Check, Difference
from property_ops.framework.models import StoredPicture
from property_ops.framework.pictures.errors import PictureGone
from property_ops.framework.pictures.reading import Size, digest_of_smaller
from property_ops.framework.pictures.store import content
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    pictures = StoredPicture.objects.order_by("pk")
    yield Check(
        name=gettext_noop("Every picture is there, with the content it was stored with"),
        figures={gettext_noop("pictures"): f"{pictures.count():,}"},
        differences=tuple(filter(None, map(_difference, pictures.iterator()))),
    )


def _difference(picture: StoredPicture) -> Difference | None:
    try:
        found = hashlib.sha256(content(picture, Size.FULL)).hexdigest()
        smaller = digest_of_smaller(partial(content, picture))
    except PictureGone:
        return Difference(gettext_noop("the file of picture %(sha256)s is missing"), {"sha256": picture.sha256[:12]})
    if found == picture.sha256 and picture.smaller_sha256 in ("", smaller):
        return None
    return Difference(gettext_noop("the file of picture %(sha256)s was changed"), {"sha256": picture.sha256[:12]})
