"""A year replayed: how many visits planned beyond the forecast turn out too cold, with the usual weather and without.

Each Monday a fortnight is planned, with a forecast of seven days that comes true. The year's weather is drawn around
Heze's months by chance of a fixed seed: spells of some days that are warmer or colder than usual.
"""

import random
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from benchmarks.dispatch_week import fortnight
from property_ops.modules import dispatch
from property_ops.modules.dispatch.domain.climate import Climate, MonthNormal, usual_temperature
from property_ops.modules.dispatch.domain.planning.greedy import greedy
from property_ops.modules.dispatch.domain.planning.problem_builder import problem_of
from property_ops.modules.dispatch.domain.situation import HourOfWeather, Situation
from property_ops.modules.dispatch.domain.slots import moment

FILE = Path(dispatch.__file__).parent / "data" / "climate.toml"
MONDAY, WEEKS, FORECAST_DAYS, DAYS = date(2021, 10, 11), 52, 7, 14
SPELL, STAYS = 25, Decimal("0.7")
"""Tenths of a degree that a day differs anew, and what stays of the day before."""
Weather = Mapping[datetime, HourOfWeather]


def heze() -> Climate:
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["rows"]
    tenths = {row["month"]: [int(Decimal(row[edge]) * 10) for edge in ("coldest", "warmest")] for row in rows}
    return {month: MonthNormal(*pair) for month, pair in tenths.items()}


def a_year(climate: Climate, seed: int = 2022) -> Weather:
    chance, differs, found = random.Random(seed), 0, {}
    for number in range(WEEKS * 7 + DAYS):
        differs = int(differs * STAYS) + chance.randint(-SPELL, SPELL)
        day = MONDAY + timedelta(days=number)
        for hour in range(24):
            at = moment(day, time(hour))
            found[at] = HourOfWeather(0, (usual_temperature(climate, at) or 0) + differs, 2)
    return found


def too_cold(asked: Situation, first: date, weather: Weather) -> int:
    """The visits planned beyond the forecast that will have to move."""
    problem = problem_of(asked, first=first, now=moment(first, time(6)), days=DAYS)
    count = 0
    for number, there in greedy(problem).plan.items():
        task = problem.tasks[number]
        hours = problem.slot(task, there).span.hours
        count += there.day >= FORECAST_DAYS and any(task.visit.limits.speak_against(weather[hour]) for hour in hours)
    return count


def replayed() -> tuple[int, int]:
    """Visits that move in the year: with the usual weather, and without."""
    climate = heze()
    weather = a_year(climate)
    totals = [0, 0]
    for week in range(WEEKS):
        first = MONDAY + timedelta(days=7 * week)
        known = [moment(first + timedelta(days=day), time(hour)) for day in range(FORECAST_DAYS) for hour in range(24)]
        base = fortnight(visits=60, crews=3, seed=week)
        shift = first - date(2022, 6, 6)
        visits = {key: replace(one, due_on=one.due_on and one.due_on + shift) for key, one in base.visits.items()}
        asked = replace(base, visits=visits, forecast={(0, at): weather[at] for at in known})
        totals[0] += too_cold(replace(asked, climate=climate), first, weather)
        totals[1] += too_cold(asked, first, weather)
    return totals[0], totals[1]
