"""The typefaces of the house: which characters they have, how wide these are, and their outlines."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from property_ops.framework.pdf.errors import FontNotInstalled, GlyphMissing, font_not_usable

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FONT_FOLDER = Path(__file__).resolve().parent.parent / "static" / "vendor" / "fonts"
# For the rarest characters of names (Ext-B and beyond): Debian's fonts-hanazono, or the same files put beside ours.
FALLBACK_FOLDERS = (FONT_FOLDER, Path("/usr/share/fonts/truetype/hanazono"))
FALLBACK_FILES = ("HanaMinA.ttf", "HanaMinB.ttf")

PER_MILLE = 1000


class Weight(StrEnum):
    REGULAR = "R"
    BOLD = "B"


FILES = {Weight.REGULAR: "NotoSansSC_400Regular.ttf", Weight.BOLD: "NotoSansSC_700Bold.ttf"}


class Glyph(NamedTuple):
    """As a font file has it: the outline, filled up to four bytes and without hinting programs, and `hmtx` entry."""

    outline: bytes
    metrics: bytes


class Face:
    """One TrueType file, mapped into memory: none of its megabytes is copied but for the glyphs asked for."""

    def __init__(self, path: Path) -> None:
        from fontTools.ttLib import TTFont  # slow to import: only who prints pays for it

        if not path.is_file():
            raise FontNotInstalled(file=path.name)
        self.path = path
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        with TTFont(path, lazy=True) as font:
            if "glyf" not in font:
                raise font_not_usable(path, "it has no TrueType outlines.")
            self._read(font)

    def _read(self, font: TTFont) -> None:
        font.setGlyphOrder(range(font["maxp"].numGlyphs))  # glyphs go by their ids: 30,000 names are not made up
        self._glyph_ids: dict[int, int] = font.getBestCmap()
        self._metrics = _metrics(font)
        self._glyphs: dict[str | None, Glyph] = {}
        self._outlines_at: int = font.reader.tables["glyf"].offset
        self._locations = font["loca"].locations
        self.tables: dict[str, bytes] = {tag: font.reader[tag] for tag in ("head", "hhea", "maxp")}
        self.name: str = font["name"].getDebugName(6)
        self.units_per_em: int = font["head"].unitsPerEm
        head, hhea, os2 = font["head"], font["hhea"], font["OS/2"]
        edges = (head.xMin, head.yMin, head.xMax, head.yMax)
        self.box = b" ".join([b"%d" % self.per_mille(edge) for edge in edges])
        self.ascent, self.descent = self.per_mille(hhea.ascent), self.per_mille(hhea.descent)
        self.cap_height = self.per_mille(getattr(os2, "sCapHeight", 0)) or 700
        self.stem = 140 if os2.usWeightClass >= 600 else 80

    def __contains__(self, character: str) -> bool:
        return ord(character) in self._glyph_ids

    def per_mille(self, units: int) -> int:
        return round(units * PER_MILLE / self.units_per_em)

    def advance(self, character: str) -> int:
        """How far the pen moves, in thousandths of the type size."""
        return self.per_mille(self._metrics[self._glyph_ids[ord(character)]][0])

    def glyph(self, character: str | None) -> Glyph:
        """The glyph that draws `character`; None gives the empty box .notdef."""
        glyph = self._glyphs.get(character)
        if glyph is None:
            glyph = self._glyphs[character] = self._cut_out(character)
        return glyph

    def _cut_out(self, character: str | None) -> Glyph:
        glyph_id = 0 if character is None else self._glyph_ids[ord(character)]
        start, end = self._locations[glyph_id], self._locations[glyph_id + 1]
        outline = self._data[self._outlines_at + start : self._outlines_at + end]
        return Glyph(self._without_hints(outline), struct.pack(">Hh", *self._metrics[glyph_id]))

    def _without_hints(self, outline: bytes) -> bytes:
        """Hinting calls functions that a subset does not carry along; without them the outline is the same."""
        if not outline:
            return outline
        (contours,) = struct.unpack_from(">h", outline)
        if contours < 0:
            raise font_not_usable(self.path, "it has composite glyphs.")
        hints_at = 10 + 2 * contours
        (hints,) = struct.unpack_from(">H", outline, hints_at)
        bare = outline[:hints_at] + b"\0\0" + outline[hints_at + 2 + hints :]
        return bare + b"\0" * (-len(bare) % 4)


def _metrics(font: TTFont) -> list[tuple[int, int]]:
    """Advance and left side bearing of every glyph; those that table `hmtx` ends before share its last advance."""
    table, full = font.reader["hmtx"], font["hhea"].numberOfHMetrics
    metrics: list[tuple[int, int]] = list(struct.iter_unpack(">Hh", table[: 4 * full]))
    return metrics + [(metrics[-1][0], bearing) for (bearing,) in struct.iter_unpack(">h", table[4 * full :])]


class Advances(dict[str, int]):
    """How wide each character is in a weight, in thousandths of the type size; found out when first asked."""

    def __init__(self, family: FontFamily, weight: Weight) -> None:
        super().__init__()
        self._family = family
        self._weight = weight

    def __missing__(self, character: str) -> int:
        """Raises GlyphMissing."""
        advance = self._family.face_for(character, self._weight).advance(character)
        self[character] = advance
        return advance


class FontFamily:
    """The two weights and, read only when a character asks for them, the faces for the rarest characters."""

    def __init__(self, faces: dict[Weight, Face], fallback_files: Iterable[Path] = ()) -> None:
        self.faces = faces
        self.advances = {weight: Advances(self, weight) for weight in faces}
        self._fallback_files = tuple(fallback_files)

    @cached_property
    def fallbacks(self) -> tuple[Face, ...]:
        return tuple(Face(path) for path in self._fallback_files)

    def face_for(self, character: str, weight: Weight) -> Face:
        """The face that draws `character`. Raises GlyphMissing."""
        if character in self.faces[weight]:
            return self.faces[weight]
        for face in self.fallbacks:
            if character in face:
                return face
        raise GlyphMissing(character=character)

    def missing_glyphs(self, texts: Iterable[str]) -> set[str]:
        """The characters of `texts` that cannot be printed; control characters and line ends are among them."""
        return {character for character in set().union(*texts) if not self._draws(character)}

    def _draws(self, character: str) -> bool:
        if all(character in face for face in self.faces.values()):
            return True
        return any(character in face for face in self.fallbacks)


@lru_cache(maxsize=1)
def house_family() -> FontFamily:
    """The fonts that `make setup` placed. Raises FontNotInstalled."""
    faces = {weight: Face(FONT_FOLDER / file) for weight, file in FILES.items()}
    found = (
        next((folder / file for folder in FALLBACK_FOLDERS if (folder / file).is_file()), None)
        for file in FALLBACK_FILES
    )
    return FontFamily(faces, [path for path in found if path])


def missing_glyphs(texts: Iterable[str]) -> set[str]:
    """The characters of `texts` that no installed font can print: to be asked before a document is issued."""
    return house_family().missing_glyphs(texts)
