"""Closing a month once its checklist is done (docs/product.md rule 11)."""

from datetime import date, datetime

from django.db import transaction

from invoices.modules.closing.domain.checklist import Depth
from invoices.modules.closing.domain.errors import MonthNotOver, NothingHeld, NotReady
from invoices.modules.closing.models import Acknowledgement
from invoices.modules.closing.selectors import checklist, unacknowledged
from invoices.modules.ledger.public import MonthClose, books, close_month
from invoices.modules.proofs.public import SealKind, seal_now
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.period import Month
from property_ops.kernel.writing import with_reason


def acknowledge(*, month: Month, reason: str, by: User, now: datetime) -> int:
    """Say why what is held in the month may be left; how many. What is held later has to be acknowledged anew.

    Raises NotAllowed, ReasonMissing, NothingHeld.
    """
    require(by, "closing.acknowledge")
    words = with_reason(reason)
    with transaction.atomic():
        holds = list(unacknowledged(month))
        if not holds:
            raise NothingHeld(month=month)
        Acknowledgement.objects.bulk_create([Acknowledgement(hold=hold, reason=words, by=by, at=now) for hold in holds])
        audit.record(by=by, action="closing.acknowledged", subject=str(month), holds=len(holds), reason=words)
    return len(holds)


def close(*, month: Month, by: User, now: datetime, today: date) -> MonthClose:
    """Close the month for good and seal it, if every point of its checklist is done; the whole ledger is checked first.

    Raises NotAllowed, MonthNotOver, NotReady, and what the ledger refuses: AlreadyClosed, EarlierMonthOpen.
    """
    require(by, "ledger.close")
    if today < month.end:
        raise MonthNotOver(month=month)
    with transaction.atomic(), books():
        left = [one for one in checklist(month, today=today, depth=Depth.WHOLE) if one.is_open]
        if left:
            raise NotReady(month=month, count=len(left))
        closed = close_month(month=month, by=by, at=now)
        seal_now(kind=SealKind.CLOSE, name=str(month), by=by, now=now)
    return closed
