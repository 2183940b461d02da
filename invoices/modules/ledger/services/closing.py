"""Closing and reopening a month of the whole ledger (docs/product.md rules 10 and 11)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from invoices.modules.ledger import selectors
from invoices.modules.ledger.domain.errors import (
    AlreadyClosed,
    AskedAlready,
    EarlierMonthOpen,
    LaterMonthClosed,
    NobodyAsked,
    NotClosed,
)
from invoices.modules.ledger.models import MonthClose, Reopening
from invoices.modules.ledger.services.books import books
from invoices.modules.ledger.services.sums import sum_up, take_back
from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.events import Event, EventKind, announce
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.table_statistics import count_anew
from property_ops.kernel.period import Month
from property_ops.kernel.writing import with_reason

MONTH_CLOSED = EventKind("month.closed", _("a month was closed"))
"""Of slot `event_kinds`; it is of the whole company."""


def close_month(*, month: Month, by: User, at: datetime) -> MonthClose:
    """From now on nothing is posted into `month`. Raises NotAllowed, AlreadyClosed, EarlierMonthOpen."""
    require(by, "ledger.close")
    with transaction.atomic(), books():
        closed = selectors.closed_months()
        if month in closed:
            raise AlreadyClosed(month=month)
        if still_open := selectors.open_months(before=month):
            raise EarlierMonthOpen(month=month, earlier=still_open[0])
        head = selectors.head()
        close = MonthClose.objects.create(
            month=month.start,
            until=month.end,
            closed_by=by,
            closed_at=at,
            head_number=head.number,
            head_digest=head.digest,
        )
        sum_up(close)
        count_anew()
        audit.record(by=by, action="ledger.month_closed", subject=str(month), head=head.digest)
        facts = {"month": str(month), "head": head.digest}
        announce(MONTH_CLOSED, lambda: [Event(f"month/{month}", facts=facts)])
    return close


def ask_reopening(*, month: Month, reason: str, by: User, now: datetime) -> Reopening:
    """Ask another person to reopen a closed month. Raises NotAllowed, ReasonMissing, NotClosed, AskedAlready."""
    require(by, Reopening.rights.prepare)
    words = with_reason(reason)
    close = MonthClose.objects.filter(month=month.start, reopened_at=None).first()
    if close is None:
        raise NotClosed(month=month)
    try:
        with transaction.atomic():
            asked = Reopening.objects.create(close=close, reason=words, prepared_by=by, prepared_at=now)
            audit.record(by=by, action="ledger.reopening_asked", subject=str(month), reason=words)
    except IntegrityError as error:
        raise AskedAlready(month=month) from error
    return asked


def reopen_month(*, month: Month, by: User, now: datetime) -> MonthClose:
    """Let entries be posted into `month` again, as somebody else asked for.

    Raises NotAllowed, SamePerson, NotClosed, NobodyAsked, LaterMonthClosed.
    """
    with transaction.atomic(), books():
        closed = selectors.closed_months()
        if month not in closed:
            raise NotClosed(month=month)
        asked = selectors.asked_reopening(month)
        if asked is None:
            raise NobodyAsked(month=month)
        if max(closed) > month:
            raise LaterMonthClosed(month=month, later=max(closed))
        with approving(Reopening, asked.pk, by=by, now=now) as agreed:
            close = agreed.close
        close.reopened_at = now
        close.save(update_fields=["reopened_at"])
        take_back(close)
    return close
