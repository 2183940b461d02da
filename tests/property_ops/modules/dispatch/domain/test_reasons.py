"""Why visits are left out: what is said is held against the rules about clashes, start by start."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from property_ops.kernel.period import Period
from property_ops.modules.dispatch.domain.clashes import clashes
from property_ops.modules.dispatch.domain.planning.problem import GRID
from property_ops.modules.dispatch.domain.planning.problem_builder import problem_of
from property_ops.modules.dispatch.domain.planning.proposing import propose
from property_ops.modules.dispatch.domain.planning.reasons import reasons
from property_ops.modules.dispatch.domain.situation import ClosedPlace, HourOfWeather, Limits
from property_ops.modules.dispatch.domain.slots import Slot, Span, moment
from property_ops.modules.dispatch.testing import at
from tests.property_ops.modules.dispatch.domain.questions import FIRST, NOW, questions, situation, visit


def reason(*visits, of=1, **more):
    now, days = more.pop("now", NOW), more.pop("days", 14)
    problem = problem_of(situation(*visits, **more), first=FIRST, now=now, days=days)
    return reasons(problem, propose(problem).plan, now=now)[of].code


def test_each_visit_left_out_has_the_first_reason_that_holds():
    limits = Limits(no_rain=True)
    rain = {(0, moment(FIRST) + timedelta(hours=hour)): HourOfWeather(5) for hour in range(14 * 24)}
    closed = (ClosedPlace(1, "", Span(at(1, 0), at(30, 0)), "查封"),)
    pinned = [
        visit(9 + day, slot=Slot(1, at(6 + day, 8), at(6 + day, 18)), fixed=True, minutes=600) for day in range(5)
    ]
    assert reason(visit(1, kind="signs")) == "no_crew"
    assert reason(visit(1, minutes=660)) == "no_day"
    assert reason(visit(1), closed=closed) == "closed"
    assert reason(visit(1, parking=(Period(date(2022, 6, 11), date(2022, 6, 12)),))) == "not_announced"
    assert reason(visit(1, limits=limits), forecast=rain) == "weather"
    assert reason(visit(1), *pinned, days=5) == "fixed"
    assert reason(visit(1, minutes=600), visit(2, minutes=600, due_on=FIRST), days=1) == "full"


def test_a_later_visit_waits_for_the_earlier():
    first, second = visit(1, work=9, minutes=660), visit(2, work=9, of=2)
    assert reason(first, second, of=2) == "earlier"
    drying = [replace(one, rest_hours=24 * 14, minutes=240) for one in (first, second)]
    assert reason(*drying, of=2) == "rests"


def test_it_is_told_in_words():
    problem = problem_of(situation(visit(1, minutes=690)), first=FIRST, now=NOW, days=5)
    (reason,) = reasons(problem, {}, now=NOW).values()
    assert reason.sentence(str) == (
        "No crew with the skill for “road_repair” has 11.5 hours in a day from 2022-06-06 to 2022-06-10."
    )


PINNED_MIDDAY = visit(9, slot=Slot(1, at(6, 10), at(6, 18)), fixed=True, minutes=480)


@pytest.mark.parametrize("first_is_pinned", [False, True])
def test_what_is_pinned_is_named_and_not_a_rest_of_no_hours(first_is_pinned):
    """Two hours are left before what is pinned, and the second visit takes five."""
    first, second = visit(1, work=5, minutes=60), visit(2, work=5, of=2, minutes=300)
    if first_is_pinned:
        first = replace(first, fixed=True, slot=Slot(1, at(6, 8), at(6, 9)))
    assert reason(first, second, PINNED_MIDDAY, of=2, days=1) == "fixed"


def test_hours_that_are_dry_and_taken_are_not_called_none():
    """Ten hours, four of them dry: the crew has free hours, and not for this."""
    wet = {(0, at(6, hour)): HourOfWeather(5, 200, 1) for hour in range(12, 18)}
    dry = Limits(no_rain=True)
    two = [visit(number, minutes=240, limits=dry) for number in (1, 2)]
    assert reason(*two, of=2, days=1, forecast=wet) == "taken"
    assert reason(*(replace(one, minutes=600, limits=Limits()) for one in two), of=2, days=1) == "full"


def test_the_order_of_a_work_and_places_that_rest_are_named():
    pinned = visit(2, work=5, of=2, minutes=60, slot=Slot(1, at(6, 8), at(6, 9)), fixed=True)
    assert reason(visit(1, work=5, minutes=60), pinned, days=1) == "order"
    curing = [visit(number, place="东门", rest_hours=24, minutes=60) for number in (1, 2)]
    assert reason(*curing, of=2, days=1) == "place"


LAYERS = {
    "no_skill": 0, "on_leave": 1, "holiday": 1, "free_day": 1, "outside_shift": 1, "place_closed": 2,
    "not_announced": 3, "rain": 4, "cold": 4, "wind": 4,
}  # fmt: skip
FIXED, OWN_WORK, OTHERS = 6, 8, 10
CODES = {
    "no_crew": 0, "no_day": 1, "closed": 2, "not_announced": 3, "weather": 4, "season": 5, "fixed": FIXED,
    "earlier": OWN_WORK, "rests": OWN_WORK, "order": OWN_WORK, "place": OTHERS, "full": OTHERS, "taken": OTHERS,
}  # fmt: skip


def layer_of(clash, planned, after):
    """Which layer of reasons a clash belongs to. What stands on other days than the planned ones stays, too."""
    if clash.with_visit is None:
        return LAYERS[clash.code]
    other = after.visits[clash.with_visit]
    if clash.code == "rest":
        return OWN_WORK
    return OTHERS if other.id in planned else FIXED


def obstacles(one, after, days, planned):
    """For every crew and quarter of an hour: the layers that speak against the visit there."""
    earlier = [other for other in after.visits.values() if other.work == one.work and other.number < one.number]
    missing = {OWN_WORK} if any(other.slot is None for other in earlier) else set()
    for crew in after.crews.values():
        for step in range(days * 24 * 60 // GRID):
            start = moment(FIRST) + step * timedelta(minutes=GRID)
            slot = Slot(crew.id, start, start + timedelta(minutes=one.minutes))
            if start >= NOW:
                yield missing | {layer_of(clash, planned, after) for clash in clashes(one, slot, after)}


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(questions())
def test_a_visit_that_fits_is_in_and_a_reason_names_what_really_blocks(asked):
    days = 2
    problem = problem_of(asked, first=FIRST, now=NOW, days=days)
    plan = propose(problem, rounds=100).plan
    after = asked.with_slots(problem.slots(plan))
    for number, why in reasons(problem, plan, now=NOW).items():
        found = list(obstacles(after.visits[number], after, days, problem.tasks))
        said = CODES[why.code]
        assert all(found), "it would fit"
        assert all(min(layers) <= said for layers in found), "something else blocks it"
        assert any(min(layers) >= said for layers in found), "it is blocked before that"
