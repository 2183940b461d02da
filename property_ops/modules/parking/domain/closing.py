"""How long a work may close a leased space before somebody must say why."""

from collections.abc import Iterable
from datetime import date, timedelta

from property_ops.kernel.period import ONE_DAY, Period

CURING = timedelta(days=28)
"""Concrete has its strength after so many days: so long may a space stay closed after the last day of the work."""


def goes_beyond(closed: Period, days_of_work: Iterable[date]) -> bool:
    """Whether the closure has a day before the work, or one later than curing takes; of a work whose days are not
    known, whether it is longer than curing alone."""
    days = sorted(days_of_work)
    if not days:
        return closed.end - closed.start > CURING
    return closed.start < days[0] - ONE_DAY or closed.end > days[-1] + ONE_DAY + CURING
