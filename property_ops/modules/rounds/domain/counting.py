"""Rounds done of rounds promised (docs/product.md rule 25), from what was scanned. The same scans give the same count.

A promise is kept point by point: a point that is promised twice a day counts two, and a scan outside the hours, without
the photo that was agreed, or by another crew keeps none.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from property_ops.kernel.delivery import DeliveredCount
from property_ops.kernel.period import Month, Period
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded

APART = timedelta(minutes=30)
"""Two scans of a point that lie nearer together are one round."""
ONE_DAY, SIX_DAYS, SUNDAY = timedelta(days=1), timedelta(days=6), 7
Kept = Mapping[int, Sequence[tuple[date, datetime]]]
"""By point: the day for which a scan counts, and its moment; in order."""


class Per(Worded):
    DAY = "day", gettext_noop("a day")
    WEEK = "week", gettext_noop("a week")
    MONTH = "month", gettext_noop("a month")


@dataclass(frozen=True, slots=True)
class PromisedRounds:
    """`times` per day, week or month at each of `points`; `crew` None is any crew, no `window` the whole day."""

    per: Per
    times: int
    points: tuple[int, ...]
    window: tuple[time, time] | None = None
    crew: int | None = None
    needs_photo: bool = False
    excused_by_weather: bool = False

    @property
    def due(self) -> int:
        return self.times * len(self.points)


@dataclass(frozen=True, slots=True)
class Scanned:
    """A point was scanned, by the clock of the estate."""

    point: int
    at: datetime
    crew: int | None = None
    has_photo: bool = False


def count(
    promised: PromisedRounds, month: Month, days: Period, scans: Iterable[Scanned], bad_weather: Collection[date] = ()
) -> DeliveredCount:
    """What was done of one promise in the month. `days` are those of the month on which it is in force.

    A week belongs to the month in which it ends, and is promised where all of its days in that month are `days`; a
    month is promised where all of its days are.
    """
    kept, total = _by_point(promised, scans), DeliveredCount()
    for span in spans(promised.per, month, days):
        if promised.per is Per.DAY and promised.excused_by_weather and span.start in bad_weather:
            total += DeliveredCount(excused=promised.due)
        else:
            done = sum(_rounds_by_point(promised, span, kept).values())
            total += DeliveredCount(promised=promised.due, done=done)
    return total


def rounds_at(promised: PromisedRounds, span: Period, scans: Iterable[Scanned]) -> dict[int, int]:
    """How many of the rounds of the span were done at each point, at most as many as were promised."""
    return _rounds_by_point(promised, span, _by_point(promised, scans))


def spans(per: Per, month: Month, days: Period) -> Iterator[Period]:
    """The days, weeks or months that are promised in the month."""
    if per is Per.MONTH:
        yield from [month.period] if days == month.period else []
        return
    for number in range(days.days):
        day = days.start + number * ONE_DAY
        if per is Per.DAY:
            yield Period(day, day + ONE_DAY)
        elif day.isoweekday() == SUNDAY and max(day - SIX_DAYS, month.start) in days:
            yield Period(day - SIX_DAYS, day + ONE_DAY)


def _by_point(promised: PromisedRounds, scans: Iterable[Scanned]) -> Kept:
    found: dict[int, list[tuple[date, datetime]]] = {}
    for scan in sorted(scans, key=lambda one: one.at):
        if scan.point in promised.points and _keeps(promised, scan):
            found.setdefault(scan.point, []).append((_day_of(promised, scan.at), scan.at))
    return found


def _day_of(promised: PromisedRounds, at: datetime) -> date:
    """Hours past midnight of a night round belong to the evening before."""
    if promised.window is None:
        return at.date()
    start, end = promised.window
    return at.date() - ONE_DAY if end <= start and at.time() < end else at.date()


def _keeps(promised: PromisedRounds, scan: Scanned) -> bool:
    if promised.crew is not None and scan.crew != promised.crew:
        return False
    if promised.needs_photo and not scan.has_photo:
        return False
    if promised.window is None:
        return True
    start, end = promised.window
    now = scan.at.time()
    return start <= now < end if start < end else now >= start or now < end


def _rounds_by_point(promised: PromisedRounds, span: Period, kept: Kept) -> dict[int, int]:
    return {point: _rounds(kept.get(point, ()), span, promised.times) for point in promised.points}


def _rounds(moments: Sequence[tuple[date, datetime]], span: Period, most: int) -> int:
    """How many rounds the scans of a point within the span are."""
    rounds, last = 0, None
    for day, at in moments:
        if day in span and (last is None or at - last >= APART):
            rounds, last = rounds + 1, at
    return min(rounds, most)
