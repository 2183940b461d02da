"""When months were closed and reopened, and who asked."""

from datetime import date

from invoices.modules.charges.public import Charge
from invoices.modules.ledger.public import MonthClose, Reopening, closed_months, is_closed
from property_ops.kernel.period import Month


def history(month: Month) -> list[tuple[MonthClose, Reopening | None]]:
    """The closings of a month, the latest first, each with the reopening that was approved."""
    closes = MonthClose.objects.filter(month=month.start).select_related("closed_by").order_by("-pk")
    approved = Reopening.objects.filter(Reopening.STANDS, close__in=closes).select_related("prepared_by", "decided_by")
    agreed = {one.close_id: one for one in approved}
    return [(close, agreed.get(close.pk)) for close in closes]


def next_to_close() -> Month | None:
    """The month after the last that is closed; else the first that anything is charged in."""
    last = max(closed_months(), default=None)
    if last:
        return last.next
    first = Charge.objects.order_by("month").values_list("month", flat=True).first()
    return Month.of(first) if first else None


def is_closed_day(on: date) -> bool:
    """Of slot `closed_days`."""
    return is_closed(Month.of(on))
