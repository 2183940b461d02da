"""Money is whole fen, rounded half up once (docs/product.md rule 1), and written in capitals."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property_ops.kernel.money import NotMoney, Yuan, round_half_up

FEN = st.integers(min_value=-(10**17) + 1, max_value=10**17 - 1)
DIGITS = {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}
GROUPS = {"万": 10**4, "亿": 10**8, "兆": 10**12}


def read_capitals(words: str) -> int:
    """The fen that an amount in capitals says; an independent reading of the bank's rules."""
    assert words.startswith("人民币")
    rest = words.removeprefix("人民币")
    sign = -1 if rest.startswith("负") else 1
    rest = rest.removeprefix("负").removesuffix("整")
    whole, yuan, cents = rest.rpartition("元")
    if not yuan:
        whole, cents = "", rest
    number = group = digit = 0
    for character in whole:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in PLACES:
            group, digit = group + digit * PLACES[character], 0
        else:
            number, group, digit = number + (group + digit) * GROUPS[character], 0, 0
    fen = (number + group + digit) * 100
    for unit, value in (("角", 10), ("分", 1)):
        before, found, after = cents.partition(unit)
        if found:
            fen, cents = fen + DIGITS[before[-1]] * value, after
    return sign * fen


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("1000000.50", "人民币壹佰万元伍角整"),
        ("0.10", "人民币壹角整"),
        ("0", "人民币零元整"),
        ("0.01", "人民币壹分"),
        ("12345678.90", "人民币壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角整"),
        ("100", "人民币壹佰元整"),
        ("1.15", "人民币壹元壹角伍分"),
        ("10", "人民币壹拾元整"),
        ("1001", "人民币壹仟零壹元整"),
        ("10001", "人民币壹万零壹元整"),
        ("100010000", "人民币壹亿零壹万元整"),
        ("100000001", "人民币壹亿零壹元整"),
        ("-0.05", "人民币负伍分"),
    ],
)
def test_capitals_of_known_amounts(amount, words):
    assert Yuan.parse(amount).in_capitals() == words


@given(FEN)
def test_capitals_say_exactly_the_amount(fen):
    assert read_capitals(Yuan(fen).in_capitals()) == fen


@given(FEN)
def test_capitals_say_zero_once_for_a_gap_and_end_as_the_bank_wants(fen):
    words = Yuan(fen).in_capitals()
    assert "零零" not in words
    assert words.endswith("分") == (fen % 10 != 0)
    assert words.endswith("整") == (fen % 10 == 0)


@given(st.integers(), st.integers(min_value=1))
def test_a_half_is_rounded_away_from_zero_as_decimal_does(numerator, denominator):
    value = Fraction(numerator, denominator)
    below = value.numerator // value.denominator
    nearest = min((below, below + 1), key=lambda whole: (abs(value - whole), -abs(whole)))
    assert round_half_up(value) == nearest


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=6))
def test_rounding_equals_decimal_round_half_up(amount):
    with localcontext(prec=60):
        expected = amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    assert Yuan.rounded(Fraction(amount)).as_decimal() == expected


@pytest.mark.parametrize(
    ("exact", "rounded"), [("0.005", "0.01"), ("0.0049", "0.00"), ("2.675", "2.68"), ("-0.005", "-0.01")]
)
def test_half_a_fen_is_a_fen(exact, rounded):
    assert str(Yuan.rounded(Fraction(exact))) == rounded


@given(FEN)
def test_an_amount_reads_back_as_it_is_written(fen):
    assert Yuan.parse(str(Yuan(fen))) == Yuan(fen)
    assert Yuan.parse(Yuan(fen).grouped()) == Yuan(fen)
    assert Yuan.exactly(Yuan(fen).as_decimal()) == Yuan(fen)


@pytest.mark.parametrize("text", ["", "1.234", "1,2.3.4", "abc", "1e3", "NaN", "--1", "1234567890123456"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(NotMoney):
        Yuan.parse(text)


@pytest.mark.parametrize("amount", [Decimal("0.001"), Decimal("NaN"), Decimal("Infinity")])
def test_a_decimal_that_is_not_whole_fen_is_refused(amount):
    with pytest.raises(NotMoney):
        Yuan.exactly(amount)


@pytest.mark.parametrize("value", [1.0, "1", Decimal(1), True, None])
def test_money_is_made_of_whole_fen_only(value):
    with pytest.raises(TypeError):
        Yuan(value)


@pytest.mark.parametrize("other", [1.5, Decimal("1.5"), "2", True])
def test_money_is_multiplied_by_whole_numbers_only(other):
    with pytest.raises(TypeError):
        Yuan(100) * other


def test_money_and_numbers_do_not_mix():
    with pytest.raises(TypeError):
        Yuan(100) + 100
    with pytest.raises(TypeError):
        assert Yuan(100) > 1
    assert Yuan(0) != 0


@given(st.lists(FEN))
def test_amounts_add_up_by_sum(many):
    assert (sum(map(Yuan, many)) or Yuan(0)) == Yuan(sum(many))
