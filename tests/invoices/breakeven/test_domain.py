"""Who pays for a cost, and the rate that would have covered it: plain rules."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.breakeven.domain.funding import COMPANY, FUNDS, RESIDENTS, SUBSIDY
from invoices.modules.breakeven.domain.posting import Cost, difference, sums_of
from invoices.modules.breakeven.domain.rates import Rated, balancing, income_at, proportional
from invoices.modules.breakeven.domain.result import SERVICE_INCOME, VAT, EstateResult, ResultAmount
from invoices.modules.breakeven.domain.works import sums_of_work
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month

amounts = st.integers(0, 10**9).map(Yuan)


def test_a_rejected_part_of_a_subsidised_work_is_borne_by_the_company():
    """1,000.00, of which 950.00 accepted: 570 + 285 + 95 from the subsidy, 30 + 15 + 5 from nobody but the company."""
    sums = sums_of_work(labour=Yuan(600_00), material=Yuan(300_00), machine=Yuan(100_00), paid={SUBSIDY: Yuan(950_00)})
    assert sums == {
        ("1221.01", ""): 950_00,
        ("1403", ""): -300_00,
        ("2202", ""): -100_00,
        ("2211", ""): -600_00,
        ("5001.04", SUBSIDY): -950_00,
        ("5401.01", COMPANY): 30_00,
        ("5401.01", SUBSIDY): 570_00,
        ("5401.02", COMPANY): 15_00,
        ("5401.02", SUBSIDY): 285_00,
        ("5401.03", COMPANY): 5_00,
        ("5401.03", SUBSIDY): 95_00,
    }


def test_what_residents_pay_is_no_funding_it_comes_in_by_bills():
    sums = sums_of_work(labour=Yuan(10_00), material=ZERO, machine=ZERO, paid={RESIDENTS: Yuan(10_00)})
    assert sums == {("2211", ""): -10_00, ("5401.01", RESIDENTS): 10_00}


@given(labour=amounts, material=amounts, machine=amounts, parts=st.lists(st.integers(0, 100), min_size=2, max_size=2))
def test_whoever_pays_the_parts_add_up_to_the_cost_and_nothing_is_below_zero(labour, material, machine, parts):
    whole = labour + material + machine
    paid = {
        SUBSIDY: Yuan(whole.fen * parts[0] // 200),
        RESIDENTS: Yuan(whole.fen * parts[1] // 200),
    }
    sums = sums_of_work(labour=labour, material=material, machine=machine, paid=paid)
    costs = {place: fen for place, fen in sums.items() if place[0].startswith("5401")}
    assert sum(sums.values()) == 0
    assert sum(costs.values()) == whole.fen
    assert all(fen > 0 for fen in costs.values())
    for funding, amount in paid.items():
        assert sum(fen for (_, who), fen in costs.items() if who == funding) == amount.fen
    assert -sums.get((FUNDS[SUBSIDY].income, SUBSIDY), 0) == paid[SUBSIDY].fen


def test_the_difference_to_what_is_posted_is_nothing_once_it_is_posted():
    sums = sums_of([Cost("5401.12", "2202", Yuan(5_00))], paid={RESIDENTS: Yuan(5_00)})
    assert difference(sums, {}) == sums
    assert difference(sums, sums) == {}
    assert difference({}, sums) == {("2202", ""): 5_00, ("5401.12", RESIDENTS): -5_00}


def test_the_next_rate_brings_what_is_needed():
    """1,000 m² for 6 months at 0.35 and 100 m² at 0.70 brought 2,520.00; 2,880.00 is needed: 8/7 of the rates."""
    rated = [
        Rated("住宅", Decimal("0.35"), Fraction(6000)),
        Rated("商业", Decimal("0.70"), Fraction(600)),
    ]
    assert income_at(rated) == Yuan(2520_00)
    following = balancing(rated, needed=Yuan(2880_00))
    assert [one.rate for one in following] == [Decimal("0.4000"), Decimal("0.8000")]
    assert income_at(following) == Yuan(2880_00)


def test_of_each_yuan_more_its_vat_is_not_for_the_service():
    """Residents were billed 106.00, 6.00 of it VAT, for what cost 150.00; a subsidy is no bill of theirs."""
    month = Month(2022, 6)
    parts = [
        ResultAmount(month, SERVICE_INCOME, "物业费", True, RESIDENTS, Yuan(106_00)),
        ResultAmount(month, VAT, "增值税", True, RESIDENTS, Yuan(-6_00)),
        ResultAmount(month, "5301.02", "补贴", True, SUBSIDY, Yuan(900_00)),
        ResultAmount(month, "5401.01", "保洁", False, RESIDENTS, Yuan(150_00)),
        ResultAmount(month, "5401.12", "修补", False, SUBSIDY, Yuan(900_00)),
        ResultAmount(month, "5401.12", "修补", False, COMPANY, Yuan(1_00)),
    ]
    found = EstateResult(parts)
    assert (found.residents_balance, found.needed) == (Yuan(50_00), Yuan(159_00))
    assert (found.income_of(SUBSIDY), found.balance, found.borne_by_company) == (Yuan(900_00), Yuan(51_00), Yuan(1_00))


def test_where_other_income_covers_all_the_next_rate_is_zero_never_below():
    rated = [Rated("住宅", Decimal("0.35"), Fraction(6000))]
    assert [one.rate for one in balancing(rated, needed=Yuan(-5))] == [Decimal("0.0000")]


def test_without_a_service_fee_there_is_no_next_rate():
    assert balancing([], needed=Yuan(100)) == []


def test_other_uses_change_in_proportion():
    rated = [
        Rated("住宅", Decimal("0.35"), Fraction(6000)),
        Rated("商业", Decimal("0.70"), Fraction(600)),
    ]
    assert [one.rate for one in proportional(rated, rate=Decimal("0.42"))] == [Decimal("0.42"), Decimal("0.8400")]


@given(
    st.lists(st.tuples(st.integers(1, 50_000), st.integers(1, 10**8)), min_size=1, max_size=3),
    st.integers(0, 10**9),
)
def test_the_next_rate_misses_by_no_more_than_its_rounding(uses, needed):
    rated = [Rated(str(place), Decimal(rate).scaleb(-4), Fraction(base)) for place, (rate, base) in enumerate(uses)]
    missed = income_at(balancing(rated, needed=Yuan(needed))) - Yuan(needed)
    most = sum(one.base for one in rated) * Fraction(5, 100_000) * 100 + 1
    assert abs(missed.fen) <= most


def test_a_rate_is_exact_or_rounded_half_up():
    assert Rated("住宅", Decimal("0.35"), Fraction(1)).at(Fraction(1, 7)).rate == Decimal("0.0500")
    assert Rated("住宅", Decimal("0.0001"), Fraction(1)).at(Fraction(1, 2)).rate == Decimal("0.0001")


def test_more_than_a_thing_costs_is_never_paid_for_it():
    costs = [Cost("5401.12", "2202", Yuan(5)), Cost("5401.13", "2202", ZERO)]
    with pytest.raises(ValueError, match="negative"):
        sums_of(costs, paid={RESIDENTS: Yuan(6), SUBSIDY: Yuan(1)})
