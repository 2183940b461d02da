"""Stationery: what is the same on every sheet, laid out by reportlab once and kept as finished PDF objects."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from property_ops.framework.pdf.fonts import FontFamily, Weight
from property_ops.framework.pdf.glyph_maps import OBJECTS_PER_FONT, ExtraGlyphs, GlyphMap, prepared_glyph_maps
from property_ops.framework.pdf.objects import HEADER, ObjectWriter, deflated
from property_ops.framework.pdf.typesetter import Ink, Style, Typesetter

Drawing = Callable[[Canvas, Mapping[Weight, str]], None]
"""Draws one part on a reportlab canvas; the mapping gives the name of each weight's font there."""

_ANY_INK = Ink(0, 0, 0)
_DRAWN = b"/XObject<<"


class _BridgedFont:
    """Our glyph maps in reportlab's clothes: reportlab measures and lays out with them, and writes our glyph codes."""

    _dynamicFont = 1
    _multiByte = 0
    shapable = False
    encName = "UTF-8"

    def __init__(self, name: str, weight: Weight, typesetter: Typesetter) -> None:
        self.fontName = name
        face = typesetter.glyph_map(weight).face
        self.face = SimpleNamespace(name=name, ascent=face.ascent, descent=face.descent, builtIn=0)
        self._weight = weight
        self._typesetter = typesetter
        self._resources: list[str] = []

    def stringWidth(self, text: str, size: float, encoding: str = "utf-8") -> float:
        return self._typesetter.width(text, Style(self._weight, size, _ANY_INK))

    def splitString(self, text: str, document: object, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        """`(number of the font, glyph codes)`, one for each stretch of text in one font."""
        stretches = []
        for resource, codes in self._typesetter.runs(text, self._weight):
            if resource not in self._resources:
                self._resources.append(resource)
            stretches.append((self._resources.index(resource), bytes.fromhex(codes)))
        return stretches

    def getSubsetInternalName(self, subset: int, document: object) -> str:
        return f"/{self._resources[subset]}"


@dataclass(frozen=True, eq=False)
class Stationery:
    """Fonts and forms of a kind of sheet. The same vocabulary and drawings always make the same bytes."""

    family: FontFamily
    maps: Sequence[GlyphMap]
    forms: Mapping[str, bytes]
    page_size: tuple[float, float]

    @classmethod
    def printed(
        cls,
        *,
        family: FontFamily,
        vocabulary: Mapping[Weight, Sequence[str]],
        page_size: tuple[float, float],
        drawings: Mapping[str, Drawing],
    ) -> Stationery:
        """`vocabulary` must hold every character that the drawings set, and should hold what most sheets will."""
        maps = prepared_glyph_maps(family, vocabulary)
        typesetter = Typesetter(maps, ExtraGlyphs(family), family)
        fonts = _register(typesetter, maps)
        forms = {name: _recorded(drawing, fonts, page_size) for name, drawing in drawings.items()}
        return cls(family=family, maps=maps, forms=forms, page_size=page_size)

    def typesetter(self, extra: ExtraGlyphs) -> Typesetter:
        return Typesetter(self.maps, extra, self.family)

    def write_objects(self, writer: ObjectWriter) -> bytes:
        """Writes fonts and forms; returns the entries of a page's resources that refer to them (font list last and
        open, so that a sheet's own extra glyphs can be added): `/XObject<<…>>/Font<<…`."""
        fonts = b""
        for one, bodies in zip(self.maps, self._font_streams, strict=True):
            first = writer.next_number
            for body in [*one.dictionaries(first), *bodies]:
                writer.add(body)
            fonts += b"/%s %d 0 R" % (one.resource.encode(), first)
        box = b"/Type/XObject/Subtype/Form/BBox[0 0 %g %g]/Resources<</Font<<%s>>>>" % (*self.page_size, fonts)
        parts = b"".join(
            [b"/%s %d 0 R" % (name.encode(), writer.add(deflated(code, box))) for name, code in self.forms.items()]
        )
        return _DRAWN + b"%s>>/Font<<%s" % (parts, fonts)

    @cached_property
    def _font_streams(self) -> list[list[bytes]]:
        return [one.objects(1)[OBJECTS_PER_FONT - 2 :] for one in self.maps]

    @cached_property
    def opening(self) -> Opening:
        """The beginning of a file of its own, the same for every sheet on this stationery."""
        chunks: list[bytes] = []
        writer = ObjectWriter(chunks.append)
        writer.write(HEADER)
        resources = self.write_objects(writer)
        data = b"".join(chunks)
        return Opening(data, writer.offsets, resources, hashlib.sha256(data).digest())


def with_images(resources: bytes, entries: bytes) -> bytes:
    """The entries that `write_objects` gave, with those of images among what sheets draw."""
    return _DRAWN + entries + resources.removeprefix(_DRAWN)


@dataclass(frozen=True, slots=True)
class Opening:
    data: bytes
    offsets: list[int]
    resources: bytes
    digest: bytes


def _register(typesetter: Typesetter, maps: Sequence[GlyphMap]) -> dict[Weight, str]:
    """Makes the fonts known to reportlab, which keeps them by name for good: a name of its own for each vocabulary."""
    digest = hashlib.sha256("\n".join("".join(one.characters) for one in maps).encode()).hexdigest()[:16]
    names = {weight: f"stationery-{digest}-{weight.value}" for weight in Weight}
    for weight, name in names.items():
        pdfmetrics.registerFont(_BridgedFont(name, weight, typesetter))
    pdfmetrics.registerFontFamily(names[Weight.REGULAR], bold=names[Weight.BOLD])
    return names


def _recorded(drawing: Drawing, fonts: Mapping[Weight, str], page_size: tuple[float, float]) -> bytes:
    canvas = Canvas(io.BytesIO(), pagesize=page_size, invariant=1)
    drawing(canvas, fonts)
    return canvas.getCurrentPageContent().encode("latin-1")
