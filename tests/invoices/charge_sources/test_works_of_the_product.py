"""What residents are charged where others pay a part, quantities are several, or silence was acceptance."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.charge_sources.domain.works import billable_part
from invoices.modules.charge_sources.services.works import WorksSource
from invoices.modules.charge_sources.verifiers.works import verify
from invoices.modules.charges.models import Charge
from invoices.modules.charges.public import ChargeBatch, Held, charge_month
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.testing import EstateFactory, UnitFactory
from property_ops.modules.works.domain.funding import FundingSplit, funding_parts, payable
from property_ops.modules.works.models import WorkLine
from property_ops.modules.works.testing import WorkOrderFactory

JUNE, TODAY = Month(2022, 6), date(2022, 7, 5)
COSTS, PERCENTS = st.integers(0, 10**9).map(Yuan), st.integers(0, 10_000).map(lambda part: Decimal(part).scaleb(-2))
PARTS = st.fractions(min_value=0, max_value=1)


@pytest.fixture
def estate(shipped):
    estate = EstateFactory(code="BC01")
    UnitFactory(estate=estate, code="BC01-1-1-101", area=Decimal(100))
    return estate


def pulled(estate):
    return list(WorksSource().pull(estate=estate, month=JUNE, today=TODAY))


def differences():
    return [difference.says % difference.facts for check in verify() for difference in check.differences]


@given(COSTS, PARTS, st.none() | COSTS, PERCENTS)
def test_the_charge_is_the_residents_part_of_what_is_payable(cost, accepted, ceiling, percent):
    """Calculated a second time, literally: per cent × (the lesser of accepted cost and ceiling), half up, once."""
    exact = Fraction(cost.fen) * accepted
    exact = exact if ceiling is None or exact <= ceiling.fen else Fraction(ceiling.fen)
    expected = (exact * Fraction(percent) / 100 + Fraction(1, 2)).__floor__()
    charged = billable_part(cost, accepted=accepted, ceiling=ceiling, percent=percent)
    assert charged.fen == expected
    assert charged <= cost
    split = FundingSplit(residents=percent, subsidy=100 - percent)
    parts = funding_parts(split, payable(cost, accepted=accepted, ceiling=ceiling))
    assert parts.get("residents", Yuan(0)) == charged


def test_residents_are_charged_their_part_only(estate):
    WorkOrderFactory(
        estate=estate, funding="split", residents_percent=Decimal("33.33"), subsidy_percent=Decimal("66.67"),
    )  # fmt: skip
    (batch,) = pulled(estate)
    assert isinstance(batch, ChargeBatch)
    assert (batch.amount, batch.basis.facts["percent"], batch.basis.facts["billable"]) == ([333_30], "33.33", "333.30")


def test_several_quantities_weigh_by_their_prices(estate, accountant):
    work = WorkOrderFactory(estate=estate, done=Decimal(100), accepted=Decimal(80), price=Yuan(10_00))
    WorkLine.objects.create(
        work=work, number=2, name="路缘石", unit="m", planned=Decimal(10), price=Yuan(100_00), done=Decimal(10),
        accepted=Decimal(10),
    )  # fmt: skip
    charge_month(month=JUNE, by=accountant, today=TODAY)
    (charge,) = Charge.objects.select_related("basis")
    assert charge.amount == Yuan(900_00)
    assert charge.basis.facts["lines"][1] == {
        "name": "路缘石", "unit": "m", "price": "100.00", "done": "10", "accepted": "10",
    }  # fmt: skip
    assert differences() == []


def test_what_is_of_one_line_and_paid_by_residents_has_no_more_facts_than_before(estate):
    WorkOrderFactory(estate=estate)
    (batch,) = pulled(estate)
    assert not {"percent", "lines", "deemed"} & set(batch.basis.facts)


def test_a_deemed_acceptance_is_told(estate):
    WorkOrderFactory(estate=estate, deemed=True)
    (batch,) = pulled(estate)
    assert batch.basis.facts["deemed"] is True


def test_a_cancelled_work_is_neither_charged_nor_held(estate):
    WorkOrderFactory(
        estate=estate, result="rework", state="cancelled", accepted=None, accepted_on=None, done_on=date(2022, 6, 10)
    )
    assert pulled(estate) == []


def test_a_rework_under_way_is_held(estate):
    WorkOrderFactory(
        estate=estate, number="GD-7", result="rework", state="in_progress", accepted=None, accepted_on=None
    )
    (held,) = pulled(estate)
    assert isinstance(held, Held)
    assert (held.subject, held.reason) == ("GD-7", "sent_back")


def test_nobody_is_charged_for_what_others_pay(estate):
    for payer in ("subsidy", "third_party", "nobody"):
        WorkOrderFactory(estate=estate, funding=payer, scope="")
    assert pulled(estate) == []
