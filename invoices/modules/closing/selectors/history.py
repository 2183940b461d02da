"""When months were closed and reopened, and who asked."""

from collections.abc import Sequence

from invoices.modules.charges.public import Charge
from invoices.modules.closing.models import ClosingDecision, Reopening
from invoices.modules.ledger.public import MonthClose, closed_months
from property_ops.kernel.period import Month


def history(month: Month) -> Sequence[MonthClose]:
    """The closings of a month, the latest first."""
    closes = MonthClose.objects.filter(month=month.start).order_by("-pk")
    return list(closes.select_related("closed_by", "reopened_by", "reopening_asked_by"))


def asked(month: Month) -> Reopening | None:
    """The reopening that waits for another person's decision."""
    waiting = Reopening.objects.filter(month=month.start, state=ClosingDecision.WAITING)
    return waiting.select_related("asked_by").first()


def next_to_close() -> Month | None:
    """The month after the last that is closed; else the first that anything is charged in."""
    last = max(closed_months(), default=None)
    if last:
        return last.next
    first = Charge.objects.order_by("month").values_list("month", flat=True).first()
    return Month.of(first) if first else None
