"""Late charge: simple, per day, on principal only, capped, on no exempt day, rounded once (docs/product.md rule 13)."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.collections.domain.late_charge import Debt, LateChargeRule, accrued, charge_of, stretches
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import FAR_FUTURE, Period

DUE = date(2022, 6, 30)
RATE = Fraction(5, 10_000)
ALWAYS = Period(date(2020, 1, 1), FAR_FUTURE)
TERMS = LateChargeRule(ALWAYS, RATE, grace_days=0, cap=Fraction(1, 5))


def days(start: int, end: int) -> Period:
    return Period(DUE + timedelta(days=start), DUE + timedelta(days=end))


def test_by_hand():
    """¥1,000.00 at 万分之五: 31 days of July, none on the due day; half is paid on 11 July: 10 and 21 days."""
    debt = Debt(Yuan(1000_00), DUE)
    assert accrued(debt, [TERMS], until=date(2022, 8, 1)) == Fraction(1550, 100)
    half = Debt(Yuan(1000_00), DUE, paid=[(date(2022, 7, 11), Yuan(500_00))])
    assert accrued(half, [TERMS], until=date(2022, 8, 1)) == Fraction(500 + 525, 100)


def test_nothing_before_the_day_after_the_days_of_grace():
    graceful = LateChargeRule(ALWAYS, RATE, grace_days=15, cap=Fraction(1))
    debt = Debt(Yuan(1000_00), DUE)
    assert accrued(debt, [graceful], until=date(2022, 7, 16)) == 0
    assert accrued(debt, [graceful], until=date(2022, 7, 17)) == Fraction(1, 2)


def test_no_terms_no_late_charge():
    assert accrued(Debt(Yuan(1000_00), DUE), [], until=date(2023, 1, 1)) == 0


def test_never_above_the_cap_and_never_more_than_accrued_by_now():
    debt, late = Debt(Yuan(1000_00), DUE), Period(date(2024, 12, 1), date(2025, 1, 1))
    assert accrued(debt, [TERMS], until=date(2025, 1, 1)) == 200
    assert charge_of(debt, [TERMS], days=late, charged=Yuan(200_00)) == ZERO
    assert charge_of(debt, [TERMS], days=Period(DUE, date(2022, 8, 1)), charged=ZERO) == Yuan(15_50)
    assert charge_of(debt, [TERMS], days=Period(date(2022, 8, 1), date(2022, 9, 1)), charged=Yuan(20_00)) == Yuan(11_00)
    assert charge_of(debt, [TERMS], days=Period(date(2022, 8, 1), date(2022, 9, 1)), charged=Yuan(40_00)) == ZERO


def test_terms_that_change_count_for_their_own_days():
    first = LateChargeRule(Period(date(2020, 1, 1), date(2022, 7, 11)), RATE, 0, Fraction(1))
    second = LateChargeRule(Period(date(2022, 7, 11), FAR_FUTURE), RATE * 2, 0, Fraction(1))
    debt = Debt(Yuan(1000_00), DUE)
    assert accrued(debt, [second, first], until=date(2022, 7, 21)) == Fraction(500 + 1000, 100)


amounts = st.integers(1, 500_000).map(Yuan)
rates = st.integers(1, 20).map(lambda parts: Fraction(parts, 10_000))
offsets = st.integers(-20, 150)
payments = st.lists(st.tuples(offsets.map(lambda day: DUE + timedelta(days=day)), st.integers(1, 60)), max_size=4)
exempts = st.lists(st.tuples(offsets, st.integers(0, 40)).map(lambda one: days(one[0], one[0] + one[1])), max_size=3)


@st.composite
def debts(draw):
    principal = draw(amounts)
    paid = [(day, Yuan(principal.fen * part // 240)) for day, part in draw(payments)]
    return Debt(principal, DUE, paid=paid, exempt=draw(exempts))


@st.composite
def terms(draw):
    return LateChargeRule(ALWAYS, draw(rates), draw(st.integers(0, 30)), Fraction(draw(st.integers(1, 100)), 100))


def day_by_day(debt: Debt, one: LateChargeRule, until: date) -> Fraction:
    """The rule as a person would reckon it, day after day."""
    total, day = Fraction(0), DUE + timedelta(days=one.grace_days + 1)
    while day < until:
        open_then = debt.principal - sum((amount for on, amount in debt.paid if on <= day), ZERO)
        if open_then > ZERO and not any(day in exempt for exempt in debt.exempt):
            total = min(total + open_then.as_fraction() * one.rate_per_day, debt.principal.as_fraction() * one.cap)
        day += timedelta(days=1)
    return total


@given(debts(), terms(), st.integers(0, 200))
def test_stretches_come_to_what_a_person_reckons_day_by_day(debt, one, length):
    until = DUE + timedelta(days=length)
    assert accrued(debt, [one], until=until) == day_by_day(debt, one, until)


@given(debts(), terms(), st.integers(0, 200), st.integers(0, 60))
def test_it_only_grows_and_keeps_within_the_cap(debt, one, length, more):
    sooner, later = (DUE + timedelta(days=days) for days in (length, length + more))
    assert 0 <= accrued(debt, [one], until=sooner) <= accrued(debt, [one], until=later)
    assert accrued(debt, [one], until=later) <= debt.principal.as_fraction() * one.cap


@given(debts(), terms(), st.lists(st.integers(1, 40), min_size=1, max_size=6), st.randoms())
def test_charged_in_parts_in_any_order_it_is_the_whole_rounded_once(debt, one, lengths, random):
    parts, until = [], DUE
    for length in lengths:
        parts.append(Period(until, until + timedelta(days=length)))
        until = parts[-1].end
    random.shuffle(parts)
    amounts = [charge_of(debt, [one], days=part, charged=ZERO) for part in parts]
    assert sum(amounts, ZERO) == Yuan.rounded(accrued(debt, [one], until=until))


@given(debts(), terms(), st.integers(0, 200))
def test_free_days_and_settled_principal_bear_nothing(debt, one, length):
    for _, stretch in stretches(debt, [one], until=DUE + timedelta(days=length)):
        assert stretch.open > ZERO
        assert not any((stretch.period & exempt).days for exempt in debt.exempt)
