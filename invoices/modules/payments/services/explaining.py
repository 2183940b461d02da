"""Money that is no resident's payment: own transfers, payables paid, the bank's fees. Undone, the history stays."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.db import transaction
from django.db.models import Sum

from invoices.modules.ledger.public import Leg, post
from invoices.modules.payments.domain.channels import ACCOUNTS, EXPLAINED_BY, GOING_OUT, OWN, PAYABLES, Channel
from invoices.modules.payments.domain.errors import (
    AmountAboveZero,
    CannotExplain,
    EstateNeeded,
    NoLongerExplained,
    NotAnOwnAccount,
    NothingLeftToExplain,
    NotThisRefund,
    PartlySomebodys,
    ReasonNeeded,
)
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Explanation, Outgoing, Receipt, Refund
from invoices.modules.payments.services.matching import LOCK, OPEN, left_of
from invoices.modules.payments.services.posting import Calendar, between, going_out, waiting
from property_ops.framework import audit
from property_ops.framework.approval.domain import State
from property_ops.framework.locking import exclusively
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate


@dataclass(frozen=True, slots=True)
class Said:
    """So much of a payment out was for this: an account of `EXPLAINED_BY`, or 2241.05 with the refund it pays."""

    account: str
    amount: Yuan
    estate: Estate | None = None
    refund: int | None = None
    note: str = ""


def transfer_in(*, receipt: int, account: str, note: str, by: User, now: datetime, today: date) -> Receipt:
    """The receipt came from another account of ours: Dr 2241.01, Cr that account; it is nobody's payment.

    Raises NotAllowed, NotAnOwnAccount, PartlySomebodys.
    """
    require(by, "payments.match")
    with transaction.atomic(), exclusively(LOCK):
        found = Receipt.objects.get(pk=receipt)
        _check_own(account, found.channel)
        if found.state not in OPEN or left_of(found) != found.amount:
            raise PartlySomebodys(receipt=found.number)
        day = Calendar(today).day_for(found.posted_on)
        explained = Explanation.objects.create(
            receipt=found, account=account, amount=found.amount, note=note.strip()[:200], day=day, by=by, at=now
        )
        _post(explained, day, +1)
        _move(found, ReceiptState.TRANSFER)
        audit.record(by=by, action="payments.transferred", subject=found.number, account=account)
    return found


def explain(*, outgoing: int, said: Said, by: User, now: datetime, today: date) -> Explanation:
    """Say what so much of a payment out was for: Dr that account, Cr 2241.05.

    Raises NotAllowed, AmountAboveZero, CannotExplain, NotAnOwnAccount, EstateNeeded, NotThisRefund,
    NothingLeftToExplain.
    """
    require(by, "payments.match")
    with transaction.atomic(), exclusively(LOCK):
        found = Outgoing.objects.get(pk=outgoing)
        refund = _refund(found, said)
        estate = _estate(found, said)
        left = left_to_explain(found)
        if said.amount > left:
            raise NothingLeftToExplain(payment=found.transaction, left=left)
        day = Calendar(today).day_for(
            max(found.posted_on, refund.posted_on) if refund and refund.posted_on else found.posted_on
        )
        explained = Explanation.objects.create(
            outgoing=found, account=said.account, estate=estate, refund=refund, amount=said.amount,
            note=said.note.strip()[:200], day=day, by=by, at=now,
        )  # fmt: skip
        _post(explained, day, +1)
        audit.record(
            by=by, action="payments.explained", subject=found.transaction, account=said.account, amount=str(said.amount)
        )
    return explained


def undo_explanation(*, explanation: int, because: str, by: User, today: date) -> Explanation:
    """Taken back, posted today; the money waits again. Raises NotAllowed, ReasonNeeded, NoLongerExplained."""
    require(by, "payments.match")
    if not because.strip():
        raise ReasonNeeded()
    with transaction.atomic(), exclusively(LOCK):
        found = Explanation.objects.select_related("receipt", "outgoing", "estate", "refund").get(pk=explanation)
        if found.undone_on:
            raise NoLongerExplained()
        found.undone_on, found.undone_by, found.undone_because = today, by, because.strip()[:200]
        found.save(update_fields=["undone_on", "undone_by", "undone_because"])
        _post(found, today, -1)
        if found.receipt:
            _move(found.receipt, ReceiptState.WAITING)
        subject = found.receipt.number if found.receipt else cast(Outgoing, found.outgoing).transaction
        audit.record(by=by, action="payments.unexplained", subject=subject, because=because)
    return found


def left_to_explain(found: Outgoing) -> Yuan:
    """What of a payment out neither gives back a receipt nor is explained."""
    if found.receipt_id:
        return ZERO
    said = found.explanations.filter(undone_on=None).aggregate(sum=Sum("amount"))["sum"] or ZERO
    return found.amount - said


def _move(receipt: Receipt, state: ReceiptState) -> None:
    receipt.state = state
    receipt.save(update_fields=["state"])


def _check_own(account: str, channel: str) -> None:
    if account not in OWN or account == ACCOUNTS[Channel(channel)]:
        raise NotAnOwnAccount(account=account)


def _estate(found: Outgoing, said: Said) -> Estate | None:
    """The estate whose payable is paid; nothing else has one."""
    if said.amount <= ZERO:
        raise AmountAboveZero()
    if said.account in OWN:
        _check_own(said.account, found.channel)
    elif said.account not in EXPLAINED_BY and said.refund is None:
        raise CannotExplain(account=said.account)
    if said.account not in PAYABLES:
        return None
    if said.estate is None:
        raise EstateNeeded()
    return said.estate


def _refund(found: Outgoing, said: Said) -> Refund | None:
    """The refund that was approved to be paid through the bank, and is paid by all of the payment."""
    if said.refund is None:
        return None
    refund = Refund.objects.get(pk=said.refund)
    is_due = refund.state == State.APPROVED and refund.channel != Channel.CASH
    is_paid = refund.payments.filter(undone_on=None).exists()
    if said.account != GOING_OUT or not is_due or is_paid or not (refund.amount == found.amount == said.amount):
        raise NotThisRefund(refund=refund.number or refund.payee_name)
    return refund


def _post(explained: Explanation, day: date, sign: int) -> None:
    """With `sign` -1 what was posted is taken back."""
    fen = sign * explained.amount.fen
    month, memo, legs = _of_payment(explained, fen) if explained.outgoing_id else _of_receipt(explained, fen)
    word, memo = ("explained", memo) if sign > 0 else ("unexplained", f"撤销 {memo}")
    debit, credit = sorted(legs, key=lambda leg: -leg[-1])
    post([between(f"{word}/{explained.pk}", day, month.start, memo, debit, [credit])])


def _of_receipt(explained: Explanation, fen: int) -> tuple[Month, str, tuple[Leg, Leg]]:
    """Dr 2241.01, Cr the account that it came from."""
    receipt = cast(Receipt, explained.receipt)
    legs = waiting(receipt.number, fen), (explained.account, "", "", "", -fen)
    return Month.of(receipt.received_on), f"本单位转入 {receipt.number}", legs


def _of_payment(explained: Explanation, fen: int) -> tuple[Month, str, tuple[Leg, Leg]]:
    """Dr what it paid, Cr 2241.05."""
    paid = cast(Outgoing, explained.outgoing)
    estate = explained.estate.code if explained.estate else ""
    refund = explained.refund.number or "" if explained.refund else ""
    legs = (explained.account, estate, refund, "", fen), going_out(paid.transaction, Yuan(-fen))
    return Month.of(paid.paid_on), f"付款说明 {paid.payee_name or paid.memo}".strip()[:150], legs
