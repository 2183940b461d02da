"""What part of the calendar the board shows: a day, a week or two, from a Monday where it is a week."""

from dataclasses import dataclass
from datetime import date, timedelta

from property_ops.modules.dispatch.domain.slots import Span, moment

LENGTHS = {"day": 1, "week": 7, "fortnight": 14}
USUAL = "week"


@dataclass(frozen=True, slots=True)
class Window:
    """`day`: the one that was asked for, which stays in view whichever kind of window is chosen next."""

    view: str
    first: date
    day: date

    @classmethod
    def around(cls, view: str, day: date) -> "Window":
        """The window of that kind in which the day lies; an unknown kind is a week."""
        known = view if view in LENGTHS else USUAL
        return cls(known, day if known == "day" else day - timedelta(days=day.weekday()), day)

    @property
    def length(self) -> int:
        return LENGTHS[self.view]

    @property
    def last(self) -> date:
        return self.first + timedelta(days=self.length - 1)

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=number) for number in range(self.length)]

    @property
    def span(self) -> Span:
        return Span(moment(self.first), moment(self.first + timedelta(days=self.length)))

    @property
    def previous(self) -> date:
        return self.day - timedelta(days=self.step)

    @property
    def next(self) -> date:
        return self.day + timedelta(days=self.step)

    @property
    def step(self) -> int:
        return min(self.length, 7)
