"""A clock that was set back would date bills before what was posted already: a person is asked about that first."""

from datetime import date

from invoices.modules.billing.domain.errors import IssuedBeforeItsMonth, IssuedBeforeLastEntry
from invoices.modules.ledger.public import latest_day
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.period import Month


def doubt_about_day(month: Month, day: date) -> BusinessError | None:
    """What speaks against issuing the month's bills on this day; None if nothing does."""
    if day < month.start:
        return IssuedBeforeItsMonth(day=day, month=month)
    last = latest_day()
    return IssuedBeforeLastEntry(day=day, last=last) if last and day < last else None
