from pathlib import Path

import pytest

from property_ops.framework.pdf.errors import FontNotInstalled, GlyphMissing
from property_ops.framework.pdf.fonts import Face, Weight, house_family, missing_glyphs


def test_figures_are_all_of_one_width_so_that_amounts_align():
    for face in house_family().faces.values():
        assert len({face.advance(figure) for figure in "0123456789"}) == 1


def test_an_ideograph_is_a_full_em_wide():
    assert house_family().faces[Weight.REGULAR].advance("账") == 1000


def test_rare_characters_of_names_are_drawn_by_the_house_faces():
    assert missing_glyphs(["䶮喆㙓", "½㎡·×−"]) == set()


def test_a_character_beyond_the_basic_plane_comes_from_the_fallback_face():
    family = house_family()
    assert family.face_for("𠮷", Weight.BOLD) in family.fallbacks
    assert family.face_for("吉", Weight.BOLD) is family.faces[Weight.BOLD]


@pytest.mark.parametrize("character", ["\n", "\t", "\x00", "\u200b", "\ufffe", "🦠"])
def test_what_no_font_can_draw_is_found_before_it_is_printed(character: str):
    assert missing_glyphs(["物业", f"田{character}生"]) == {character}


def test_no_text_has_no_missing_glyph():
    assert missing_glyphs([]) == set()


def test_a_missing_glyph_is_named_with_its_code_point():
    with pytest.raises(GlyphMissing) as caught:
        house_family().face_for("🦠", Weight.REGULAR)
    assert caught.value.data == {"character": "🦠", "codepoint": "U+1F9A0"}


def test_a_font_that_is_not_there_says_what_to_do(tmp_path: Path):
    with pytest.raises(FontNotInstalled, match="make setup"):
        Face(tmp_path / "Nothing.ttf")
