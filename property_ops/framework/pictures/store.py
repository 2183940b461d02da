"""Pictures in the data folder, by the hash of what is kept: `pictures/ab/abcd….full.jpg`."""

import hashlib
from datetime import datetime
from pathlib import Path

from django.conf import settings

from property_ops.framework.drafts import arriving
from property_ops.framework.models import StoredPicture
from property_ops.framework.pictures.errors import PictureGone
from property_ops.framework.pictures.reading import Picture, Size, read


def keep(data: bytes, *, now: datetime) -> StoredPicture:
    """The picture, checked, cleaned and stored; a file that was received before is the same row. Raises PictureRefused.

    Files are written before the row that names them, whole or not at all; a transaction that is undone leaves files
    that nothing names, which do no harm.
    """
    known = StoredPicture.objects.filter(received_sha256=hashlib.sha256(data).hexdigest()).first()
    if known is not None and all(path_of(known, size).is_file() for size in Size):
        return known
    picture = read(data, now=now)
    for size, content in picture.files.items():
        _write(_path(picture.sha256, size), content)
    return known or _stored(picture)


def path_of(picture: StoredPicture, size: Size) -> Path:
    return _path(picture.sha256, size)


def content(picture: StoredPicture, size: Size) -> bytes:
    """The JPEG. Raises PictureGone."""
    try:
        return path_of(picture, size).read_bytes()
    except FileNotFoundError as error:
        raise PictureGone(sha256=picture.sha256[:12]) from error


def _stored(picture: Picture) -> StoredPicture:
    latitude, longitude = picture.place or (None, None)
    found, _made = StoredPicture.objects.get_or_create(
        received_sha256=picture.received_sha256,
        defaults={
            "sha256": picture.sha256,
            "smaller_sha256": picture.smaller_sha256,
            "width": picture.width,
            "height": picture.height,
            "size": len(picture.files[Size.FULL]),
            "taken_at": picture.taken_at,
            "latitude": latitude,
            "longitude": longitude,
        },
    )
    return found


def _path(sha256: str, size: Size) -> Path:
    folder: Path = settings.DATA / "pictures" / sha256[:2]
    return folder / f"{sha256}.{size.name.lower()}.jpg"


def _write(path: Path, content: bytes) -> None:
    if path.is_file() and path.stat().st_size == len(content):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with arriving(path, durable=True) as draft:
        draft.write_bytes(content)
