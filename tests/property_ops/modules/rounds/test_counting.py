"""Rounds done of rounds promised: counted point by point, the same scans give the same count."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property_ops.kernel.period import Month, Period
from property_ops.modules.rounds.domain.codes import meant
from property_ops.modules.rounds.domain.counting import Per, PromisedRounds, Scanned, count, spans
from property_ops.modules.rounds.domain.doubts import BETWEEN_POINTS, CLOCK_MAY_DIFFER, LATEST, Doubt, doubts
from property_ops.modules.rounds.domain.errors import NoSuchCheckpoint

JUNE = Month(2022, 6)
ALL = JUNE.period
DAILY = PromisedRounds(Per.DAY, 1, (1, 2))


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2022, 6, day, hour, minute)


def test_a_point_that_was_not_scanned_on_a_day_is_not_done():
    scans = [Scanned(point, at(day)) for day in range(1, 31) for point in (1, 2) if (point, day) != (2, 7)]
    found = count(DAILY, JUNE, ALL, scans)
    assert (found.promised, found.done, found.completion) == (60, 59, Decimal("0.983333"))
    assert found.allows(Decimal("0.983333"))
    assert not found.allows(Decimal("0.983334"))


def test_more_scans_than_promised_count_no_more():
    scans = [Scanned(1, at(1, hour)) for hour in range(8, 20)]
    assert count(PromisedRounds(Per.DAY, 2, (1,)), JUNE, ALL, scans).done == 2


def test_two_scans_within_half_an_hour_are_one_round():
    twice = PromisedRounds(Per.DAY, 2, (1,))
    assert count(twice, JUNE, ALL, [Scanned(1, at(1, 9)), Scanned(1, at(1, 9, 29))]).done == 1
    assert count(twice, JUNE, ALL, [Scanned(1, at(1, 9)), Scanned(1, at(1, 9, 30))]).done == 2


def test_outside_the_hours_by_another_crew_or_without_the_photo_nothing_is_done():
    promised = PromisedRounds(Per.DAY, 1, (1,), window=(time(8), time(10)), crew=5, needs_photo=True)
    right = Scanned(1, at(1, 9, 59), crew=5, has_photo=True)
    assert count(promised, JUNE, ALL, [right]).done == 1
    for wrong in (
        Scanned(1, at(1, 10), crew=5, has_photo=True),
        Scanned(1, at(1, 9), crew=6, has_photo=True),
        Scanned(1, at(1, 9), crew=None, has_photo=True),
        Scanned(1, at(1, 9), crew=5),
        Scanned(2, at(1, 9), crew=5, has_photo=True),
    ):
        assert count(promised, JUNE, ALL, [wrong]).done == 0


def test_a_night_round_belongs_to_the_evening_before():
    night = PromisedRounds(Per.DAY, 1, (1,), window=(time(22), time(6)))
    assert count(night, JUNE, ALL, [Scanned(1, datetime(2022, 7, 1, 5, 59))]).done == 1
    assert count(night, JUNE, ALL, [Scanned(1, datetime(2022, 6, 1, 5, 59))]).done == 0
    assert count(night, JUNE, ALL, [Scanned(1, at(1, 23)), Scanned(1, at(2, 1))]).done == 1
    assert [count(night, JUNE, ALL, [Scanned(1, at(2, *hour))]).done for hour in ((6,), (21, 59), (22,))] == [0, 0, 1]


SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("said", "most", "doubt"),
    [
        (lambda by: {"clock_off": by}, CLOCK_MAY_DIFFER, Doubt.CLOCK),
        (lambda by: {"clock_off": -by}, CLOCK_MAY_DIFFER, Doubt.CLOCK),
        (lambda by: {"received_at": at(1) + by}, LATEST, Doubt.LATE),
        (lambda by: {"elsewhere": [at(1) - BETWEEN_POINTS + by]}, timedelta(0), Doubt.HURRIED),
        (lambda by: {"elsewhere": [at(1) + BETWEEN_POINTS - by]}, timedelta(0), Doubt.HURRIED),
    ],
)
def test_a_scan_is_doubtful_a_second_beyond_what_is_usual_and_not_before(said, most, doubt):
    usual = {"scanned_at": at(1), "received_at": at(1), "clock_off": timedelta(0), "elsewhere": ()}
    told = [
        list(doubts(**usual | said(by), is_typed=False, is_known_photo=False)) for by in (most, most + SECOND)
    ]  # fmt: skip
    assert told == [[], [doubt]]


def test_on_days_of_bad_weather_only_what_it_excuses_is_not_due():
    excused = PromisedRounds(Per.DAY, 1, (1, 2), excused_by_weather=True)
    rain = {date(2022, 6, 3)}
    assert count(excused, JUNE, ALL, [Scanned(1, at(3))], rain).promised == 58
    assert count(excused, JUNE, ALL, [Scanned(1, at(3))], rain).excused == 2
    assert count(DAILY, JUNE, ALL, [], rain).promised == 60


def test_a_week_belongs_to_the_month_in_which_it_ends():
    assert [span.last_day.day for span in spans(Per.WEEK, JUNE, ALL)] == [5, 12, 19, 26]
    weekly = PromisedRounds(Per.WEEK, 1, (1,))
    assert count(weekly, JUNE, ALL, [Scanned(1, datetime(2022, 5, 30, 9)), Scanned(1, at(29))]).done == 1
    from_the_tenth = Period(date(2022, 6, 10), JUNE.end)
    assert [span.last_day.day for span in spans(Per.WEEK, JUNE, from_the_tenth)] == [19, 26]


def test_what_is_promised_by_the_month_is_due_only_where_the_whole_month_is():
    monthly = PromisedRounds(Per.MONTH, 1, (1, 2, 3))
    assert count(monthly, JUNE, ALL, [Scanned(2, at(30, 23, 59))]).done == 1
    assert count(monthly, JUNE, Period(date(2022, 6, 2), JUNE.end), []).promised == 0


@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, 30 * 24 * 60 - 1)), max_size=60),
    st.integers(1, 4),
    st.sampled_from(list(Per)),
)
def test_more_scans_never_make_less_and_never_more_than_promised(scans, times, per):
    promised = PromisedRounds(per, times, (1, 2))
    found = [Scanned(point, at(1, 0) + timedelta(minutes=minutes)) for point, minutes in scans]
    counts = [count(promised, JUNE, ALL, found[:most]) for most in range(len(found) + 1)]
    assert all(one.done <= one.promised for one in counts)
    assert [one.done for one in counts] == sorted(one.done for one in counts)
    assert counts[-1] == count(promised, JUNE, ALL, reversed(found))


KNOWN = ["A01", "A02", "A03", "A10", "B01", "C1"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("A01", ["A01"]),
        ("a02、A01", ["A01", "A02"]),
        ("A01-A03", ["A01", "A02", "A03"]),
        ("A02－10", ["A02", "A03", "A10"]),
        ("B* c1", ["B01", "C1"]),
        ("*", KNOWN),
    ],
)
def test_codes_are_read_as_the_office_writes_them(text, codes):
    assert meant(text, KNOWN) == codes


@pytest.mark.parametrize("text", ["A04", "D*", "A11-A20", "A01 X"])
def test_a_code_that_is_not_there_is_named(text):
    with pytest.raises(NoSuchCheckpoint):
        meant(text, KNOWN)
