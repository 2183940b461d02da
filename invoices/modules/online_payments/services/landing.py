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
    COMMON_FUND,
    MISTYPED,
    MatchedAccount,
    MeantLine,
    MoneyMovement,
    PaymentChannel,
    Receipt,
    ReceiptState,
    SubledgerAccount,
    aim,
    code_receipt,
    record,
)
from invoices.modules.receivables.public import PayerAccount
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.modules.estates.public import Estate


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
    if order.estate is not None:
        return _of_the_owners(order, order.estate, paid, by, now, today)
    assert order.unit is not None
    assert order.tenure is not None
    lines = tuple(MeantLine(*row) for row in order.lines.order_by("pk").values_list("line_id", "amount"))
    known, party = _known(order, paid), str(order.tenure_id)
    if known is not None:
        aim(receipt=known, account=PayerAccount(order.unit.code, party), lines=lines, by=by, now=now, today=today)
        return known
    place = SubledgerAccount(order.unit.estate.code, order.unit.code, party)
    meant = MatchedAccount(order.unit.pk, order.unit.estate_id, place, order.tenure.name, lines, is_ordered=True)
    return _recorded(order, paid, meant, by, now, today)


def _of_the_owners(order: OnlineOrder, estate: Estate, paid: PaidFact, by: User, now: datetime, today: date) -> Receipt:
    """On the estate's common income at once, unless a person has said already what the receipt is."""
    receipt = _known(order, paid) or _recorded(order, paid, None, by, now, today)
    if receipt.state == ReceiptState.WAITING:
        code_receipt(receipt, account=COMMON_FUND, estate=estate, note=order.words, by=by, now=now, today=today)
    return receipt


def _known(order: OnlineOrder, paid: PaidFact) -> Receipt | None:
    told = Receipt.objects.exclude(MISTYPED)
    return told.filter(channel=order.channel, transaction=paid.transaction).first()


def _recorded(
    order: OnlineOrder, paid: PaidFact, meant: MatchedAccount | None, by: User, now: datetime, today: date
) -> Receipt:
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

    def chosen(movements: Sequence[MoneyMovement], _today: date) -> list[MatchedAccount | None]:
        return [meant for _ in movements]

    return record(movements=[movement], by=by, now=now, today=today, choose=chosen)[0]
