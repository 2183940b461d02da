"""The planner on small questions whose best answer is known."""

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from property_ops.kernel.period import Period
from property_ops.modules.dispatch.domain.climate import MonthNormal, usual_temperature
from property_ops.modules.dispatch.domain.planning.greedy import greedy
from property_ops.modules.dispatch.domain.planning.lower_bound import lower_bound
from property_ops.modules.dispatch.domain.planning.problem_builder import problem_of
from property_ops.modules.dispatch.domain.planning.proposing import propose
from property_ops.modules.dispatch.domain.planning.reasons import reasons
from property_ops.modules.dispatch.domain.planning.scoring import TRAVEL_MINUTE, cell_cost, left_out_cost, score
from property_ops.modules.dispatch.domain.situation import (
    ClosedPlace,
    CrewFacts,
    HourOfWeather,
    Limits,
    Travel,
)
from property_ops.modules.dispatch.domain.slots import Slot, Span, moment
from property_ops.modules.dispatch.testing import at
from tests.property_ops.modules.dispatch.domain.questions import (
    FIRST,
    NOW,
    ROAD,
    WEEK,
    no_clash,
    questions,
    situation,
    visit,
)


def planned(asked, **more):
    problem = problem_of(asked, first=FIRST, now=more.pop("now", NOW), **more)
    found = propose(problem)
    return problem, found


def starts(asked, **more):
    problem, found = planned(asked, **more)
    return {number: slot and (slot.crew, slot.start) for number, slot in problem.slots(found.plan).items()}


class TestKnownBest:
    def test_one_visit_stands_at_the_first_hour_of_the_crew_that_can(self):
        assert starts(situation(visit(1))) == {1: (1, at(6, 8))}
        assert starts(situation(visit(1, kind="facade_painting"))) == {1: (2, at(6, 8))}

    def test_nothing_is_planned_into_the_past(self):
        assert starts(situation(visit(1)), now=at(6, 8, 1)) == {1: (1, at(6, 8, 15))}
        assert starts(situation(visit(1)), now=at(6, 11)) == {1: (1, at(7, 8))}

    def test_what_is_due_goes_first(self):
        late, urgent = visit(1), visit(2, due_on=FIRST)
        assert starts(situation(late, urgent)) == {1: (1, at(7, 8)), 2: (1, at(6, 8))}

    def test_the_least_lateness_is_found_where_greedy_finds_more(self):
        """A short visit due today in another place, and two long ones of which one is due."""
        travel = Travel({(1, 2): 120})
        asked = situation(
            visit(1, minutes=300, due_on=FIRST), visit(2, minutes=300, due_on=FIRST, estate=2), travel=travel
        )
        _problem, found = planned(asked)
        assert (found.score.late_days, found.is_best) == (1, True)

    def test_visits_of_an_estate_are_done_on_one_way(self):
        """Four half days at two estates in two days: the best way is none at all."""
        travel = Travel({(1, 2): 30})
        visits = [visit(number, minutes=240, estate=estate) for number, estate in ((1, 1), (2, 2), (3, 1), (4, 2))]
        problem, found = planned(situation(*visits, travel=travel), days=2)
        assert (found.score.left_out, found.score.travel, found.is_best) == (0, 0, True)
        slots = problem.slots(found.plan)
        assert slots[1].start.date() == slots[3].start.date() != slots[2].start.date()

    def test_a_coat_dries_before_the_next(self):
        first = visit(1, work=9, kind="facade_painting", rest_hours=24, minutes=240)
        second = visit(2, work=9, of=2, kind="facade_painting", rest_hours=24, minutes=240)
        assert starts(situation(first, second)) == {1: (2, at(6, 8)), 2: (2, at(7, 12))}

    def test_rain_puts_it_off(self):
        wet = {(0, at(6, hour)): HourOfWeather(5, 200, 1) for hour in range(9, 18)}
        road = visit(1, limits=Limits(no_rain=True), minutes=120)
        assert starts(situation(road, forecast=wet)) == {1: (1, at(7, 8))}
        assert starts(situation(replace(road, minutes=60), forecast=wet)) == {1: (1, at(6, 8))}

    def test_a_closed_place_holidays_and_leave_put_it_off(self):
        closed = ClosedPlace(1, "", Span(at(6, 0), at(8, 0)), "高考")
        assert starts(situation(visit(1), closed=(closed,))) == {1: (1, at(8, 8))}
        away = replace(ROAD, leave=((Period(date(2022, 6, 6), date(2022, 6, 9)), "培训"),))
        assert starts(situation(visit(1), crews=(away,))) == {1: (1, at(9, 8))}
        asked = situation(visit(1))
        problem = problem_of(asked, first=date(2022, 6, 3), now=at(3, 6))  # Dragon Boat Festival, then a weekend
        assert problem.slots(propose(problem).plan)[1].start == at(6, 8)

    def test_spaces_are_closed_on_the_day_it_is_done(self):
        road = visit(1, parking=(Period(date(2022, 6, 9), date(2022, 6, 11)),))
        assert starts(situation(road)) == {1: (1, at(9, 8))}

    def test_a_pinned_visit_stays_and_the_others_go_round_it(self):
        pinned = visit(1, slot=Slot(1, at(6, 8), at(6, 16)), fixed=True)
        assert starts(situation(pinned, visit(2))) == {2: (1, at(7, 8))}

    def test_two_works_do_not_disturb_one_anothers_rest(self):
        curing = visit(1, place="东门", rest_hours=24, due_on=FIRST)
        beside = visit(2, place="东门", kind="facade_painting")
        problem, found = planned(situation(curing, beside))
        assert (found.score.left_out, found.score.late_days) == (0, 0)
        assert no_clash(problem, found.plan)
        assert problem.slots(found.plan)[2].start == at(8, 8)


class TestWhatGoesFirst:
    def test_the_longest_overdue_is_in_and_what_has_no_day_is_out(self):
        overdue = visit(1, minutes=600, due_on=FIRST - timedelta(days=10))
        assert starts(situation(overdue, visit(2, minutes=600)), days=1) == {1: (1, at(6, 8)), 2: None}
        due = visit(2, minutes=600, due_on=FIRST)
        assert starts(situation(overdue, due), days=1) == {1: (1, at(6, 8)), 2: None}

    def test_what_is_long_overdue_goes_before_two_that_are_not(self):
        overdue = visit(1, minutes=600, due_on=FIRST - timedelta(days=30))
        others = [visit(number, minutes=300) for number in (2, 3)]
        assert starts(situation(overdue, *others), days=1)[1] == (1, at(6, 8))

    def test_what_is_urgent_goes_before_what_is_due(self):
        urgent, due = visit(1, minutes=600, urgent=True), visit(2, minutes=600, due_on=FIRST)
        assert starts(situation(urgent, due), days=1) == {1: (1, at(6, 8)), 2: None}

    @given(st.integers(-400, 30), st.booleans(), st.integers(1, 14))
    def test_leaving_out_costs_more_than_any_place(self, due, urgent, days):
        one = visit(1, due_on=FIRST + timedelta(days=due), urgent=urgent)
        problem = problem_of(situation(one), first=FIRST, now=NOW, days=days)
        (task,) = problem.tasks.values()
        worst = cell_cost(problem, task, (1, days - 1)) + 24 * 60 * TRAVEL_MINUTE
        assert left_out_cost(problem, task) > worst


class TestSeasons:
    WINTER = {month: MonthNormal(-50, 40) for month in (11, 12, 1, 2)} | {3: MonthNormal(100, 200)}

    def test_paint_is_not_planned_into_frost_that_no_forecast_tells_of(self):
        first = date(2022, 2, 14)
        paint = visit(1, limits=Limits(lowest_temperature=5), minutes=240)
        asked = situation(paint, climate=self.WINTER)
        problem = problem_of(asked, first=first, now=moment(first, time(6)))
        slot = problem.slots(propose(problem).plan)[1]
        assert slot.start.date() > first
        assert min(usual_temperature(self.WINTER, hour) for hour in slot.span.hours) >= 50
        january = problem_of(asked, first=date(2022, 1, 10), now=moment(date(2022, 1, 10), time(6)))
        (why,) = reasons(january, propose(january).plan, now=moment(date(2022, 1, 10), time(6))).values()
        assert why.code == "season"

    def test_a_forecast_goes_before_what_is_usual(self):
        first = date(2022, 1, 10)
        mild = {(0, moment(first, time(hour))): HourOfWeather(0, 90, 1) for hour in range(24)}
        paint = visit(1, limits=Limits(lowest_temperature=5), minutes=240)
        problem = problem_of(
            situation(paint, climate=self.WINTER, forecast=mild), first=first, now=moment(first, time(6))
        )
        assert problem.slots(propose(problem).plan)[1].start == moment(first, time(8))


class TestNights:
    NIGHT = CrewFacts(1, "夜班", frozenset({"road_repair"}), {day: (time(22), time(6)) for day in range(5)})

    def test_a_night_shift_is_one_piece(self):
        """Seven hours and one before six in the morning; the next crosses no day of the shift."""
        asked = situation(visit(1, minutes=420), visit(2, minutes=60), visit(3, minutes=420), crews=[self.NIGHT])
        problem, found = planned(asked, days=2)
        assert found.score.left_out == 0
        assert no_clash(problem, found.plan)
        assert {slot.start.date() for slot in problem.slots(found.plan).values()} >= {date(2022, 6, 6)}

    def test_what_is_told_for_the_small_hours_stays(self):
        told = visit(1, minutes=120, slot=Slot(1, at(7, 2), at(7, 4)))
        assert starts(situation(told, crews=[self.NIGHT])) == {1: (1, at(7, 2))}

    def test_between_a_night_and_the_day_after_there_is_time_for_the_way(self):
        shifts = {0: (time(22), time(6)), 1: (time(6), time(14))}
        crew = CrewFacts(1, "连班", frozenset({"road_repair"}), shifts)
        two = [visit(number, minutes=480 - 60 * (number == 2), estate=number, place="") for number in (1, 2)]
        problem, found = planned(situation(*two, crews=[crew], travel=Travel({(1, 2): 60})), days=2)
        assert found.score.left_out == 0
        assert no_clash(problem, found.plan)


class TestReplanning:
    def test_after_a_rainy_morning_as_few_as_possible_move(self):
        """Rain until noon of the first day: what stood there moves, and what stands elsewhere does not, whatever the
        way it would save."""
        wet = {(0, at(6, hour)): HourOfWeather(20, 200, 1) for hour in range(6, 12)}
        dry = Limits(no_rain=True)
        told = [
            visit(1, minutes=240, limits=dry, slot=Slot(1, at(6, 8), at(6, 12))),
            visit(2, minutes=240, estate=2, slot=Slot(1, at(6, 13), at(6, 17))),
            visit(3, minutes=240, estate=2, slot=Slot(1, at(7, 8), at(7, 12))),
            visit(4, minutes=240, estate=1, slot=Slot(1, at(7, 13), at(7, 17)), fixed=True),
        ]
        asked = situation(*told, forecast=wet, travel=Travel({(1, 2): 60}))
        problem = problem_of(asked, first=FIRST, now=NOW, keeps_told=True)
        found = propose(problem)
        slots = problem.slots(found.plan)
        assert (slots[2], slots[3], found.score.moved) == (told[1].slot, told[2].slot, 1)
        assert 4 not in slots
        assert no_clash(problem, found.plan)

    def test_what_stands_well_stays(self):
        stands = visit(1, slot=Slot(1, at(8, 9), at(8, 17)))
        assert starts(situation(stands, visit(2))) == {1: (1, at(8, 9)), 2: (1, at(6, 8))}

    def test_a_visit_is_moved_where_it_saves_more_than_half_an_hour(self):
        travel = Travel({(1, 2): 20})
        one = visit(1, minutes=240, estate=1, slot=Slot(1, at(6, 8), at(6, 12)))
        other = visit(2, minutes=240, estate=2, slot=Slot(1, at(6, 13), at(6, 17)))
        _problem, near = planned(situation(one, other, travel=travel))
        assert (near.score.moved, near.score.travel) == (0, 20)
        _problem, far = planned(situation(one, other, travel=Travel({(1, 2): 40})))
        assert (far.score.moved, far.score.travel) == (1, 0)

    def test_what_was_missed_is_planned_anew(self):
        missed = visit(1, slot=Slot(1, at(6, 8), at(6, 16)))
        assert starts(situation(missed), now=at(7, 7)) == {1: (1, at(7, 8))}


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(questions())
def test_no_plan_proposed_has_a_clash_and_none_costs_less_than_the_bound(asked):
    problem = problem_of(asked, first=FIRST, now=NOW, days=5)
    begun, found = greedy(problem), propose(problem, rounds=200)
    assert no_clash(problem, begun.plan)
    assert no_clash(problem, found.plan)
    assert found.score.cost <= begun.total == score(problem, begun.plan).cost
    assert lower_bound(problem) <= found.score.cost


def test_a_large_question_is_searched_and_always_answered_alike():
    crews = [CrewFacts(number, f"{number}班", frozenset({"road_repair"}), WEEK) for number in (1, 2, 3)]
    visits = [
        visit(number, estate=1 + number % 4, minutes=60 * (2 + number % 3), due_on=FIRST + timedelta(days=number % 5))
        for number in range(1, 31)
    ]
    minutes = {(one, other): 10 * (other - one) for one in range(1, 5) for other in range(one + 1, 5)}
    asked = situation(*visits, crews=crews, travel=Travel(minutes))
    problem = problem_of(asked, first=FIRST, now=NOW)
    found, again = (propose(problem, rounds=200) for _ in range(2))
    assert found.plan == again.plan
    assert no_clash(problem, found.plan)
    assert found.score.left_out == 0
    assert found.score.late_days <= found.greedy_score.late_days
    assert found.score.cost < found.greedy_score.cost
    assert found.bound <= found.score.cost


def test_a_search_that_is_stopped_gives_what_it_has():
    visits = [visit(number, minutes=60) for number in range(1, 31)]
    problem = problem_of(situation(*visits), first=FIRST, now=NOW)
    found = propose(problem, progress=lambda done, total: False)
    assert found.stopped
    assert found.plan == found.greedy_plan
