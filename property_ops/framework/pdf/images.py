"""JPEG pictures in a file: taken as they are, each once."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from property_ops.framework.pdf.objects import stream

_COLOURS = {"RGB": b"/DeviceRGB", "L": b"/DeviceGray"}


@dataclass(frozen=True, slots=True)
class Jpeg:
    """`name` is what sheets call it."""

    name: str
    data: bytes
    width: int
    height: int
    colours: bytes

    @classmethod
    def of(cls, name: str, data: bytes) -> Jpeg:
        """From a JPEG in grey or RGB, as `pictures` keeps them. Raises ValueError for any other."""
        with Image.open(BytesIO(data), formats=["JPEG"]) as image:
            if image.mode not in _COLOURS:
                raise ValueError(f"a JPEG in {image.mode} is not for print")
            return cls(name, data, image.width, image.height, _COLOURS[image.mode])

    def body(self) -> bytes:
        """The PDF object."""
        size = b"/Width %d/Height %d/ColorSpace%s/BitsPerComponent 8" % (self.width, self.height, self.colours)
        return stream(self.data, b"/Type/XObject/Subtype/Image/Filter/DCTDecode" + size)

    def fitting(self, width: float, height: float) -> tuple[float, float]:
        """The largest size within these in its own proportions."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale
