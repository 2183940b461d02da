"""Photos as phones make them, and files that only pretend to be photos."""

import struct
import zlib
from datetime import datetime
from io import BytesIO

from PIL import ExifTags, Image

RED, BLUE = (200, 30, 30), (30, 30, 200)


def jpeg(size=(400, 300), *, colour=RED, taken=None, offset=None, turned=None, place=False, **more) -> bytes:
    """A JPEG, on demand with the time, the way the camera was held, and where it was: 35.25° N, 115.45° E."""
    exif = Image.Exif()
    details = exif.get_ifd(ExifTags.IFD.Exif)
    if taken:
        details[ExifTags.Base.DateTimeOriginal] = (
            taken.strftime("%Y:%m:%d %H:%M:%S") if isinstance(taken, datetime) else taken
        )
    if offset:
        details[ExifTags.Base.OffsetTimeOriginal] = offset
    if turned:
        exif[ExifTags.Base.Orientation] = turned
    if place:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(
            {
                ExifTags.GPS.GPSLatitudeRef: "N",
                ExifTags.GPS.GPSLatitude: (35.0, 15.0, 0.0),
                ExifTags.GPS.GPSLongitudeRef: "E",
                ExifTags.GPS.GPSLongitude: (115.0, 27.0, 0.0),
            }
        )
        exif[ExifTags.Base.Model] = "Secret Phone 12"
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", exif=exif, **more)
    return out.getvalue()


def drawn(format_name, *, mode="RGB", size=(40, 30), colour=RED) -> bytes:
    out = BytesIO()
    Image.new(mode, size, colour).save(out, format_name)
    return out.getvalue()


def png_bomb(width, height, *, packed=None) -> bytes:
    """A PNG of some kilobytes that says it has width × height pixels, and has them, or `packed` rows of them: black."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    packer = zlib.compressobj(9)
    row = b"\0" * ((width + 7) // 8 + 1)
    rows = b"".join([packer.compress(row * 1000) for _ in range((packed or height) // 1000)]) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(200)
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100)
SCRIPT = b"<script>alert(document.cookie)</script>"
