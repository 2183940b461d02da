"""Days and months: periods are `[start, end)` (docs/product.md rule 2)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property_ops.kernel.period import FAR_FUTURE, Month, NotAMonth, Period

DAYS = st.dates(min_value=date(2021, 11, 1), max_value=date(2022, 3, 1))
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days)))
MONTHS = st.builds(Month, st.integers(1900, 2998), st.integers(1, 12))


def days_of(period: Period) -> set[date]:
    return {period.start + timedelta(days=offset) for offset in range(period.days)}


def test_the_last_day_of_the_papers_still_counts():
    assert Period.since(date(2022, 6, 1), date(2022, 6, 30)) == Period(date(2022, 6, 1), date(2022, 7, 1))
    assert Period.since(date(2022, 6, 30), date(2022, 6, 30)).days == 1


def test_an_open_period_has_no_last_day():
    assert Period.since(None, None) == Period(date.min, FAR_FUTURE)
    assert date(2022, 6, 1) in Period.since(date(2022, 6, 1), None)


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="before it starts"):
        Period(date(2022, 6, 2), date(2022, 6, 1))


@given(PERIODS, DAYS)
def test_a_day_is_in_a_period_from_its_start_to_the_day_before_its_end(period, day):
    assert (day in period) == (day in days_of(period))


@given(PERIODS, PERIODS)
def test_the_common_days_are_those_in_both(one, other):
    assert days_of(one & other) == days_of(one) & days_of(other)


@given(PERIODS, PERIODS)
def test_without_leaves_the_days_that_are_not_in_the_other(one, other):
    left = one.without(other)
    assert set().union(*map(days_of, left)) == days_of(one) - days_of(other)
    assert sum(part.days for part in left) == len(days_of(one) - days_of(other))
    assert left == sorted(left)
    assert all(part.days for part in left)


@pytest.mark.parametrize(
    ("text", "days"), [("2022-02", 28), ("2024-02", 29), ("2022-06", 30), ("2022-12", 31), ("2000-02", 29)]
)
def test_months_have_their_days(text, days):
    assert Month.parse(text).days == days


@given(MONTHS)
def test_a_month_reads_back_as_it_is_written(month):
    assert Month.parse(str(month)) == month


@given(MONTHS)
def test_next_and_previous_undo_each_other(month):
    assert month.next.previous == month
    assert month.end == month.next.start
    assert month.next > month


@given(DAYS)
def test_every_day_is_in_its_month_and_in_no_other(day):
    month = Month.of(day)
    assert day in month.period
    assert day not in month.next.period
    assert day not in month.previous.period


@pytest.mark.parametrize(
    "text", ["2022-13", "2022-0", "2022", "22-06", "2022/06", "1899-12", "3000-01", "", "2022-06-01"]
)
def test_what_is_no_month_is_refused(text):
    with pytest.raises(NotAMonth):
        Month.parse(text)
