import io
import struct

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import calcChecksum

from property_ops.framework.pdf.fonts import Face, Weight, house_family
from property_ops.framework.pdf.subset import subset_font

TEXT = "账单1,234.50𠮷"


def face_of(character: str) -> Face:
    return house_family().face_for(character, Weight.REGULAR)


def outline(font: TTFont, name: str) -> list:
    pen = RecordingPen()
    font["glyf"][name].draw(pen, font["glyf"])
    return pen.value


@pytest.mark.parametrize("character", TEXT)
def test_a_glyph_of_the_subset_is_the_glyph_of_the_font(character: str):
    face = face_of(character)
    subset = TTFont(io.BytesIO(subset_font(face, ["一", character] if "一" in face else [character])))
    whole = TTFont(face.path)
    name, original = subset.getGlyphOrder()[-1], whole.getBestCmap()[ord(character)]
    assert outline(subset, name) == outline(whole, original)
    assert subset["hmtx"][name] == whole["hmtx"][original]


def test_a_subset_holds_the_empty_box_and_the_characters_asked_for_and_no_more():
    font = TTFont(io.BytesIO(subset_font(house_family().faces[Weight.BOLD], list("账单年月"))))
    assert font["maxp"].numGlyphs == font["hhea"].numberOfHMetrics == 5
    assert sorted(font.reader.keys()) == ["glyf", "head", "hhea", "hmtx", "loca", "maxp"]


def test_glyphs_carry_no_hinting_programs_as_the_functions_they_call_stay_behind():
    font = TTFont(io.BytesIO(subset_font(face_of("𠮷"), ["𠮷"])))
    assert font["glyf"][font.getGlyphOrder()[1]].program.getBytecode() == b""


def test_checksums_are_right():
    data = subset_font(house_family().faces[Weight.REGULAR], list("账单"))
    assert calcChecksum(data) == 0xB1B0AFBA
    for place in range(struct.unpack_from(">H", data, 4)[0]):
        tag, checksum, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * place)
        table = data[offset : offset + length]
        if tag == b"head":
            table = table[:8] + b"\0\0\0\0" + table[12:]
        assert calcChecksum(table) == checksum, tag


def test_many_glyphs_need_long_offsets_and_get_them():
    face = house_family().faces[Weight.REGULAR]
    characters = [chr(code) for code in range(0x4E00, 0x5400)]
    font = TTFont(io.BytesIO(subset_font(face, characters)))
    assert font["head"].indexToLocFormat == 1
    assert outline(font, font.getGlyphOrder()[-1]) == outline(
        TTFont(face.path), TTFont(face.path).getBestCmap()[0x53FF]
    )
