"""The planner on small questions whose best answer is known."""

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from property_ops.kernel.period import Period
from property_ops.modules.dispatch.domain.clashes import clashes
from property_ops.modules.dispatch.domain.planning.greedy import greedy
from property_ops.modules.dispatch.domain.planning.local_search import propose
from property_ops.modules.dispatch.domain.planning.lower_bound import lower_bound
from property_ops.modules.dispatch.domain.planning.problem_builder import problem_of
from property_ops.modules.dispatch.domain.planning.reasons import reasons
from property_ops.modules.dispatch.domain.planning.scoring import score
from property_ops.modules.dispatch.domain.situation import (
    ClosedPlace,
    CrewFacts,
    HourOfWeather,
    Limits,
    Situation,
    Travel,
    VisitFacts,
)
from property_ops.modules.dispatch.domain.slots import Slot, Span, moment
from property_ops.modules.dispatch.domain.travel import shortest
from property_ops.modules.dispatch.testing import at

FIRST = date(2022, 6, 6)  # a Monday
NOW = moment(FIRST, time(6))
WEEK = {day: (time(8), time(18)) for day in range(5)}
ROAD = CrewFacts(1, "道路一班", frozenset({"road_repair"}), WEEK)
PAINT = CrewFacts(2, "粉刷一班", frozenset({"facade_painting"}), WEEK)


def visit(number, *, work=None, of=1, estate=1, minutes=480, kind="road_repair", **more):
    work = work or number
    place = more.pop("place", f"{number}号楼")
    return VisitFacts(number, work, f"GD-{work}", of, "", estate, f"小区{estate}", place, kind, kind, minutes, **more)


def situation(*visits, crews=(ROAD, PAINT), **more):
    return Situation({crew.id: crew for crew in crews}, {one.id: one for one in visits}, **more)


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


class TestReplanning:
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


class TestReasons:
    def reason(self, *visits, of=1, **more):
        now, days = more.pop("now", NOW), more.pop("days", 14)
        problem = problem_of(situation(*visits, **more), first=FIRST, now=now, days=days)
        return reasons(problem, propose(problem).plan, now=now)[of].code

    def test_each_visit_left_out_has_the_first_reason_that_holds(self):
        limits = Limits(no_rain=True)
        rain = {(0, moment(FIRST) + timedelta(hours=hour)): HourOfWeather(5) for hour in range(14 * 24)}
        closed = (ClosedPlace(1, "", Span(at(1, 0), at(30, 0)), "查封"),)
        pinned = [
            visit(9 + day, slot=Slot(1, at(6 + day, 8), at(6 + day, 18)), fixed=True, minutes=600) for day in range(5)
        ]
        assert self.reason(visit(1, kind="signs")) == "no_crew"
        assert self.reason(visit(1, minutes=660)) == "no_day"
        assert self.reason(visit(1), closed=closed) == "closed"
        assert self.reason(visit(1, parking=(Period(date(2022, 6, 11), date(2022, 6, 12)),))) == "not_announced"
        assert self.reason(visit(1, limits=limits), forecast=rain) == "weather"
        assert self.reason(visit(1), *pinned, days=5) == "fixed"
        assert self.reason(visit(1, minutes=600), visit(2, minutes=600, due_on=FIRST), days=1) == "full"

    def test_a_later_visit_waits_for_the_earlier(self):
        first, second = visit(1, work=9, minutes=660), visit(2, work=9, of=2)
        assert self.reason(first, second, of=2) == "earlier"
        drying = [replace(one, rest_hours=24 * 14, minutes=240) for one in (first, second)]
        assert self.reason(*drying, of=2) == "rests"

    def test_it_is_told_in_words(self):
        problem = problem_of(situation(visit(1, minutes=690)), first=FIRST, now=NOW, days=5)
        (reason,) = reasons(problem, {}, now=NOW).values()
        assert reason.sentence(str) == (
            "No crew with the skill for “road_repair” has 11.5 hours in a day from 2022-06-06 to 2022-06-10."
        )


def no_clash(problem, plan):
    after = problem.situation.with_slots(problem.slots(plan))
    movable = [after.visits[number] for number in problem.tasks if after.visits[number].slot]
    return not [clash for one in movable for clash in clashes(one, one.slot, after)]


@st.composite
def questions(draw):
    """A few crews and visits with rests, places, weather, closures, things pinned and things that stand already."""
    kinds = ["road_repair", "facade_painting"]
    hours = st.sampled_from([(time(8), time(12)), (time(8), time(18)), (time(7, 30), time(16, 20))])
    crews = {
        number: CrewFacts(
            number,
            f"{number}班",
            frozenset(draw(st.sets(st.sampled_from(kinds), min_size=1))),
            {day: draw(hours) for day in range(draw(st.integers(1, 6)))},
        )
        for number in range(1, draw(st.integers(1, 3)) + 1)
    }
    visits = {}
    for work in range(1, draw(st.integers(1, 5)) + 1):
        base = {
            "kind": draw(st.sampled_from(kinds)),
            "estate": draw(st.integers(1, 3)),
            "place": draw(st.sampled_from(["", "东门", "西门"])),
            "rest_hours": draw(st.sampled_from([0, 3, 24])),
            "limits": draw(st.sampled_from([Limits(), Limits(no_rain=True), Limits(strongest_wind=3)])),
            "minutes": draw(st.sampled_from([50, 120, 200, 480])),
        }
        for of in range(1, draw(st.integers(1, 2)) + 1):
            number = len(visits) + 1
            due = draw(st.none() | st.integers(0, 6).map(lambda day: FIRST + timedelta(days=day)))
            visits[number] = visit(number, work=work, of=of, due_on=due, **base)
    wet = draw(st.sets(st.integers(0, 4 * 24 - 1), max_size=20))
    windy = draw(st.sets(st.integers(0, 4 * 24 - 1), max_size=20))
    forecast = {
        (0, moment(FIRST) + timedelta(hours=hour)): HourOfWeather(3 * (hour in wet), 200, 6 * (hour in windy))
        for hour in range(4 * 24)
    }
    minutes = {pair: draw(st.integers(0, 90)) for pair in ((1, 2), (1, 3), (2, 3))}
    asked = Situation(crews, visits, forecast=forecast, travel=Travel(shortest(minutes)))
    return _with_some_placed(draw, asked)


def _with_some_placed(draw, asked):
    """Some visits stand already, where nothing hard speaks against it; some of these are pinned."""
    for number in draw(st.lists(st.sampled_from(sorted(asked.visits)), unique=True, max_size=3)):
        one = asked.visits[number]
        start = at(6 + draw(st.integers(0, 4)), draw(st.integers(7, 17)), draw(st.sampled_from([0, 20, 30])))
        slot = Slot(draw(st.sampled_from(sorted(asked.crews))), start, start + timedelta(minutes=one.minutes))
        if not [clash for clash in clashes(one, slot, asked) if clash.is_hard]:
            placed = replace(one, slot=slot, fixed=draw(st.booleans()))
            asked = replace(asked, visits={**asked.visits, number: placed})
    return asked


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(questions())
def test_no_plan_proposed_has_a_clash_and_none_costs_less_than_the_bound(asked):
    problem = problem_of(asked, first=FIRST, now=NOW, days=5)
    begun, found = greedy(problem), propose(problem)
    assert no_clash(problem, begun)
    assert no_clash(problem, found.plan)
    assert found.score.cost <= score(problem, begun).cost
    assert lower_bound(problem) <= found.score.cost
    assert found.plan.keys() | reasons(problem, found.plan, now=NOW).keys() == problem.tasks.keys()


def test_a_large_question_is_answered_piece_by_piece_and_always_alike():
    crews = [CrewFacts(number, f"{number}班", frozenset({"road_repair"}), WEEK) for number in (1, 2, 3)]
    visits = [
        visit(number, estate=1 + number % 4, minutes=60 * (2 + number % 3), due_on=FIRST + timedelta(days=number % 5))
        for number in range(1, 31)
    ]
    minutes = {(one, other): 10 * (other - one) for one in range(1, 5) for other in range(one + 1, 5)}
    asked = situation(*visits, crews=crews, travel=Travel(minutes))
    problem = problem_of(asked, first=FIRST, now=NOW)
    found, again = (propose(problem, effort=40) for _ in range(2))
    assert found.plan == again.plan
    assert no_clash(problem, found.plan)
    assert found.score.left_out == 0
    assert found.score.late_days <= found.greedy_score.late_days
    assert found.score.travel <= found.greedy_score.travel
    assert found.bound <= found.score.cost


def test_a_search_that_is_stopped_gives_what_it_has():
    visits = [visit(number, minutes=60) for number in range(1, 31)]
    problem = problem_of(situation(*visits), first=FIRST, now=NOW)
    found = propose(problem, progress=lambda done, total: False)
    assert found.stopped
    assert found.plan == found.greedy_plan
