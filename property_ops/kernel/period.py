"""Days and months. Periods are half-open: `[start, end)` (docs/product.md rule 2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

FAR_FUTURE = date.max
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 30)
"""Days that somebody may write, as for months: whatever is reckoned from one is still a day."""
ONE_DAY = timedelta(days=1)


class NotAMonth(BusinessError, ValueError):
    code = "not_a_month"
    message = gettext_noop("“%(value)s” is not a month. Write it as 2022-06.")


class NotADay(BusinessError, ValueError):
    code = "not_a_day"
    message = gettext_noop("“%(value)s” is not a day. Write it as 2022-06-30.")


def parse_day(text: str) -> date:
    """A day written 2022-06-30, from 1900 to 2999. Raises NotADay."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotADay(value=text) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise NotADay(value=text)
    return day


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` up to, but not including, `end`; empty when they are equal."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def since(cls, start: date | None, last_day: date | None) -> Period:
        """From the office's papers, where the end date is the last day that still counts; None is open."""
        return cls(start or date.min, FAR_FUTURE if last_day is None else last_day + ONE_DAY)

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def last_day(self) -> date:
        return self.end - ONE_DAY

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def __and__(self, other: Period) -> Period:
        """The days in both; an empty period where there are none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, max(start, end))

    def without(self, other: Period) -> list[Period]:
        """The days of this period that are not in `other`, in order."""
        common = self & other
        if not common.days:
            return [self] if self.days else []
        parts = (Period(self.start, common.start), Period(common.end, self.end))
        return [part for part in parts if part.days]


@dataclass(frozen=True, slots=True, order=True)
class Month:
    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.number <= 12 and 1900 <= self.year <= 2999):
            raise NotAMonth(value=f"{self.year}-{self.number}")

    @classmethod
    def parse(cls, text: str) -> Month:
        match = re.fullmatch(r"(\d{4})-(\d{1,2})", text.strip())
        if not match:
            raise NotAMonth(value=text)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @property
    def start(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def end(self) -> date:
        return self.next.start

    @property
    def period(self) -> Period:
        return Period(self.start, self.end)

    @property
    def days(self) -> int:
        return self.period.days

    @property
    def next(self) -> Month:
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def previous(self) -> Month:
        return Month(self.year - (self.number == 1), (self.number - 2) % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"
