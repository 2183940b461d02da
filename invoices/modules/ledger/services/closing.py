"""Closing and reopening a month of the whole ledger (docs/product.md rules 10 and 11)."""

from datetime import datetime

from django.db import transaction

from invoices.modules.ledger import selectors
from invoices.modules.ledger.domain.errors import (
    AlreadyClosed,
    EarlierMonthOpen,
    LaterMonthClosed,
    NotClosed,
    ReasonMissing,
)
from invoices.modules.ledger.models import MonthClose
from property_ops.framework import audit
from property_ops.framework.locking import exclusively
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import SamePerson
from property_ops.kernel.period import Month


def close_month(*, month: Month, by: User, at: datetime) -> MonthClose:
    """From now on nothing is posted into `month`. Raises NotAllowed, AlreadyClosed, EarlierMonthOpen."""
    require(by, "ledger.close")
    with transaction.atomic(), exclusively("ledger"):
        closed = selectors.closed_months()
        if month in closed:
            raise AlreadyClosed(month=month)
        still_open = [earlier for earlier in selectors.months_posted_in(before=month) if earlier not in closed]
        if still_open:
            raise EarlierMonthOpen(month=month, earlier=still_open[0])
        head = selectors.head()
        close = MonthClose.objects.create(
            month=month.start, until=month.end, closed_by=by, closed_at=at,
            head_number=head.number, head_digest=head.digest,
        )  # fmt: skip
        audit.record(by=by, action="ledger.month_closed", subject=str(month), head=head.digest)
    return close


def reopen_month(*, month: Month, asked_by: User, by: User, at: datetime, reason: str) -> MonthClose:
    """Let entries be posted into `month` again: asked for by one person, done by another, with a reason.

    Raises NotAllowed, SamePerson, ReasonMissing, NotClosed, LaterMonthClosed.
    """
    require(by, "ledger.reopen")
    if asked_by == by:
        raise SamePerson(user=str(by))
    if not reason.strip():
        raise ReasonMissing(month=month)
    with transaction.atomic(), exclusively("ledger"):
        closed = selectors.closed_months()
        if month not in closed:
            raise NotClosed(month=month)
        if max(closed) > month:
            raise LaterMonthClosed(month=month, later=max(closed))
        close = MonthClose.objects.select_for_update().get(month=month.start, reopened_at=None)
        close.reopening_asked_by, close.reopened_by, close.reopened_at = asked_by, by, at
        close.reason = reason.strip()
        close.save()
        audit.record(
            by=by, action="ledger.month_reopened", subject=str(month), asked_by=asked_by.username, reason=close.reason
        )
    return close
