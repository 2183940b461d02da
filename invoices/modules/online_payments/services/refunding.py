"""Giving an online payment back the way it came: proposed, approved by another person, asked for, then booked."""

import secrets
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone

from invoices.modules.ledger.public import books
from invoices.modules.online_payments.connector.services import service_of
from invoices.modules.online_payments.domain.errors import AmountDiffers, NoSuchOrder, RefundNotPossible
from invoices.modules.online_payments.domain.states import OrderState
from invoices.modules.online_payments.domain.words import RefundWord
from invoices.modules.online_payments.models import OnlineOrder, OnlineRefund
from invoices.modules.online_payments.models.refund import AskedOutcome
from invoices.modules.payments.public import Disbursement, MoneyMovement, PaymentChannel, record
from property_ops.framework import audit
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.writing import with_reason


def propose_online_refund(*, order: OnlineOrder, amount: Yuan, reason: str, by: User, now: datetime) -> OnlineRefund:
    """Propose to give so much of a paid order back. Raises NotAllowed, ReasonMissing, RefundNotPossible."""
    require(by, "payments.refund", order)
    said = with_reason(reason)
    with transaction.atomic(), books():
        _refuse_too_much(order, amount)
        refund = OnlineRefund.objects.create(
            order=order,
            number=f"TZ{now:%Y%m%d}{secrets.token_hex(9)}",
            amount=amount,
            reason=said,
            prepared_by=by,
            prepared_at=now,
        )
        audit.record(by=by, action="online_payments.refund_proposed", subject=order.number, amount=str(amount))
    return refund


def approve_online_refund(*, refund: int, by: User, now: datetime) -> OnlineRefund:
    """From now on the service is asked for it. Raises NotAllowed, AlreadyDecided, SamePerson, RefundNotPossible."""
    with transaction.atomic(), books(), approving(OnlineRefund, refund, by=by, now=now) as found:
        _refuse_too_much(found.order, found.amount, beside=found.pk)
    return found


def carry_out(*, refund: OnlineRefund, by: User, now: datetime, today: date) -> None:
    """Ask the service for an approved refund, or how it stands; safe to repeat. Raises ServiceNotSet, ServiceFailed."""
    order = refund.order
    OnlineRefund.objects.filter(pk=refund.pk).update(asked_at=now)
    word = service_of(order.channel).give_back(
        refund=refund.number, transaction=order.transaction, amount=refund.amount, of=order.amount, reason=refund.reason
    )
    audit.record(by=None, action="online_payments.refund_asked", subject=order.number, refund=refund.number)
    take_refund_word(number=refund.number, word=word, by=by, now=now, today=today)


def carry_out_all(*, by: User, now: datetime, today: date) -> list[str]:
    """Every approved refund of which the service has not said that it is paid or failed; what went wrong."""
    wrong = []
    waiting = OnlineRefund.objects.filter(state=ApprovalState.APPROVED, outcome__in=("", AskedOutcome.UNDER_WAY))
    for refund in waiting.select_related("order__unit__estate").order_by("pk"):
        try:
            carry_out(refund=refund, by=by, now=now, today=today)
        except BusinessError as error:
            wrong.append(f"{refund.number}: {error.code}")
    return wrong


def take_refund_word(*, number: str, word: RefundWord, by: User, now: datetime, today: date) -> bool:
    """Note what the service says of a refund; paid, it is a payment out that gives the receipt back, once.

    Whether it is news. Raises NoSuchOrder for a refund that nobody approved, AmountDiffers.
    """
    with transaction.atomic(), books():
        refund = OnlineRefund.objects.select_for_update(of=("self",)).filter(number=number).first()
        if refund is None or refund.state != ApprovalState.APPROVED:
            raise NoSuchOrder(order=number)
        if word.amount not in (None, refund.amount):
            raise AmountDiffers(order=number, ordered=refund.amount, said=word.amount)
        if refund.outcome in (AskedOutcome.PAID, AskedOutcome.FAILED):
            return False
        if word.is_paid:
            _book(refund, word, by, now, today)
        states = {word.is_paid: AskedOutcome.PAID, word.is_failed: AskedOutcome.FAILED}
        refund.outcome = states.get(True, AskedOutcome.UNDER_WAY)
        refund.transaction = word.transaction
        refund.save(update_fields=["outcome", "transaction"])
        return True


def _book(refund: OnlineRefund, word: RefundWord, by: User, now: datetime, today: date) -> None:
    channel = PaymentChannel(refund.order.channel)
    if Disbursement.objects.filter(channel=channel, transaction=word.transaction).exists():
        return  # a bill of the service told of it before (rule 26)
    day = min(timezone.localtime(word.at).date(), today) if word.at else today
    movement = MoneyMovement(
        channel=channel,
        transaction=word.transaction,
        day=day,
        amount=refund.amount,
        is_out=True,
        refund_of=refund.order.transaction,
        memo=refund.reason,
        name=refund.order.tenure.name if refund.order.tenure else "",
    )
    record(movements=[movement], by=by, now=now, today=today)


def _refuse_too_much(order: OnlineOrder, amount: Yuan, *, beside: int = 0) -> None:
    """Of what was paid, what nobody proposed to give back and no bill says is given back already."""
    left, order = ZERO, OnlineOrder.objects.select_related("receipt").get(pk=order.pk)  # as it is under the lock
    if order.state == OrderState.PAID and order.receipt is not None:
        others = order.refunds.exclude(Q(state__in=NEVER_MIND) | Q(outcome=AskedOutcome.FAILED) | Q(pk=beside))
        mine = others.exclude(outcome=AskedOutcome.PAID).aggregate(sum=Sum("amount"))["sum"] or ZERO
        ever = others.aggregate(sum=Sum("amount"))["sum"] or ZERO  # what the owners' fund gives back is no receipt's
        left = min(order.receipt.amount - order.receipt.refunded - mine, order.amount - ever)
    if not ZERO < amount <= left:
        raise RefundNotPossible(order=order.number, left=left, amount=amount)
