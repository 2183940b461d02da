"""What speaks against a visit, in plain values."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from property_ops.kernel.period import Period
from property_ops.modules.dispatch.domain.clashes import clashes
from property_ops.modules.dispatch.domain.situation import (
    ClosedPlace,
    CrewFacts,
    HourOfWeather,
    Limits,
    Situation,
    Travel,
    VisitFacts,
)
from property_ops.modules.dispatch.domain.slots import Slot, Span
from property_ops.modules.dispatch.domain.travel import shortest
from property_ops.modules.dispatch.testing import at

WEEKDAYS = {day: (time(8), time(18)) for day in range(5)}
CREW = CrewFacts(1, "道路一班", frozenset({"road_repair"}), WEEKDAYS)
OTHER_CREW = CrewFacts(2, "粉刷一班", frozenset({"facade_painting"}), WEEKDAYS)
VISIT = VisitFacts(1, 11, "GD-1", 1, "", 5, "牡丹花园", "东门", "road_repair", "路面修补", 240)
SECOND = replace(VISIT, id=2, number=2, rest_hours=24)
ELSEWHERE = replace(VISIT, id=3, work=12, work_number="GD-2", estate=6, place="西门")


def situation(*visits, **more):
    return Situation({1: CREW, 2: OTHER_CREW}, {visit.id: visit for visit in (VISIT, *visits)}, **more)


def slot(start, hours=4, crew=1):
    return Slot(crew, start, start + timedelta(hours=hours))


def codes(visit, there, **more):
    visits = more.pop("visits", ())
    return [clash.code for clash in clashes(visit, there, situation(*visits, **more))]


def test_a_free_crew_with_the_skill_in_its_hours_has_no_clash():
    assert codes(VISIT, slot(at(1, 8))) == []
    assert codes(VISIT, slot(at(1, 14))) == []


def test_a_kind_of_work_that_nobody_declares_needs_no_skill():
    assert codes(VISIT, slot(at(1, 8), crew=2)) == ["no_skill"]
    assert codes(replace(VISIT, kind=""), slot(at(1, 8), crew=2)) == []


@pytest.mark.parametrize(
    ("start", "code"),
    [
        (at(1, 7), "outside_shift"),
        (at(1, 15), "outside_shift"),
        (at(11, 8), "free_day"),
        (at(3, 8), "holiday"),  # Dragon Boat Festival, a Friday
        (at(4, 8), "holiday"),  # and its Saturday
    ],
)
def test_outside_the_hours_it_is_told(start, code):
    assert codes(VISIT, slot(start)) == [code]


def test_a_saturday_worked_for_a_holiday_is_a_working_day():
    assert codes(VISIT, slot(at(29, 8, month=1))) == []  # Saturday 2022-01-29, for the Spring Festival


def test_leave_is_hard_and_says_why():
    away = replace(CREW, leave=((Period(date(2022, 6, 1), date(2022, 6, 2)), "培训"),))
    (clash,) = clashes(VISIT, slot(at(1, 8)), replace(situation(), crews={1: away}))
    assert clash.is_hard
    assert clash.sentence(str) == "道路一班 is away on 2022-06-01 (培训)."


class TestCrew:
    def test_is_not_at_two_places_at_once(self):
        there = replace(ELSEWHERE, slot=slot(at(1, 11)))
        (clash,) = clashes(VISIT, slot(at(1, 8)), situation(there))
        assert (clash.code, clash.is_hard, clash.with_visit) == ("crew_twice", True, 3)
        assert codes(VISIT, slot(at(1, 7), 4), visits=[there]) == ["outside_shift"]

    def test_needs_time_to_travel(self):
        travel = Travel({(5, 6): 25})
        there = replace(ELSEWHERE, slot=slot(at(1, 12, 20)))
        assert codes(VISIT, slot(at(1, 8)), visits=[there], travel=travel) == ["travel"]
        assert codes(VISIT, slot(at(1, 8)), visits=[replace(there, slot=slot(at(1, 12, 25)))], travel=travel) == []
        same_estate = replace(there, estate=5)
        assert codes(VISIT, slot(at(1, 8)), visits=[same_estate], travel=travel) == []

    def test_another_crew_may_be_busy(self):
        assert codes(VISIT, slot(at(1, 8)), visits=[replace(ELSEWHERE, slot=slot(at(1, 8), crew=2))]) == []


class TestRest:
    def test_the_next_visit_waits_until_it_has_dried(self):
        first = replace(VISIT, rest_hours=24, slot=slot(at(1, 8)))
        assert codes(SECOND, slot(at(2, 11)), visits=[first]) == ["rest"]
        assert codes(SECOND, slot(at(2, 12)), visits=[first]) == []

    def test_an_earlier_visit_is_not_moved_behind_its_next(self):
        first, second = replace(VISIT, rest_hours=24), replace(SECOND, slot=slot(at(7, 8)))
        assert codes(first, slot(at(6, 8)), visits=[second]) == ["rest"]
        assert codes(first, slot(at(2, 8)), visits=[second]) == []

    def test_a_place_that_rests_is_nobody_elses(self):
        curing = replace(ELSEWHERE, estate=5, place="东门", rest_hours=24, slot=slot(at(1, 8), crew=2))
        assert codes(VISIT, slot(at(2, 8)), visits=[curing]) == ["place_rests"]
        assert codes(VISIT, slot(at(2, 12)), visits=[curing]) == []
        assert codes(replace(VISIT, place=""), slot(at(2, 8)), visits=[curing]) == []

    def test_nor_does_one_disturb_who_comes_while_it_rests(self):
        later = replace(ELSEWHERE, estate=5, place="东门", slot=slot(at(2, 8), crew=2))
        resting = replace(VISIT, rest_hours=24)
        assert codes(resting, slot(at(1, 8)), visits=[later]) == ["place_rests"]

    def test_works_without_rest_may_share_a_place(self):
        beside = replace(ELSEWHERE, estate=5, place="东门", slot=slot(at(1, 8), crew=2))
        assert codes(VISIT, slot(at(1, 8)), visits=[beside]) == []


class TestPlace:
    @pytest.mark.parametrize(("place", "found"), [("", ["place_closed"]), ("东门", ["place_closed"]), ("西门", [])])
    def test_a_closed_place_is_closed(self, place, found):
        closed = ClosedPlace(5, place, Span(at(7, 0), at(9, 0)), "高考")
        assert codes(VISIT, slot(at(8, 8)), closed=(closed,)) == found
        assert codes(VISIT, slot(at(9, 8)), closed=(closed,)) == []
        assert codes(ELSEWHERE, slot(at(8, 8)), closed=(closed,)) == []

    def test_spaces_are_announced_for_every_day_of_work(self):
        announced = replace(VISIT, parking=(Period(date(2022, 6, 8), date(2022, 6, 10)),))
        assert codes(announced, slot(at(8, 8))) == []
        assert codes(announced, slot(at(10, 8))) == ["not_announced"]
        assert codes(VISIT, slot(at(10, 8))) == []


class TestWeather:
    LIMITED = replace(VISIT, limits=Limits(no_rain=True, lowest_temperature=10, strongest_wind=4))

    @pytest.mark.parametrize(
        ("weather", "found"),
        [
            (HourOfWeather(0, 100, 4), []),
            (HourOfWeather(1, 200, 1), ["rain"]),
            (HourOfWeather(0, 99, 1), ["cold"]),
            (HourOfWeather(0, 200, 5), ["wind"]),
            (HourOfWeather(5, -20, 9), ["rain", "cold", "wind"]),
            (HourOfWeather(), []),
        ],
    )
    def test_every_hour_of_the_visit_counts(self, weather, found):
        assert codes(self.LIMITED, slot(at(1, 8)), forecast={(0, at(1, 11)): weather}) == found
        assert codes(self.LIMITED, slot(at(1, 8)), forecast={(0, at(1, 12)): weather}) == []
        assert codes(VISIT, slot(at(1, 8)), forecast={(0, at(1, 11)): weather}) == []

    def test_the_estates_own_forecast_goes_before_that_of_everywhere(self):
        wet, dry = HourOfWeather(10, 200, 1), HourOfWeather(0, 200, 1)
        forecast = {(0, at(1, 9)): wet, (5, at(1, 9)): dry}
        assert codes(self.LIMITED, slot(at(1, 8)), forecast=forecast) == []
        assert codes(replace(self.LIMITED, estate=6), slot(at(1, 8)), forecast=forecast) == ["rain"]

    def test_degrees_are_told_with_their_sign(self):
        (clash,) = clashes(self.LIMITED, slot(at(1, 8)), situation(forecast={(0, at(1, 9)): HourOfWeather(0, -5, 1)}))
        assert clash.sentence(str).startswith("-0.5 °C are forecast at 06-01 09:00")


def test_hard_clashes_come_first():
    there = replace(ELSEWHERE, slot=slot(at(11, 8)))
    assert codes(VISIT, slot(at(11, 8)), visits=[there]) == ["crew_twice", "free_day"]


def test_nobody_travels_longer_than_by_way_of_a_third_place():
    assert shortest({(1, 2): 10, (1, 3): 60, (2, 3): 15}) == {(1, 2): 10, (1, 3): 25, (2, 3): 15}
