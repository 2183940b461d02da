"""The versions of a rate in time: no two in force on one day, and no day between two versions without one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
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
