"""Clocks of a request: by when whoever asked has a first answer, and by when it is done.

Danger is counted in minutes, overflowing sewage in hours, the rest in working days. Times are of Asia/Shanghai.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded

_DAY = timedelta(days=1)


class Urgency(Worded):
    DANGER = "danger", gettext_noop("danger")
    URGENT = "urgent", gettext_noop("urgent")
    USUAL = "usual", gettext_noop("usual")


class ClockUnit(Worded):
    MINUTES = "minutes", gettext_noop("minutes")
    HOURS = "hours", gettext_noop("hours")
    WORKING_DAYS = "working_days", gettext_noop("working days")


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
