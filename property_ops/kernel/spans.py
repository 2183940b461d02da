"""Spans of a year that people are assessed over: a month, a quarter, a half or the whole of it."""

import re
from dataclasses import dataclass
from datetime import date

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.period import LAST_DAY, Month, Period
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded

_WRITTEN = re.compile(r"(\d{4})(?:-(?:([Qq])([1-4])|([Hh])([12])|(0[1-9]|1[0-2])))?\Z")
_HAN = "一二三四"


class SpanKind(Worded):
    MONTH = "month", gettext_noop("by month")
    QUARTER = "quarter", gettext_noop("by quarter")
    HALF = "half", gettext_noop("by half-year")
    YEAR = "year", gettext_noop("by year")


MONTHS = {SpanKind.MONTH: 1, SpanKind.QUARTER: 3, SpanKind.HALF: 6, SpanKind.YEAR: 12}


class NotASpan(BusinessError, ValueError):
    code = "not_a_span"
    message = gettext_noop("“%(value)s” is no such period. Write it as 2022-06, 2022-Q2, 2022-H1 or 2022.")


@dataclass(frozen=True, slots=True)
class YearSpan:
    """The `number`th of its kind in the year, from one on."""

    kind: SpanKind
    year: int
    number: int = 1

    @classmethod
    def parse(cls, text: str) -> "YearSpan":
        """`2022-06`, `2022-Q2`, `2022-H1` or `2022`. Raises NotASpan."""
        match = _WRITTEN.match(text.strip())
        if not match or not 1900 <= int(match[1]) < LAST_DAY.year:
            raise NotASpan(value=text)
        year = int(match[1])
        if match[2]:
            return cls(SpanKind.QUARTER, year, int(match[3]))
        if match[4]:
            return cls(SpanKind.HALF, year, int(match[5]))
        return cls(SpanKind.MONTH, year, int(match[6])) if match[6] else cls(SpanKind.YEAR, year)

    @classmethod
    def of(cls, day: date, kind: SpanKind = SpanKind.QUARTER) -> "YearSpan":
        return cls(kind, day.year, (day.month - 1) // MONTHS[kind] + 1)

    @property
    def previous(self) -> "YearSpan":
        return self._moved(-1)

    @property
    def next(self) -> "YearSpan":
        return self._moved(1)

    def _moved(self, by: int) -> "YearSpan":
        of_year = 12 // MONTHS[self.kind]
        years, number = divmod(self.number - 1 + by, of_year)
        return YearSpan(self.kind, self.year + years, number + 1)

    @property
    def months(self) -> list[Month]:
        first = (self.number - 1) * MONTHS[self.kind] + 1
        return [Month(self.year, first + more) for more in range(MONTHS[self.kind])]

    @property
    def spans(self) -> list["YearSpan"]:
        """It, and all that lie wholly in it."""
        mine = self.months
        smaller = (kind for kind in SpanKind if MONTHS[kind] <= MONTHS[self.kind])
        return list(dict.fromkeys(YearSpan.of(month.start, kind) for kind in smaller for month in mine))

    @property
    def period(self) -> Period:
        return Period(self.months[0].start, self.months[-1].end)

    @property
    def in_words(self) -> str:
        """As a paper has it."""
        parts = {
            SpanKind.MONTH: f"{self.number}月",
            SpanKind.QUARTER: f"第{_HAN[(self.number - 1) % 4]}季度",
            SpanKind.HALF: "上半年" if self.number == 1 else "下半年",
            SpanKind.YEAR: "度",
        }
        return f"{self.year}年{parts[self.kind]}"

    def __str__(self) -> str:
        tails = {
            SpanKind.MONTH: f"-{self.number:02}",
            SpanKind.QUARTER: f"-Q{self.number}",
            SpanKind.HALF: f"-H{self.number}",
            SpanKind.YEAR: "",
        }
        return f"{self.year}{tails[self.kind]}"
