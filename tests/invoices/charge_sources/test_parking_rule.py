"""The rent of one leased space and month (docs/product.md rule 4)."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.charge_sources.domain.parking import leased_days, open_days, rent
from invoices.modules.charges.bulk import times
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import FAR_FUTURE, Month, Period

JUNE = Month(2022, 6)
DAYS = st.dates(min_value=date(2022, 5, 20), max_value=date(2022, 7, 10))
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days)))


def days_of(period):
    return {period.start + timedelta(days=offset) for offset in range(period.days)}


@given(PERIODS, PERIODS, st.lists(PERIODS, max_size=5))
def test_open_days_are_the_leased_days_on_which_nothing_closed_the_space(managed, lease, closures):
    days = leased_days(JUNE, managed, lease)
    assert days_of(days) == days_of(JUNE.period) & days_of(managed) & days_of(lease)
    assert open_days(days, closures) == len(days_of(days) - set().union(*map(days_of, closures)))


@given(st.integers(min_value=0, max_value=30), st.lists(st.integers(min_value=0, max_value=10**7), min_size=1))
def test_the_bulk_rent_equals_the_single_one(days, rents):
    bulk = times(rents, Fraction(days, JUNE.days))
    assert bulk == [rent(Yuan(fen), days, JUNE).fen for fen in rents]


@pytest.mark.parametrize(("days", "fen"), [(30, 150_00), (27, 135_00), (1, 5_00), (0, 0)])
def test_a_month_of_thirty_days_at_150(days, fen):
    assert rent(Yuan(150_00), days, JUNE) == Yuan(fen)


def test_a_third_of_a_fen_is_rounded_once():
    assert rent(Yuan(100_00), 10, Month(2022, 5)) == Yuan(32_26)  # 100 × 10/31 = 32.258…


def test_the_last_day_of_the_lease_counts():
    lease = Period.since(date(2022, 6, 10), date(2022, 6, 20))
    assert leased_days(JUNE, Period(date.min, FAR_FUTURE), lease).days == 11


def test_overlapping_closures_count_once():
    leased = JUNE.period
    closures = [Period(date(2022, 6, 5), date(2022, 6, 10)), Period(date(2022, 6, 8), date(2022, 6, 12))]
    assert open_days(leased, closures) == 30 - 7
