"""A payment out that gives back a receipt, where its file did not say which: two persons say so (rule 10)."""

from datetime import date, datetime

from django.db import transaction

from invoices.modules.payments.domain.errors import CannotGiveBack, NoSuchReceipt, ReasonNeeded, TiedAlready
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Outgoing, Receipt, Tie
from invoices.modules.payments.services.explaining import left_to_explain
from invoices.modules.payments.services.matching import LOCK
from invoices.modules.payments.services.outgoing import tie
from invoices.modules.payments.services.posting import Calendar
from property_ops.framework import audit
from property_ops.framework.approval.domain import NEVER_MIND
from property_ops.framework.approval.services import approving
from property_ops.framework.locking import exclusively
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO

LOST = (ReceiptState.TRANSFER, ReceiptState.REVERSED)


def propose_tie(*, outgoing: int, receipt: str, reason: str, by: User, now: datetime) -> Tie:
    """Say that the payment gives back the receipt of this number.

    Raises NotAllowed, ReasonNeeded, NoSuchReceipt, TiedAlready, CannotGiveBack.
    """
    require(by, "payments.refund")
    if not reason.strip():
        raise ReasonNeeded()
    with transaction.atomic(), exclusively(LOCK):
        found = Outgoing.objects.get(pk=outgoing)
        given_back = Receipt.objects.filter(number=receipt).first()
        if given_back is None:
            raise NoSuchReceipt(receipt=receipt)
        if found.ties.exclude(state__in=NEVER_MIND).exists():
            raise TiedAlready(payment=found.transaction)
        _check(found, given_back)
        said = Tie.objects.create(
            outgoing=found, receipt=given_back, reason=reason.strip()[:200], prepared_by=by, prepared_at=now
        )
        audit.record(by=by, action="payments.tie_proposed", subject=found.transaction, receipt=receipt)
    return said


def approve_tie(*, tied: int, by: User, now: datetime, today: date) -> Tie:
    """So much of the receipt is gone, and whoever it was matched with owes it again.

    Raises NotAllowed, AlreadyDecided, SamePerson, CannotGiveBack.
    """
    with transaction.atomic(), exclusively(LOCK), approving(Tie, tied, by=by, now=now) as found:
        _check(found.outgoing, found.receipt)
        tie(found.outgoing, found.receipt, calendar=Calendar(today), by=by, now=now, today=today)
    return found


def _check(outgoing: Outgoing, receipt: Receipt) -> None:
    """All of the payment is unexplained, and the receipt has so much that was not given back."""
    left = ZERO if receipt.state in LOST else receipt.amount - receipt.refunded
    if left_to_explain(outgoing) != outgoing.amount or outgoing.amount > left:
        raise CannotGiveBack(payment=outgoing.transaction, amount=outgoing.amount, receipt=receipt.number, left=left)
