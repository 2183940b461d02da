"""Reopening a month: asked for by one person, decided by another, with a reason (docs/product.md rule 10)."""

from datetime import datetime

from django.db import IntegrityError, transaction

from invoices.modules.closing.domain.errors import AskedAlready, NobodyAsked, ReasonMissing
from invoices.modules.closing.models import Decision, Reopening
from invoices.modules.ledger.public import MonthClose, NotClosed, is_closed, reopen_month
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import SamePerson
from property_ops.kernel.period import Month

REASON = 200  # characters


def ask_reopening(*, month: Month, reason: str, by: User, now: datetime) -> Reopening:
    """Ask another person to reopen a closed month. Raises NotAllowed, ReasonMissing, NotClosed, AskedAlready."""
    require(by, "closing.ask_reopening")
    words = " ".join(reason.split())[:REASON]
    if not words:
        raise ReasonMissing()
    if not is_closed(month):
        raise NotClosed(month=month)
    try:
        with transaction.atomic():
            asked = Reopening.objects.create(month=month.start, reason=words, asked_by=by, asked_at=now)
            audit.record(by=by, action="closing.reopening_asked", subject=str(month), reason=words)
    except IntegrityError as error:
        raise AskedAlready(month=month) from error
    return asked


def reopen(*, month: Month, by: User, now: datetime) -> MonthClose:
    """Reopen the month that somebody else asked for. Raises NotAllowed, SamePerson, NobodyAsked, LaterMonthClosed."""
    require(by, "ledger.reopen")
    with transaction.atomic():
        asked = _asked(month, by)
        close = reopen_month(month=month, asked_by=asked.asked_by, by=by, at=now, reason=asked.reason)
        _decide(asked, Decision.REOPENED, by, now)
    return close


def refuse_reopening(*, month: Month, by: User, now: datetime) -> None:
    """The month stays closed. Raises NotAllowed, SamePerson, NobodyAsked."""
    require(by, "ledger.reopen")
    with transaction.atomic():
        _decide(_asked(month, by), Decision.REFUSED, by, now)
        audit.record(by=by, action="closing.reopening_refused", subject=str(month))


def _asked(month: Month, by: User) -> Reopening:
    waiting = Reopening.objects.select_for_update(of=("self",)).select_related("asked_by")
    asked = waiting.filter(month=month.start, state=Decision.WAITING).first()
    if asked is None:
        raise NobodyAsked(month=month)
    if asked.asked_by == by:
        raise SamePerson(user=str(by))
    return asked


def _decide(asked: Reopening, decision: Decision, by: User, now: datetime) -> None:
    asked.state, asked.decided_by, asked.decided_at = decision, by, now
    asked.save(update_fields=["state", "decided_by", "decided_at"])
