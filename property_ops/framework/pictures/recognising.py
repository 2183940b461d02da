"""What a file is, told by its content: its name and what the browser calls it count for nothing."""

from property_ops.framework.pictures.errors import NotAPicture, PictureUnreadableKind

_JPEG, _PNG, _RIFF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF"
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}
_LOOKED_AT = 4096


def format_of(data: bytes) -> str:
    """JPEG, PNG or WEBP. Raises PictureUnreadableKind for HEIC, NotAPicture for all else."""
    if data.startswith(_JPEG):
        return "JPEG"
    if data.startswith(_PNG):
        return "PNG"
    if data.startswith(_RIFF) and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        raise PictureUnreadableKind()
    raise NotAPicture(found=_named(data))


def _named(data: bytes) -> str:
    """What it looks like, for the sentence."""
    import puremagic  # only what is no picture is looked up

    try:
        found = puremagic.from_string(data[:_LOOKED_AT])
    except (puremagic.PureError, ValueError):
        return "?"
    return str(found).strip(".").upper() or "?"
