"""Glyph maps: which glyph code stands for which character in the fonts of a file.

A file has a prepared `GlyphMap` per weight (the vocabulary, the same for every sheet) and `ExtraGlyphs` for the few
characters outside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from property_ops.framework.pdf.fonts import Face, FontFamily, Weight
from property_ops.framework.pdf.objects import deflated, stream
from property_ops.framework.pdf.subset import subset_font

# Drawn as a true minus, copied out as the hyphen that spreadsheets and banks take for one.
EXTRACTED_AS = {"\u2212": "-"}
OBJECTS_PER_FONT = 5
_MAPPINGS_PER_BLOCK = 100


class GlyphNotMapped(Exception):
    """A text has a character that the map does not hold."""


class _Codes(dict[int, int]):
    """From code points to glyph codes for `str.translate`, which would let a code point that is not there pass."""

    def __missing__(self, code_point: int) -> int:
        raise GlyphNotMapped


class GlyphMap:
    """The characters of one face in one font of the file; glyph code n is the n-th character."""

    def __init__(self, face: Face, resource: str, characters: Iterable[str] = ()) -> None:
        self.face = face
        self.resource = resource
        self.characters: list[str] = []
        self.codes = _Codes()
        for character in characters:
            self.place(character)

    def place(self, character: str) -> int:
        """The glyph code of `character`, given now if it has none yet."""
        code = self.codes.get(ord(character))
        if code is None:
            self.characters.append(character)
            code = self.codes[ord(character)] = len(self.characters)
        return code

    def coded(self, text: str) -> str:
        """The glyph codes of `text` in hex, four digits each. Raises GlyphNotMapped."""
        return text.translate(self.codes).encode("utf-16-be").hex()

    def objects(self, first: int, *, compressed: bool = True) -> list[bytes]:
        """The five PDF objects of this font, numbered from `first`, which is the font itself."""
        program = subset_font(self.face, self.characters)
        if compressed:
            file = deflated(program, b"/Length1 %d" % len(program), level=9)
            unicode = deflated(self._unicode_map())
        else:
            file = stream(program, b"/Length1 %d" % len(program))
            unicode = stream(self._unicode_map())
        return [*self.dictionaries(first), file, unicode]

    def dictionaries(self, first: int) -> list[bytes]:
        face, name = self.face, self._subset_name()
        return [
            b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
            % (name, first + 1, first + 4),
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>/CIDToGIDMap/Identity/DW 1000/W[%s]/FontDescriptor %d 0 R>>"
            % (name, self._width_runs(), first + 2),
            b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%s]/ItalicAngle 0/Ascent %d/Descent %d"
            b"/CapHeight %d/StemV %d/FontFile2 %d 0 R>>"
            % (name, face.box, face.ascent, face.descent, face.cap_height, face.stem, first + 3),
        ]

    def _subset_name(self) -> bytes:
        """`ABCDEF+Name`: six letters that differ whenever the characters do."""
        digest = hashlib.sha256("".join(self.characters).encode()).digest()
        return bytes([65 + byte % 26 for byte in digest[:6]]) + b"+" + self.face.name.encode()

    def _width_runs(self) -> bytes:
        """`/W` entries, one for each run of glyphs that are not a full em wide."""
        runs: list[str] = []
        previous = 0
        for code, character in enumerate(self.characters, start=1):
            width = self.face.advance(character)
            if width == 1000:
                continue
            if runs and code == previous + 1:
                runs.append(f" {width}")
            else:
                runs.append(f"{']' if runs else ''}{code}[{width}")
            previous = code
        return ("".join(runs) + "]" * bool(runs)).encode()

    def _unicode_map(self) -> bytes:
        """From glyph codes back to text, in UTF-16: characters beyond U+FFFF take two units."""
        pairs = [
            f"<{code:04X}><{EXTRACTED_AS.get(character, character).encode('utf-16-be').hex().upper()}>"
            for code, character in enumerate(self.characters, start=1)
        ]
        blocks = [pairs[start : start + _MAPPINGS_PER_BLOCK] for start in range(0, len(pairs), _MAPPINGS_PER_BLOCK)]
        mappings = "".join(f"{len(block)} beginbfchar {' '.join(block)} endbfchar\n" for block in blocks)
        return (
            "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
            "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
            "1 begincodespacerange<0000><FFFF>endcodespacerange\n"
            f"{mappings}endcmap CMapName currentdict/CMap defineresource pop end end"
        ).encode()


class ExtraGlyphs:
    """Characters outside the prepared maps, in the order of first use: an extra font for each face they need."""

    def __init__(self, family: FontFamily) -> None:
        self._family = family
        self._maps: dict[str, GlyphMap] = {}

    def map_for(self, character: str, weight: Weight) -> GlyphMap:
        """The map that now holds `character`. Raises GlyphMissing."""
        face = self._family.face_for(character, weight)
        one = self._maps.get(face.name)
        if one is None:
            one = self._maps[face.name] = GlyphMap(face, f"X{len(self._maps)}")
        one.place(character)
        return one

    def __iter__(self) -> Iterator[GlyphMap]:
        return iter(self._maps.values())


def sorted_vocabulary(*texts: str) -> list[str]:
    """Each character once, in the order of code points, so that the same words always make the same font."""
    return sorted(set().union(*texts))


def prepared_glyph_maps(family: FontFamily, vocabulary: Mapping[Weight, Sequence[str]]) -> list[GlyphMap]:
    """A map for each weight and, where the vocabulary needs one, a map for each fallback face."""
    maps = {weight: GlyphMap(family.faces[weight], weight.value) for weight in Weight}
    others: dict[str, GlyphMap] = {}
    for weight, characters in vocabulary.items():
        for character in characters:
            face = family.face_for(character, weight)
            if face is maps[weight].face:
                maps[weight].place(character)
            else:
                others.setdefault(face.name, GlyphMap(face, f"F{len(others)}")).place(character)
    return [*maps.values(), *others.values()]
