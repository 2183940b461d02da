"""The charge lines as people and programs read them."""

from decimal import Decimal

import pytest

from invoices.modules.charges.public import UnknownEstate, charge_rows
from invoices.modules.charges.testing import ChargeFactory
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.models import Estate
from property_ops.modules.estates.testing import EstateFactory, UnitFactory

JUNE = Month(2022, 6)


@pytest.fixture
def two_estates(shipped: None) -> None:
    for code in ("BC02", "BC01"):
        estate = EstateFactory(code=code)
        for room in ("201", "101"):
            ChargeFactory(unit=UnitFactory(estate=estate, building=1, entrance=1, room=room))


def test_lines_come_in_building_order_with_a_half_open_period(two_estates: None) -> None:
    rows = list(charge_rows(JUNE))
    assert [row["unit_code"] for row in rows] == ["BC01-1-1-101", "BC01-1-1-201", "BC02-1-1-101", "BC02-1-1-201"]
    assert (str(rows[0]["period_start"]), str(rows[0]["period_end"])) == ("2022-06-01", "2022-07-01")
    assert (rows[0]["quantity"], rows[0]["unit_price"], rows[0]["ratio"]) == (Decimal(100), Decimal(1), Decimal(1))
    assert rows[0]["amount"] == Yuan(100_00)


def test_a_ratio_is_shown_with_ten_decimals_rounded_half_up(shipped: None) -> None:
    ChargeFactory(ratio_numerator=2, ratio_denominator=3)
    [row] = charge_rows(JUNE)
    assert row["ratio"] == Decimal("0.6666666667")


def test_whoever_sees_one_estate_gets_no_line_of_another(two_estates: None) -> None:
    rows = charge_rows(JUNE, visible=Estate.objects.filter(code="BC02"))
    assert {row["estate_code"] for row in rows} == {"BC02"}
    assert list(charge_rows(JUNE, ["BC01"], visible=Estate.objects.filter(code="BC02"))) == []


def test_another_month_has_none_and_an_unknown_estate_is_refused(two_estates: None) -> None:
    assert list(charge_rows(JUNE.next)) == []
    with pytest.raises(UnknownEstate):
        charge_rows(JUNE, ["XX"])
