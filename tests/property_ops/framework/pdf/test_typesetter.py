from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property_ops.framework.pdf.fonts import Weight, house_family
from property_ops.framework.pdf.glyph_maps import ExtraGlyphs, GlyphMap, prepared_glyph_maps, sorted_vocabulary
from property_ops.framework.pdf.typesetter import NOT_FIRST, NOT_LAST, Ink, Pen, Style, Typesetter

BLACK = Ink(0, 0, 0)
TEN = Style(Weight.REGULAR, 10, BLACK)


def typesetter(vocabulary: str = "物业服务费，。（）0123456789") -> Typesetter:
    family = house_family()
    words = sorted_vocabulary(vocabulary)
    return Typesetter(prepared_glyph_maps(family, dict.fromkeys(Weight, words)), ExtraGlyphs(family), family)


def test_ten_ideographs_at_ten_points_are_a_hundred_points_wide():
    assert typesetter().width("物业服务费" * 2, TEN) == 100


def test_a_character_outside_the_vocabulary_is_as_wide_as_one_inside():
    assert typesetter("物").width("物业", TEN) == typesetter("物业").width("物业", TEN)


def test_text_in_the_vocabulary_is_one_run_with_the_codes_of_the_case():
    setter = typesetter("乙甲")
    assert setter.runs("甲乙甲", Weight.BOLD) == [("B", "000200010002")]  # 乙 comes before 甲 in Unicode


def test_sorts_are_numbered_as_they_come_and_stand_in_fonts_of_their_own():
    setter = typesetter("甲乙")
    assert setter.runs("甲喆𠮷喆乙", Weight.REGULAR) == [
        ("R", "0002"), ("X0", "0001"), ("X1", "0001"), ("X0", "0001"), ("R", "0001")
    ]  # fmt: skip


def test_a_vocabulary_may_hold_characters_of_the_fallback_face():
    family = house_family()
    maps = prepared_glyph_maps(family, {Weight.REGULAR: list("甲𠮷"), Weight.BOLD: list("𠮷")})
    assert [(one.resource, "".join(one.characters)) for one in maps] == [("R", "甲"), ("B", ""), ("F0", "𠮷")]
    extra = ExtraGlyphs(family)
    assert Typesetter(maps, extra, family).runs("甲𠮷", Weight.REGULAR) == [("R", "0001"), ("F0", "0001")]
    assert list(extra) == []


def test_lines_keep_marks_where_chinese_rules_want_them():
    lines = typesetter().lines("物业服务费，物业服务费（物业）。服务费", TEN, 62)
    assert lines == ["物业服务费，", "物业服务费", "（物业）。服", "务费"]


def test_numbers_and_words_are_kept_whole():
    assert typesetter().lines("账号 3705 0161 0000 完", TEN, 55) == ["账号 3705", "0161 0000", "完"]


def test_a_word_longer_than_a_line_is_broken_and_nothing_of_it_lost():
    lines = typesetter().lines("A" * 100, TEN, 55)
    assert "".join(lines) == "A" * 100
    assert len(lines) > 1


@given(st.text(st.sampled_from("物业服务费，。（）《》12AB -"), max_size=80), st.integers(20, 200))
def test_whatever_the_text_every_line_fits_and_only_spaces_are_dropped(text: str, room: int):
    setter = typesetter()
    lines = setter.lines(text, TEN, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) == 1 or setter.width(line, TEN) <= room for line in lines)


@given(st.text(st.sampled_from("物业，。（）"), min_size=1, max_size=60))
def test_no_line_begins_or_ends_with_a_mark_that_may_not_stand_there(text: str):
    lines = typesetter().lines(text, TEN, 200)
    for before, after in pairwise(lines):
        nothing_but_marks = len(before) == 20 and set(before[1:]) <= NOT_FIRST | NOT_LAST
        assert nothing_but_marks or not (after[0] in NOT_FIRST or before[-1] in NOT_LAST)


@pytest.mark.parametrize(("room", "size"), [(100, 10), (50, 5), (70, 7), (10, 4)])
def test_text_is_made_smaller_until_it_fits_but_not_too_small(room: float, size: float):
    assert typesetter().fitting("物业服务费" * 2, TEN, room, smallest=4).size == size


def test_a_pen_changes_font_and_colour_only_where_they_change():
    pen = Pen(typesetter())
    pen.text(0, 0, "物业", TEN)
    pen.text(0, 20, "服务", TEN)
    content = pen.content().decode()
    assert content.count(" Tf") == content.count(" rg") == 1
    assert content.count("Tj") == 2


def test_an_empty_text_writes_nothing():
    pen = Pen(typesetter())
    pen.text(0, 0, "", TEN)
    assert pen.content() == b"BT\nET"


def test_a_case_gives_each_character_one_code():
    glyph_map = GlyphMap(house_family().faces[Weight.REGULAR], "R", "甲乙甲")
    assert (glyph_map.characters, glyph_map.place("乙")) == (["甲", "乙"], 2)
