"""A quantity carries its unit."""

from decimal import Decimal

import pytest

from property_ops.kernel.quantity import SQUARE_METRES, Quantity, UnitsDiffer, plain, without_unit


@pytest.mark.parametrize(
    ("number", "text"), [("93.0200", "93.02"), ("120.0000", "120"), ("1E+3", "1000"), ("0.5", "0.5"), ("100", "100")]
)
def test_a_number_is_printed_without_needless_zeros(number, text):
    assert plain(Decimal(number)) == text


def test_quantities_of_one_unit_add_up():
    assert str(Quantity(Decimal("1.50"), "㎡") + Quantity(Decimal("2"), "㎡")) == "3.5 ㎡"


def test_quantities_of_different_units_do_not():
    with pytest.raises(UnitsDiffer):
        Quantity(Decimal(1), "㎡") + Quantity(Decimal(1), "m")


@pytest.mark.parametrize("written", [f"81.84{unit}" for unit in SQUARE_METRES])
def test_a_unit_is_taken_off_however_the_office_spells_it(written):
    assert without_unit(written, SQUARE_METRES) == "81.84"


def test_no_more_than_the_unit_is_taken_off():
    assert without_unit("81.2", SQUARE_METRES) == "81.2"
    assert without_unit("平方米", ()) == "平方米"
