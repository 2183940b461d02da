"""Clocks of a request: by when whoever asked has a first answer, and by when it is done.

Danger is counted in minutes, overflowing sewage in hours, the rest in working days. Times are of Asia/Shanghai.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from property_ops.kernel.text import gettext_noop

_DAY = timedelta(days=1)


class Urgency(StrEnum):
    DANGER = "danger"
    URGENT = "urgent"
    USUAL = "usual"


class ClockUnit(StrEnum):
    MINUTES = "minutes"
    HOURS = "hours"
    WORKING_DAYS = "working_days"


URGENCY_WORDS = {
    Urgency.DANGER: gettext_noop("danger"),
    Urgency.URGENT: gettext_noop("urgent"),
    Urgency.USUAL: gettext_noop("usual"),
}
UNIT_WORDS = {
    ClockUnit.MINUTES: gettext_noop("minutes"),
    ClockUnit.HOURS: gettext_noop("hours"),
    ClockUnit.WORKING_DAYS: gettext_noop("working days"),
}


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """`amount` is at least one."""

    amount: int
    unit: ClockUnit

    def ends(self, since: datetime, *, is_working: Callable[[date], bool]) -> datetime:
        """Minutes and hours run day and night; working days end with their last day, and the first day is not counted.

        `since` bears the time zone in which days are days.
        """
        if self.unit is ClockUnit.MINUTES:
            return since + timedelta(minutes=self.amount)
        if self.unit is ClockUnit.HOURS:
            return since + timedelta(hours=self.amount)
        day, left = since.date(), self.amount
        while left:
            day += _DAY
            left -= is_working(day)
        return datetime.combine(day + _DAY, time.min, tzinfo=since.tzinfo)


def last_day(end: datetime) -> date:
    """The day that a clock still counts: a clock that ends at midnight ends with the day before."""
    return (end - timedelta(microseconds=1)).date()
