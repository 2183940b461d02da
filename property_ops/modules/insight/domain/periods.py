"""Periods that managers ask for: half-years, quarters, years."""

from dataclasses import dataclass
from datetime import date

from property_ops.kernel.period import Month, Period


@dataclass(frozen=True, slots=True)
class Preset:
    """`label` as the office says it."""

    label: str
    period: Period


def half_year_of(day: date) -> Period:
    first = 1 if day.month <= 6 else 7
    return Period(date(day.year, first, 1), Month(day.year, first + 5).end)


def presets(year: int) -> list[Preset]:
    """Both half-years and the whole of a year."""
    first, second = half_year_of(date(year, 1, 1)), half_year_of(date(year, 7, 1))
    return [
        Preset(f"{year}年上半年", first),
        Preset(f"{year}年下半年", second),
        Preset(f"{year}年", Period(first.start, second.end)),
    ]


def months_of(period: Period) -> list[Month]:
    """The months with a day in the period."""
    if not period.days:
        return []
    found = [Month.of(period.start)]
    while found[-1] != Month.of(period.last_day):
        found.append(found[-1].next)
    return found
