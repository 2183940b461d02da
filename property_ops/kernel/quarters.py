"""Quarters of a year: spans of one kind, in an order of their own."""

import re
from dataclasses import dataclass
from datetime import date

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.period import Month, Period
from property_ops.kernel.spans import SpanKind, YearSpan
from property_ops.kernel.text import gettext_noop

_WRITTEN = re.compile(r"(\d{4})-?[Qq]([1-4])\Z")


class NotAQuarter(BusinessError, ValueError):
    code = "not_a_quarter"
    message = gettext_noop("“%(value)s” is not a quarter. Write it as 2022-Q2.")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """`2022-Q2`. Raises NotAQuarter."""
        match = _WRITTEN.match(text.strip())
        if not match or not 1900 <= int(match[1]) <= 2999:
            raise NotAQuarter(value=text)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls._at(YearSpan.of(day))

    @classmethod
    def _at(cls, span: YearSpan) -> "Quarter":
        return cls(span.year, span.number)

    @property
    def _span(self) -> YearSpan:
        return YearSpan(SpanKind.QUARTER, self.year, self.number)

    @property
    def previous(self) -> "Quarter":
        return self._at(self._span.previous)

    @property
    def next(self) -> "Quarter":
        return self._at(self._span.next)

    @property
    def months(self) -> list[Month]:
        return self._span.months

    @property
    def period(self) -> Period:
        return self._span.period

    @property
    def year_so_far(self) -> Period:
        return Period(date(self.year, 1, 1), self.period.end)

    @property
    def in_words(self) -> str:
        """As the notice board has it."""
        return self._span.in_words

    def __str__(self) -> str:
        return str(self._span)
