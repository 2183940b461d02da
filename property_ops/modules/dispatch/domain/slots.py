"""Times of day on the board: always of the zone in which the company works (docs/product.md rule 2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOUR = timedelta(hours=1)
SHORTEST, LONGEST = 15, 7 * 24 * 60
"""Minutes of a visit."""


def moment(day: date, at: time = time.min) -> datetime:
    return datetime.combine(day, at, tzinfo=SHANGHAI)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The time from `start` up to, but not including, `end`."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a span cannot end ({self.end}) before it starts ({self.start})")

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def longer_by(self, hours: int) -> Span:
        return Span(self.start, self.end + hours * HOUR)

    @property
    def days(self) -> Iterator[date]:
        """Every day that has a moment of the span."""
        day = self.start.astimezone(SHANGHAI).date()
        while moment(day) < self.end:
            yield day
            day += timedelta(days=1)

    @property
    def hours(self) -> Iterator[datetime]:
        """The full hours in which the span has a moment."""
        hour = self.start.astimezone(SHANGHAI).replace(minute=0, second=0, microsecond=0)
        while hour < self.end:
            yield hour
            hour += HOUR


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A crew at a time."""

    crew: int
    start: datetime
    end: datetime

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)
