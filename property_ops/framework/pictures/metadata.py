"""When and where a photo was taken, as its EXIF says; what it says badly counts as not said."""

import re
import struct
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from django.utils import timezone as installation
from PIL import ExifTags, Image

EARLIEST_YEAR = 2000
AHEAD = timedelta(days=1)  # a phone's clock may be a little fast
_TIME = re.compile(r"(\d{4}):(\d\d):(\d\d)[ T](\d\d):(\d\d):(\d\d)")
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)\Z")
_WRONG = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    ArithmeticError,
    SyntaxError,
    OSError,
    EOFError,
    struct.error,
)
Found = TypeVar("Found")
Place = tuple[Decimal, Decimal]


def taken_at(image: Image.Image, *, now: datetime) -> datetime | None:
    """The time of the exposure; without a zone it is this installation's. None if it lies before 2000 or ahead."""
    return _said(lambda: _time(image.getexif(), now))


def taken_where(image: Image.Image) -> Place | None:
    """Latitude and longitude in degrees, six decimals."""
    return _said(lambda: _place(image.getexif().get_ifd(ExifTags.IFD.GPSInfo)))


def _said(read: Callable[[], Found | None]) -> Found | None:
    try:
        return read()
    except _WRONG:
        return None


def _time(exif: Image.Exif, now: datetime) -> datetime | None:
    details = exif.get_ifd(ExifTags.IFD.Exif)
    text = details.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime) or ""
    match = _TIME.match(str(text))
    if not match:
        return None
    zone = _zone(str(details.get(ExifTags.Base.OffsetTimeOriginal) or ""))
    found = datetime.strptime("".join(match.groups()), "%Y%m%d%H%M%S").replace(
        tzinfo=zone or installation.get_default_timezone()
    )
    return found.astimezone(UTC) if found.year >= EARLIEST_YEAR and found <= now + AHEAD else None


def _zone(text: str) -> timezone | None:
    match = _OFFSET.match(text.strip())
    if not match:
        return None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return timezone(-offset if match[1] == "-" else offset)


def _place(gps: Mapping[int, Any]) -> Place | None:
    latitude = _degrees(gps[ExifTags.GPS.GPSLatitude], gps[ExifTags.GPS.GPSLatitudeRef], "S", 90)
    longitude = _degrees(gps[ExifTags.GPS.GPSLongitude], gps[ExifTags.GPS.GPSLongitudeRef], "W", 180)
    return (latitude, longitude) if latitude is not None and longitude is not None else None


def _degrees(parts: Any, reference: str, negative: str, most: int) -> Decimal | None:
    try:
        degrees, minutes, seconds = (Decimal(part.numerator) / Decimal(part.denominator) for part in parts)
        found = (degrees + minutes / 60 + seconds / 3600).quantize(Decimal("0.000001"))
    except InvalidOperation:
        return None
    if not 0 <= found <= most:
        return None
    return -found if reference.strip("\x00 ").upper() == negative else found
