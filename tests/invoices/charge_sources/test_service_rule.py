"""The recurring service fee of one unit and month (docs/product.md rule 3)."""

import itertools
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.charge_sources.domain.service import (
    RateVersion,
    Segment,
    delivered_ratio,
    fee,
    ratio,
    segments,
)
from invoices.modules.charges.bulk import times
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import FAR_FUTURE, Month, Period

JUNE = Month(2022, 6)
ALWAYS = Period(date.min, FAR_FUTURE)
DAYS = st.dates(min_value=date(2022, 5, 20), max_value=date(2022, 7, 10))
PERIODS = st.tuples(DAYS, DAYS).filter(lambda days: days[0] != days[1]).map(lambda days: Period(min(days), max(days)))
RATES = st.sampled_from([Decimal("0.7"), Decimal(1)]) | st.decimals(min_value=0, max_value=10, places=6)


@st.composite
def versions(draw):
    """Versions that do not overlap, as the database keeps them; with gaps or without."""
    edges = sorted(draw(st.sets(DAYS, max_size=6)))
    pairs = itertools.pairwise(edges)
    return [RateVersion(draw(RATES), Period(start, end)) for start, end in pairs if draw(st.booleans())]


def days_of(period):
    return [period.start + timedelta(days=offset) for offset in range(period.days)]


def version(rate, start, end=FAR_FUTURE):
    return RateVersion(Decimal(rate), Period(start, end))


@given(versions(), versions(), PERIODS)
def test_segments_cover_each_charged_day_once_and_no_other_day(rates, reductions, managed):
    covered = [day for segment in segments(JUNE, managed, rates, reductions) for day in days_of(segment.period)]
    assert covered == sorted(set(covered))
    in_force = {day for one in rates for day in days_of(one.period)}
    assert set(covered) == {day for day in days_of(JUNE.period & managed) if day in in_force}


@given(versions(), versions(), PERIODS)
def test_every_day_of_a_segment_has_its_rate_and_reduction(rates, reductions, managed):
    for segment in segments(JUNE, managed, rates, reductions):
        for day in days_of(segment.period):
            assert segment.rate == next(one.rate for one in rates if day in one.period)
            assert segment.reduction == next((Fraction(one.rate) for one in reductions if day in one.period), 1)


@given(versions(), versions(), PERIODS)
def test_neighbouring_segments_differ(rates, reductions, managed):
    """A register that changes nothing about the price makes no second line, whose rounding would differ."""
    found = segments(JUNE, managed, rates, reductions)
    for one, other in itertools.pairwise(found):
        assert (one.tariff_start, one.reduction) != (other.tariff_start, other.reduction)


@given(
    st.lists(st.decimals(min_value="0.01", max_value=2000, places=4), min_size=1, max_size=10),
    versions(),
    versions(),
    st.fractions(min_value=0, max_value=1, max_denominator=10**6),
)
def test_the_bulk_fee_equals_the_single_one(areas, rates, reductions, delivered):
    whole = [int(area.scaleb(4)) for area in areas]
    for segment in segments(JUNE, ALWAYS, rates, reductions):
        factor = Fraction(segment.rate) * ratio(segment, JUNE, delivered) * 100 / 10_000
        assert times(whole, factor) == [fee(area, segment, JUNE, delivered).fen for area in areas]


@given(versions(), st.decimals(min_value=1, max_value=1000, places=2))
def test_the_lines_of_a_month_differ_from_its_exact_fee_by_half_a_fen_each_at_most(rates, area):
    lines = segments(JUNE, ALWAYS, rates)
    exact = sum(Fraction(area) * Fraction(line.rate) * line.period.days / 30 for line in lines)
    charged = sum(fee(area, line, JUNE, Fraction(1)).fen for line in lines)
    assert abs(charged - exact * 100) <= Fraction(len(lines), 2)


def test_a_whole_month_is_area_times_rate():
    (line,) = segments(JUNE, ALWAYS, [version("1.2", date(2020, 1, 1))])
    assert line == Segment(JUNE.period, date(2020, 1, 1), Decimal("1.2"), Fraction(1))
    assert fee(Decimal("93.02"), line, JUNE, Fraction(1)) == Yuan(111_62)  # 93.02 × 1.2 = 111.624


def test_a_change_in_mid_month_gives_one_line_per_version():
    change = date(2022, 6, 16)
    lines = segments(JUNE, ALWAYS, [version("0.6", date(2020, 1, 1), change), version("0.7", change)])
    assert [(line.period.days, line.rate) for line in lines] == [(15, Decimal("0.6")), (15, Decimal("0.7"))]
    # 80.55 × 0.6 × 15/30 = 24.165 → 24.17 (half up); 80.55 × 0.7 × 15/30 = 28.1925 → 28.19
    assert [fee(Decimal("80.55"), line, JUNE, Fraction(1)).fen for line in lines] == [24_17, 28_19]


def test_only_days_since_the_take_over_are_charged():
    (line,) = segments(JUNE, Period(date(2022, 6, 21), FAR_FUTURE), [version("1", date(2020, 1, 1))])
    assert line.period == Period(date(2022, 6, 21), date(2022, 7, 1))
    assert fee(Decimal(90), line, JUNE, Fraction(1)) == Yuan(30_00)


def test_an_estate_taken_over_after_the_month_is_not_charged():
    assert segments(JUNE, Period(date(2022, 7, 1), FAR_FUTURE), [version("1", date(2020, 1, 1))]) == []


def test_a_vacancy_that_ends_inside_the_month_cuts_the_line():
    reduction = [version("0.7", date.min, date(2022, 6, 11))]
    lines = segments(JUNE, ALWAYS, [version("1", date(2020, 1, 1))], reduction)
    assert [(line.period.days, line.reduction) for line in lines] == [(10, Fraction(7, 10)), (20, Fraction(1))]
    assert [fee(Decimal(100), line, JUNE, Fraction(1)).fen for line in lines] == [23_33, 66_67]


def test_two_vacancies_that_touch_are_one_line():
    reduction = [version("0.7", date.min, date(2022, 6, 11)), version("0.7", date(2022, 6, 11))]
    assert len(segments(JUNE, ALWAYS, [version("1", date(2020, 1, 1))], reduction)) == 1


def test_an_empty_reduction_cuts_nothing():
    reduction = [version("0.7", date(2022, 6, 16), date(2022, 6, 16))]
    assert len(segments(JUNE, ALWAYS, [version("1", date(2020, 1, 1))], reduction)) == 1


@pytest.mark.parametrize(
    ("confirmed", "expected"),
    [
        ([("0.4", "1"), ("0.35", "0.95"), ("0.25", "0.9")], Fraction(9575, 10000)),
        ([("1", "0")], Fraction(0)),
        ([], Fraction(0)),
    ],
)
def test_the_delivered_ratio_is_the_sum_of_weight_times_completion(confirmed, expected):
    assert delivered_ratio((Decimal(weight), Decimal(done)) for weight, done in confirmed) == expected
