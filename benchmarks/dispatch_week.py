"""A fortnight to be planned: crews, estates, works, weather, drawn by chance of a fixed seed."""

import random
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from property_ops.modules.dispatch.domain.situation import (
    CrewFacts,
    HourOfWeather,
    Limits,
    Situation,
    Travel,
    VisitFacts,
)
from property_ops.modules.dispatch.domain.slots import moment
from property_ops.modules.dispatch.domain.travel import shortest

FIRST = date(2022, 6, 6)
NOW = moment(FIRST, time(6))
DAYS = 14
ESTATES = 22
KINDS: Mapping[str, tuple[int, int, Limits]] = {
    # visits of a work, hours of rest between them, weather
    "road_repair": (1, 24, Limits(no_rain=True, lowest_temperature=10)),
    "facade_painting": (2, 12, Limits(no_rain=True, lowest_temperature=5, strongest_wind=4)),
    "inner_painting": (2, 4, Limits(lowest_temperature=5)),
    "adverts": (1, 0, Limits(no_rain=True)),
    "signs": (1, 0, Limits(strongest_wind=5)),
    "rubbish": (1, 0, Limits()),
}


def fortnight(*, visits: int, crews: int, seed: int = 2022) -> Situation:
    chance = random.Random(seed)
    return Situation(
        crews={number: _crew(number, chance) for number in range(1, crews + 1)},
        visits=_visits(visits, chance),
        forecast=_forecast(chance),
        travel=_travel(chance),
    )


def _crew(number: int, chance: random.Random) -> CrewFacts:
    kinds = sorted(KINDS)
    skills = {kinds[number % len(kinds)], *chance.sample(kinds, 2)}
    week = 6 if number % 4 == 0 else 5
    return CrewFacts(number, f"班组{number}", frozenset(skills), {day: (time(8), time(17, 30)) for day in range(week)})


def _visits(count: int, chance: random.Random) -> dict[int, VisitFacts]:
    found: dict[int, VisitFacts] = {}
    work = 0
    while len(found) < count:
        work += 1
        kind = chance.choice(sorted(KINDS))
        visits, rest, limits = KINDS[kind]
        estate, place = chance.randrange(1, ESTATES + 1), f"{chance.randrange(1, 12)}号楼"
        due = FIRST + timedelta(days=chance.randrange(1, 10)) if chance.random() < 0.8 else None
        minutes = chance.choice((60, 90, 120, 180, 240, 300))
        for number in range(1, min(visits, count - len(found)) + 1):
            key = len(found) + 1
            found[key] = VisitFacts(
                id=key,
                work=work,
                work_number=f"GD-{work:03d}",
                number=number,
                title="",
                estate=estate,
                estate_name=f"小区{estate}",
                place=place,
                kind=kind,
                kind_name=kind,
                minutes=minutes,
                rest_hours=rest,
                limits=limits,
                due_on=due,
            )
    return found


def _forecast(chance: random.Random) -> dict[tuple[int, datetime], HourOfWeather]:
    """Three or four wet half-days, and some wind in the afternoons."""
    found = {}
    for day in range(DAYS):
        wet = range(0)
        if chance.random() < 0.3:
            begins = chance.randrange(6, 14)
            wet = range(begins, begins + 6)
        wind = chance.choice((2, 3, 3, 4, 5))
        for hour in range(24):
            weather = HourOfWeather(12 if hour in wet else 0, 180 + 8 * min(hour, 24 - hour), wind if hour > 12 else 2)
            found[0, moment(FIRST + timedelta(days=day), time(hour))] = weather
    return found


def _travel(chance: random.Random) -> Travel:
    points = {estate: (chance.randrange(60), chance.randrange(60)) for estate in range(1, ESTATES + 1)}
    minutes = {
        (one, other): 5 + (abs(points[one][0] - points[other][0]) + abs(points[one][1] - points[other][1])) // 2
        for one in points
        for other in points
        if one < other
    }
    return Travel(shortest(minutes), 30)
