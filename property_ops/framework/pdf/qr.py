"""A QR code as an image mask: one bit a module, drawn in the current colour."""

from functools import lru_cache
from typing import Any

import zxingcpp


@lru_cache(maxsize=16)  # a statement is set for its own file and for the print file
def qr_modules(content: str) -> tuple[int, bytes]:
    """The side in modules, and the rows top-down: one bit a module, 0 dark, each row filled up to whole bytes.

    Error correction M: a fold or a stain of an eighth of the code may be lost.
    """
    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = code.to_image(scale=1, add_quiet_zones=False)  # has the buffer protocol, which its types don't say
    side: int = image.shape[0]
    pixels = bytes(image).replace(b"\xff", b"1").replace(b"\x00", b"0")
    width = (side + 7) // 8
    rows = (pixels[start : start + side].ljust(width * 8, b"1") for start in range(0, side * side, side))
    return side, b"".join([int(row, 2).to_bytes(width, "big") for row in rows])
