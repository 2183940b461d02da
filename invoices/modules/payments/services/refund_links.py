"""A payment out that gives back a receipt, where its file did not say which: two persons say so (rule 10)."""

from datetime import date, datetime

from django.db import transaction

from invoices.modules.ledger.public import books
from invoices.modules.payments.domain.errors import CannotGiveBack, NoSuchReceipt, TiedAlready
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Disbursement, Receipt, RefundLink
from invoices.modules.payments.services.coding import left_to_code
from invoices.modules.payments.services.disbursements import link_refund
from invoices.modules.payments.services.posting import Calendar
from property_ops.framework import audit
from property_ops.framework.approval.domain import NEVER_MIND
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO
from property_ops.kernel.writing import with_reason

LOST = (ReceiptState.TRANSFER, ReceiptState.REVERSED)


def propose_refund_link(*, disbursement: int, receipt: str, reason: str, by: User, now: datetime) -> RefundLink:
    """Say that the payment gives back the receipt of this number.

    Raises NotAllowed, ReasonMissing, NoSuchReceipt, TiedAlready, CannotGiveBack.
    """
    require(by, "payments.refund")
    reason = with_reason(reason)
    with transaction.atomic(), books():
        found = Disbursement.objects.get(pk=disbursement)
        given_back = Receipt.objects.filter(number=receipt).first()
        if given_back is None:
            raise NoSuchReceipt(receipt=receipt)
        if found.refund_links.exclude(state__in=NEVER_MIND).exists():
            raise TiedAlready(payment=found.transaction)
        _check(found, given_back)
        said = RefundLink.objects.create(
            disbursement=found, receipt=given_back, reason=reason, prepared_by=by, prepared_at=now
        )
        audit.record(by=by, action="payments.refund_link_proposed", subject=found.transaction, receipt=receipt)
    return said


def approve_refund_link(*, link: int, by: User, now: datetime, today: date) -> RefundLink:
    """So much of the receipt is gone, and whoever it was matched with owes it again.

    Raises NotAllowed, AlreadyDecided, SamePerson, CannotGiveBack.
    """
    with transaction.atomic(), books(), approving(RefundLink, link, by=by, now=now) as found:
        _check(found.disbursement, found.receipt)
        link_refund(found.disbursement, found.receipt, calendar=Calendar(today), by=by, now=now, today=today)
    return found


def _check(disbursement: Disbursement, receipt: Receipt) -> None:
    """All of the payment is uncoded, and the receipt has so much that was not given back."""
    left = ZERO if receipt.state in LOST else receipt.amount - receipt.refunded
    if left_to_code(disbursement) != disbursement.amount or disbursement.amount > left:
        raise CannotGiveBack(
            payment=disbursement.transaction, amount=disbursement.amount, receipt=receipt.number, left=left
        )
