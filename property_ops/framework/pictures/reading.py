"""From the bytes that somebody sent to a picture that is safe to keep and show.

What is kept is drawn anew: upright, no larger than needed, without anything that the file carried beside its picture
(place, device, preview, hidden content). See ADR 0006.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from io import BytesIO

from django.conf import settings
from PIL import Image, ImageOps

from property_ops.framework.pictures.errors import (
    PictureDamaged,
    PictureEmpty,
    PictureTooLarge,
    PictureTooManyPixels,
)
from property_ops.framework.pictures.metadata import Place, taken_at, taken_where
from property_ops.framework.pictures.recognising import format_of

MEGABYTE, MILLION = 1024 * 1024, 1_000_000
QUALITY = 85
_BACKGROUND = (255, 255, 255)
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, MemoryError)


class Size(Enum):
    """The long side in pixels at most: a list's, a paper's or a phone's, and all that is kept."""

    SMALL = 320
    MEDIUM = 1024
    FULL = 2000


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in its sizes, as JPEG; what it was sent as is known by `received_sha256` alone."""

    files: dict[Size, bytes]
    width: int
    height: int
    taken_at: datetime | None
    place: Place | None
    received_sha256: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.files[Size.FULL]).hexdigest()

    @property
    def smaller_sha256(self) -> str:
        return digest_of_smaller(self.files.__getitem__)


def digest_of_smaller(content: Callable[[Size], bytes]) -> str:
    """Of all sizes but the full one, one after another: what is on lists, phones and papers."""
    digest = hashlib.sha256()
    for size in Size:
        if size is not Size.FULL:
            digest.update(content(size))
    return digest.hexdigest()


def read(data: bytes, *, now: datetime) -> Picture:
    """Raises PictureRefused: empty, too large, no picture, too many pixels, damaged."""
    _check_size(data)
    image = _opened(data, format_of(data))
    found_at, where = taken_at(image, now=now), taken_where(image) if settings.PHOTO_PLACE else None
    upright = _upright(image)
    files = {size: _encoded(upright, size) for size in Size}
    width, height = _fitting(upright, Size.FULL).size
    return Picture(files, width, height, found_at, where, hashlib.sha256(data).hexdigest())


def _check_size(data: bytes) -> None:
    if not data:
        raise PictureEmpty()
    limit = settings.PHOTO_MAX_MEGABYTES
    if len(data) > limit * MEGABYTE:
        raise PictureTooLarge(size=-(-len(data) // MEGABYTE), limit=limit)


def _opened(data: bytes, format_name: str) -> Image.Image:
    """The image with its header read; its chunks are checked, its pixels are few enough to be drawn."""
    try:
        with Image.open(BytesIO(data), formats=[format_name]) as probe:
            _check_pixels(probe)
            probe.verify()
        return Image.open(BytesIO(data), formats=[format_name])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureTooManyPixels(pixels=_beyond(), limit=settings.PHOTO_MAX_MEGAPIXELS) from error
    except _BROKEN as error:
        raise PictureDamaged() from error


def _check_pixels(image: Image.Image) -> None:
    pixels = image.width * image.height
    if pixels > settings.PHOTO_MAX_MEGAPIXELS * MILLION:
        raise PictureTooManyPixels(pixels=-(-pixels // MILLION), limit=settings.PHOTO_MAX_MEGAPIXELS)


def _beyond() -> str:
    """Pillow itself refuses to look at what has more than twice its own limit."""
    return f"{2 * (Image.MAX_IMAGE_PIXELS or 0) // MILLION}+"


def _upright(image: Image.Image) -> Image.Image:
    """All pixels, turned as the camera was held, on white where they were transparent."""
    try:
        image.draft("RGB", (Size.FULL.value, Size.FULL.value))  # a JPEG is read at a half or a quarter where that does
        image.load()
        turned = ImageOps.exif_transpose(image)
        if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
            clear = turned.convert("RGBA")
            paper = Image.new("RGB", clear.size, _BACKGROUND)
            paper.paste(clear, mask=clear.getchannel("A"))
            return paper
        return turned.convert("RGB")
    except _BROKEN as error:
        raise PictureDamaged() from error


def _fitting(image: Image.Image, size: Size) -> Image.Image:
    fitting = image.copy()
    fitting.thumbnail((size.value, size.value), Image.Resampling.LANCZOS)
    return fitting


def _encoded(image: Image.Image, size: Size) -> bytes:
    """Baseline JPEG with nothing but the picture in it: PDF takes it as it is."""
    drawn = _fitting(image, size)
    bare = Image.frombytes("RGB", drawn.size, drawn.tobytes())
    out = BytesIO()
    bare.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
