"""Measures, breaks and sets text: from a string at a place to PDF operators with the glyph codes of a file's fonts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from property_ops.framework.pdf.fonts import PER_MILLE, FontFamily, Weight
from property_ops.framework.pdf.glyph_maps import ExtraGlyphs, GlyphMap, GlyphNotMapped
from property_ops.framework.pdf.qr import qr_modules

# 避头尾: what may not begin a line, and what may not end one (GB/T 15834).
NOT_FIRST = frozenset("，。、；：？！）》」』】〕”’％‰℃·—…,.;:?!)]}%/×㎡")
NOT_LAST = frozenset("（《「『【〔“‘([{￥¥$№")


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour as red, green and blue between 0 and 1."""

    red: float
    green: float
    blue: float

    @classmethod
    def hex(cls, code: str) -> Ink:
        """`Ink.hex("1E5A55")`"""
        return cls(*(round(int(code[place : place + 2], 16) / 255, 3) for place in (0, 2, 4)))

    def __str__(self) -> str:
        return f"{self.red:g} {self.green:g} {self.blue:g}"


@dataclass(frozen=True)
class Style:
    weight: Weight
    size: float
    ink: Ink

    @cached_property
    def fill(self) -> str:
        return f"{self.ink} rg\n"

    def at_size(self, size: float) -> Style:
        return Style(self.weight, size, self.ink)


class Typesetter:
    """Knows the glyph maps of a file: what a text is wide, where it breaks, and which codes print it."""

    def __init__(self, maps: Iterable[GlyphMap], extra: ExtraGlyphs, family: FontFamily) -> None:
        self._maps = list(maps)
        self._main = {Weight(one.resource): one for one in self._maps if one.resource in set(Weight)}
        self._others = [one for one in self._maps if one.resource not in set(Weight)]
        self._extra = extra
        self._family = family

    def glyph_map(self, weight: Weight) -> GlyphMap:
        return self._main[weight]

    def width(self, text: str, style: Style) -> float:
        return sum(map(self._family.advances[style.weight].__getitem__, text)) * style.size / PER_MILLE

    def runs(self, text: str, weight: Weight) -> list[tuple[str, str]]:
        """`(font resource, glyph codes in hex)`, one for each stretch of text in one font. Raises GlyphMissing."""
        main = self._main[weight]
        try:
            return [(main.resource, main.coded(text))]
        except GlyphNotMapped:
            maps = [main if ord(character) in main.codes else self._map_for(character, weight) for character in text]
        return [
            (one.resource, one.coded("".join(character for _, character in stretch)))
            for one, stretch in groupby(zip(maps, text, strict=True), key=itemgetter(0))
        ]

    def _map_for(self, character: str, weight: Weight) -> GlyphMap:
        """The map for a character that the weight's own does not hold."""
        face = self._family.face_for(character, weight)
        prepared = next((one for one in self._others if one.face is face and ord(character) in one.codes), None)
        return prepared or self._extra.map_for(character, weight)

    def fitting(self, text: str, style: Style, room: float, *, smallest: float) -> Style:
        """`style`, or the same one just so much smaller that `text` is no wider than `room`, down to `smallest`."""
        width = self.width(text, style)
        if width <= room:
            return style
        return style.at_size(max(smallest, int(style.size * room / width * 20) / 20))

    def lines(self, text: str, style: Style, room: float) -> list[str]:
        """`text` broken into lines no wider than `room`, by the Chinese rules; words and numbers are kept whole
        where they fit on a line."""
        if self.width(text, style) <= room:
            return [text]
        lines, line, used = [], "", 0.0
        for piece in _pieces(text):
            width = self.width(piece, style)
            if used + width > room and line:
                lines.append(line.rstrip())
                line, used = "", 0.0
                piece = piece.lstrip()
                width = self.width(piece, style)
            while width > room and len(piece) > 1:  # a word longer than a whole line
                kept = self._longest_start(piece, style, room)
                lines.append(piece[:kept])
                piece = piece[kept:]
                width = self.width(piece, style)
            line, used = line + piece, used + width
        return [*lines, line.rstrip()] if line.strip() else lines

    def _longest_start(self, text: str, style: Style, room: float) -> int:
        used = 0.0
        for place, character in enumerate(text):
            used += self.width(character, style)
            if used > room:
                return max(1, place)
        return len(text)


class Pen:
    """Writes the content of one sheet; measures are points from the bottom left.

    Rules and images lie under the text. Text and forms stand in the file in the order they are written, which is the
    order in which a screen reader reads and a person copies them.
    """

    def __init__(self, typesetter: Typesetter) -> None:
        self.typesetter = typesetter
        self._under: list[str] = []
        self._text: list[str] = []
        self._font: tuple[str, float] = ("", 0.0)
        self._fill = ""

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        if not text:
            return
        if style.fill != self._fill:
            self._fill = style.fill
            self._text.append(style.fill)
        position = f"1 0 0 1 {x:.2f} {y:.2f} Tm"
        for resource, codes in self.typesetter.runs(text, style.weight):
            if (resource, style.size) != self._font:
                self._font = resource, style.size
                self._text.append(f"/{resource} {style.size:g} Tf\n")
            self._text.append(f"{position}<{codes}>Tj\n")
            position = ""

    def text_to(self, right: float, y: float, text: str, style: Style) -> None:
        """Text that ends at `right`."""
        self.text(right - self.typesetter.width(text, style), y, text, style)

    def rule(self, left: float, right: float, y: float, thickness: float, ink: Ink) -> None:
        self.block(left, y - thickness / 2, right - left, thickness, ink)

    def block(self, x: float, y: float, width: float, height: float, ink: Ink) -> None:
        self._under.append(f"{ink} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f\n")

    def figure(self, corners: Sequence[tuple[float, float]], *, fill: Ink | None, line: Ink, thickness: float) -> None:
        """A closed figure, drawn with a line and filled."""
        path = " l ".join(f"{x:.2f} {y:.2f}" for x, y in corners).replace(" l ", " m ", 1)
        paint = f"{fill} rg {line} RG {thickness:g} w {path} l b" if fill else f"{line} RG {thickness:g} w {path} l s"
        self._under.append(f"{paint}\n")

    def form(self, name: str, *, raised: float = 0.0) -> None:
        """A prepared part of the stationery, moved up by `raised`."""
        drawn = f"q 1 0 0 1 0 {raised:.2f} cm /{name} Do Q" if raised else f"/{name} Do"
        self._text.append(f"ET {drawn}\nBT\n")

    def qr_code(self, x: float, y: float, size: float, content: str, ink: Ink) -> None:
        """An inline image mask, in hex so that no byte of it can be mistaken for the image's end."""
        side, rows = qr_modules(content)
        self._under.append(
            f"q {ink} rg {size:.2f} 0 0 {size:.2f} {x:.2f} {y:.2f} cm\n"
            f"BI/W {side}/H {side}/IM true/BPC 1/F/AHx ID {rows.hex()}>\nEI Q\n"
        )

    def image(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """An image of the file, by its name."""
        self._under.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{name} Do Q\n")

    def content(self) -> bytes:
        return "".join([*self._under, "BT\n", *self._text, "ET"]).encode("ascii")


def _pieces(text: str) -> Iterator[str]:
    """What a line may break between: single ideographs, or words and numbers, with the marks that cling to them."""
    piece = ""
    for character in text:
        if piece and not _cling(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _cling(before: str, after: str) -> bool:
    if before == " ":
        return False
    if after in NOT_FIRST or before in NOT_LAST or after == " ":
        return True
    return before.isascii() and after.isascii()
