"""The office's ways of writing are folded for reading, and left alone in what is stored."""

from hypothesis import given
from hypothesis import strategies as st

from property_ops.kernel.writing import clean, folded, han_number, is_han, squeezed

DIGITS = "零一二三四五六七八九"


def written(number: int) -> str:
    """A number below one thousand in Chinese words."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (DIGITS[ones] if ones or not number else "")


@given(st.integers(0, 999))
def test_a_number_in_chinese_words_is_that_number(number):
    assert han_number(written(number)) == number


def test_words_that_are_no_number_are_none():
    for text in ("", "房", "十百", "3", "一房"):
        assert han_number(text) is None
    assert han_number("两") == 2
    assert han_number("二〇二二") == 2022


def test_folding_is_for_reading_only():
    assert folded("３号楼（Ａ）") == "3号楼(A)"
    assert squeezed(" 9 — 4　— 601 ") == "9-4-601"
    assert clean(" ㎡３　") == "㎡３"


def test_rare_characters_are_chinese_too():
    assert all(map(is_han, "䶮喆𠮷〇"))
    assert not is_han("A")
    assert not is_han("·")


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert folded(folded(text)) == folded(text)
    assert clean(clean(text)) == clean(text)


def test_signs_that_turn_the_direction_of_writing_are_dropped():
    assert clean("\u202e张三\u2066") == "张三"
