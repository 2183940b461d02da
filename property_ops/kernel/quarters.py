"""Quarters of a year."""

import re
from dataclasses import dataclass
from datetime import date

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.period import Month, Period
from property_ops.kernel.text import gettext_noop

_WRITTEN = re.compile(r"(\d{4})-?[Qq]([1-4])\Z")
_HAN = "一二三四"


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
        return cls(day.year, (day.month + 2) // 3)

    @property
    def previous(self) -> "Quarter":
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + (self.number == 4), self.number % 4 + 1)

    @property
    def months(self) -> list[Month]:
        return [Month(self.year, 3 * self.number - back) for back in (2, 1, 0)]

    @property
    def period(self) -> Period:
        return Period(date(self.year, 3 * self.number - 2, 1), Month(self.year, 3 * self.number).end)

    @property
    def year_so_far(self) -> Period:
        return Period(date(self.year, 1, 1), self.period.end)

    @property
    def in_words(self) -> str:
        """As the notice board has it."""
        return f"{self.year}年第{_HAN[self.number - 1]}季度"

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"
