"""When upkeep is due. The same facts give the same day, however often they are asked."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Settled:
    """A due that is over: done on `done_on`, or skipped (None)."""

    due_on: date
    done_on: date | None = None


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    total = day.month - 1 + months
    year, month = day.year + total // 12, total % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def next_due(*, first: date, every_months: int, keeps_season: bool, settled: Sequence[Settled]) -> date:
    """The day on which it is due next.

    Upkeep of a season keeps its days of the calendar, counted from the first; of an interval, it is due so many months
    after it was last done, or after the day on which it was skipped.
    """
    if not settled:
        return first
    last = max(settled, key=lambda one: one.due_on)
    if not keeps_season:
        return months_after(last.done_on or last.due_on, every_months)
    step = 1
    while months_after(first, step * every_months) <= last.due_on:
        step += 1
    return months_after(first, step * every_months)
