"""A payment that a service has told of and was believed becomes a receipt: once, however often it is told."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from invoices.modules.ledger.public import books
from invoices.modules.online_payments.domain.errors import AmountDiffers, NoSuchOrder, OrderPaidOtherwise
from invoices.modules.online_payments.domain.states import ORDER_MOVES, OrderMove, OrderState
from invoices.modules.online_payments.domain.words import PaidFact
from invoices.modules.online_payments.models import OnlineOrder
from invoices.modules.online_payments.services.ordering import words_of
from invoices.modules.payments.public import (
    MISTYPED,
    MatchedAccount,
    MeantLine,
    MoneyMovement,
    PaymentChannel,
    Receipt,
    SubledgerAccount,
    aim,
    record,
)
from invoices.modules.receivables.public import PayerAccount
from property_ops.framework import audit
from property_ops.framework.models import User


def land(*, paid: PaidFact, channel: PaymentChannel, by: User, now: datetime, today: date) -> tuple[OnlineOrder, bool]:
    """The order, and whether it is paid by this telling; a later one of the same payment changes nothing.

    Money that a bill of the service told of before is the same receipt (rule 26), and pays what was ordered.
    Raises NoSuchOrder, AmountDiffers, OrderPaidOtherwise: then nothing is booked.
    """
    with transaction.atomic(), books():
        order = OnlineOrder.objects.select_for_update(of=("self",)).filter(number=paid.order, channel=channel).first()
        if order is None:
            raise NoSuchOrder(order=paid.order)
        if order.amount != paid.amount:
            raise AmountDiffers(order=order.number, ordered=order.amount, said=paid.amount)
        if order.state == OrderState.PAID:
            if order.transaction != paid.transaction:
                raise OrderPaidOtherwise(order=order.number, known=order.transaction, said=paid.transaction)
            return order, False
        order.receipt = _receipt(order, paid, by, now, today)
        order.state = ORDER_MOVES.after(OrderState(order.state), OrderMove.PAY, thing=order.number)
        order.transaction, order.paid_at = paid.transaction, paid.at
        order.save()
        audit.record(by=None, action="online_payments.paid", subject=order.number, receipt=order.receipt.number)
    return order, True


def _receipt(order: OnlineOrder, paid: PaidFact, by: User, now: datetime, today: date) -> Receipt:
    lines = tuple(MeantLine(*row) for row in order.lines.order_by("pk").values_list("line_id", "amount"))
    told = Receipt.objects.exclude(MISTYPED)
    known = told.filter(channel=order.channel, transaction=paid.transaction).first()
    party = str(order.tenure_id)
    if known is not None:
        aim(receipt=known, account=PayerAccount(order.unit.code, party), lines=lines, by=by, now=now, today=today)
        return known
    at = timezone.localtime(paid.at)
    movement = MoneyMovement(
        channel=PaymentChannel(order.channel),
        transaction=paid.transaction,
        day=min(at.date(), today),
        amount=paid.amount,
        at=at.time().replace(microsecond=0),
        account=paid.payer,
        memo=words_of(order),
    )
    place = SubledgerAccount(order.unit.estate.code, order.unit.code, party)
    meant = MatchedAccount(order.unit_id, order.unit.estate_id, place, order.tenure.name, lines, is_ordered=True)

    def chosen(movements: Sequence[MoneyMovement], _today: date) -> list[MatchedAccount | None]:
        return [meant for _ in movements]

    return record(movements=[movement], by=by, now=now, today=today, choose=chosen)[0]
