"""The versions of a rate in time: no two in force on one day, and no day between two versions without one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from property_ops.kernel.period import FAR_FUTURE, Period


@dataclass(frozen=True, slots=True)
class Clash:
    """Two neighbouring versions and the days that both cover, or neither does."""

    earlier: int  # indices of the versions as given
    later: int
    days: Period
    is_gap: bool


def clashes(periods: Iterable[tuple[date, date | None]]) -> list[Clash]:
    """Overlaps and gaps between versions given as `[start, end)`; an open end is None."""
    order = sorted(enumerate(periods), key=lambda version: version[1][0])
    found = []
    for (earlier, (_start, end)), (later, (start, later_end)) in pairwise(order):
        until = end or FAR_FUTURE
        if until > start:
            found.append(Clash(earlier, later, Period(start, min(until, later_end or FAR_FUTURE)), is_gap=False))
        elif until < start:
            found.append(Clash(earlier, later, Period(until, start), is_gap=True))
    return found


@dataclass(frozen=True, slots=True)
class Version:
    """A rate in force on the days `[start, end)`; an open end is None."""

    start: date
    end: date | None
    rate: Decimal


def rate_on(versions: Iterable[Version], day: date) -> Decimal | None:
    """The rate in force that day; None if there is none."""
    return next((one.rate for one in versions if one.start <= day < (one.end or FAR_FUTURE)), None)


def differing(before: Iterable[Version], after: Iterable[Version]) -> list[Period]:
    """The days on which another rate is in force after than before, or one instead of none; in order, joined."""
    old, new = list(before), list(after)
    edges = sorted({day for one in (*old, *new) for day in (one.start, one.end or FAR_FUTURE)})
    found: list[Period] = []
    for start, end in pairwise(edges):
        if rate_on(old, start) == rate_on(new, start):
            continue
        if found and found[-1].end == start:
            start = found.pop().start
        found.append(Period(start, end))
    return found
