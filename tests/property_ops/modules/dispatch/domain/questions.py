"""Questions to the planner: a few crews and visits, by hand or drawn."""

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import strategies as st

from property_ops.modules.dispatch.domain.clashes import clashes
from property_ops.modules.dispatch.domain.situation import (
    CrewFacts,
    HourOfWeather,
    Limits,
    Situation,
    Travel,
    VisitFacts,
)
from property_ops.modules.dispatch.domain.slots import Slot, moment
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
