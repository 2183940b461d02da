"""Scans of papers: a photo, or a PDF as it was sent."""

from datetime import datetime

from django.conf import settings

from property_ops.framework.models import StoredPicture
from property_ops.framework.pictures.errors import ScanRefused
from property_ops.framework.pictures.reading import MEGABYTE
from property_ops.framework.pictures.store import keep

PDF = b"%PDF-"
_ACTIVE = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch", b"/EmbeddedFile", b"/OpenAction")


def kept_scan(data: bytes, *, now: datetime) -> tuple[StoredPicture | None, bytes | None]:
    """The scan of a paper: a photo, drawn anew as all photos are, or a PDF as it is. Raises PictureRefused,
    ScanRefused."""
    if not data.startswith(PDF):
        return keep(data, now=now), None
    limit = settings.PHOTO_MAX_MEGABYTES
    if len(data) > limit * MEGABYTE or b"%%EOF" not in data[-2048:] or any(word in data for word in _ACTIVE):
        raise ScanRefused(limit=limit)
    return None, data
