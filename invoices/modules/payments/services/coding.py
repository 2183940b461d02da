"""Money that is no resident's payment: own transfers, payables paid, the bank's fees. Undone, the history stays."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import cast

from django.db import transaction
from django.db.models import Sum

from invoices.modules.ledger.public import Leg, books, post
from invoices.modules.payments.domain.channels import (
    ACCOUNTS,
    CAME_FROM,
    CODING_ACCOUNTS,
    GOING_OUT,
    OF_AN_ESTATE,
    OWN,
    PAYABLES,
    SUPPLIERS,
    PaymentChannel,
)
from invoices.modules.payments.domain.errors import (
    AmountAboveZero,
    CannotCodePayment,
    EstateNeeded,
    NoLongerCoded,
    NotAnOwnAccount,
    NothingLeftToCode,
    NotOwed,
    NotThisRefund,
    PaidAlready,
    PartlySomebodys,
)
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Disbursement, DisbursementReversal, PaymentCoding, Receipt, Refund
from invoices.modules.payments.selectors.owed import owed_papers
from invoices.modules.payments.services.matching import OPEN, left_of
from invoices.modules.payments.services.posting import Calendar, between, going_out, waiting
from property_ops.framework import audit
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.slots import plugged_into
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.writing import with_reason, within
from property_ops.modules.estates.public import Estate


@dataclass(frozen=True, slots=True)
class PaymentCodingDraft:
    """So much of a payment out was for this: an account of `CODING_ACCOUNTS`, or 2241.05 with the refund it pays.

    `paper` is the number of what a supplier is owed by (2202): the estate is that paper's own.
    """

    account: str
    amount: Yuan
    estate: Estate | None = None
    refund: int | None = None
    note: str = ""
    paper: str = ""


def transfer_in(
    *, receipt: int, account: str, note: str, by: User, now: datetime, today: date, estate: Estate | None = None
) -> Receipt:
    """The receipt is no household's: from another account of ours, the street, a bank. Dr 2241.01, Cr that account.

    Raises NotAllowed, NotAnOwnAccount, EstateNeeded, PartlySomebodys.
    """
    require(by, "payments.match")
    with transaction.atomic(), books():
        found = Receipt.objects.get(pk=receipt)
        code_receipt(found, account=account, estate=estate, note=note, by=by, now=now, today=today)
        audit.record(by=by, action="payments.transferred", subject=found.number, account=account)
    return found


def code_receipt(
    found: Receipt, *, account: str, estate: Estate | None, note: str, by: User, now: datetime, today: date
) -> PaymentCoding:
    """All of a receipt that waits is on `account` from now on; inside the caller's transaction and lock.

    Raises NotAnOwnAccount, EstateNeeded, PartlySomebodys.
    """
    if account in OF_AN_ESTATE:
        estate = _needed(estate)
    elif account not in CAME_FROM:
        _check_own(account, found.channel)
    if found.state not in OPEN or left_of(found) != found.amount:
        raise PartlySomebodys(receipt=found.number)
    day = Calendar(today).day_for(found.posted_on)
    coded = PaymentCoding.objects.create(
        receipt=found,
        account=account,
        estate=estate if account in OF_AN_ESTATE else None,
        amount=found.amount,
        note=within(note, most=200),
        day=day,
        by=by,
        at=now,
    )
    _post(coded, day, +1)
    _move(found, ReceiptState.TRANSFER)
    return coded


def code_payment(*, disbursement: int, said: PaymentCodingDraft, by: User, now: datetime, today: date) -> PaymentCoding:
    """Say what so much of a payment out was for: Dr that account, Cr 2241.05.

    Raises NotAllowed, AmountAboveZero, CannotCodePayment, NotAnOwnAccount, EstateNeeded, NotThisRefund, NotOwed,
    PaidAlready, NothingLeftToCode.
    """
    require(by, "payments.match")
    with transaction.atomic(), books():
        found = Disbursement.objects.get(pk=disbursement)
        refund = _refund(found, said)
        said = _of_its_paper(said)
        estate = _estate(found, said)
        left = left_to_code(found)
        if said.amount > left:
            raise NothingLeftToCode(payment=found.transaction, left=left)
        day = Calendar(today).day_for(
            max(found.posted_on, refund.posted_on) if refund and refund.posted_on else found.posted_on
        )
        coded = PaymentCoding.objects.create(
            disbursement=found,
            account=said.account,
            estate=estate,
            refund=refund,
            paper=said.paper,
            amount=said.amount,
            note=within(said.note, most=200),
            day=day,
            by=by,
            at=now,
        )
        _post(coded, day, +1)
        audit.record(
            by=by, action="payments.coded", subject=found.transaction, account=said.account, amount=str(said.amount)
        )
    return coded


def undo_coding(*, coding: int, because: str, by: User, today: date) -> PaymentCoding:
    """Taken back, posted today; the money waits again.

    Raises NotAllowed, ReasonMissing, NoLongerCoded, and what slot `coding_checks` has against it.
    """
    require(by, "payments.match")
    why = with_reason(because)
    with transaction.atomic(), books():
        for check in plugged_into("coding_checks"):
            check(coding)
        return take_back_coding(coding, because=why, by=by, today=today)


def take_back_coding(coding: int, *, because: str, by: User, today: date) -> PaymentCoding:
    """As part of something that `by` may do, for which no more rights are asked. Raises NoLongerCoded."""
    found = PaymentCoding.objects.select_related("receipt", "disbursement", "estate", "refund").get(pk=coding)
    if found.undone_on:
        raise NoLongerCoded()
    found.undone_on, found.undone_by, found.undone_because = today, by, because
    found.save(update_fields=["undone_on", "undone_by", "undone_because"])
    _post(found, today, -1)
    if found.receipt:
        _move(found.receipt, ReceiptState.WAITING)
    subject = found.receipt.number if found.receipt else cast(Disbursement, found.disbursement).transaction
    audit.record(by=by, action="payments.uncoded", subject=subject, because=because)
    return found


def left_to_code(found: Disbursement) -> Yuan:
    """What of a payment out neither gives back a receipt nor is coded; nothing of one that was told twice."""
    if found.receipt_id or DisbursementReversal.objects.filter(disbursement=found).exists():
        return ZERO
    said = found.codings.filter(undone_on=None).aggregate(sum=Sum("amount"))["sum"] or ZERO
    return found.amount - said


def _move(receipt: Receipt, state: ReceiptState) -> None:
    receipt.state = state
    receipt.save(update_fields=["state"])


def _check_own(account: str, channel: str) -> None:
    if account not in OWN or account == ACCOUNTS[PaymentChannel(channel)]:
        raise NotAnOwnAccount(account=account)


def _estate(found: Disbursement, said: PaymentCodingDraft) -> Estate | None:
    """The estate whose payable is paid; most others have none."""
    if said.amount <= ZERO:
        raise AmountAboveZero()
    if said.account in OWN:
        _check_own(said.account, found.channel)
    elif said.account not in CODING_ACCOUNTS and said.refund is None:
        raise CannotCodePayment(account=said.account)
    return _needed(said.estate) if said.account in (*PAYABLES, *OF_AN_ESTATE) else None


def _of_its_paper(said: PaymentCodingDraft) -> PaymentCodingDraft:
    """With the estate of the paper that is paid, of which so much is still owed."""
    if not said.paper:
        return said
    owed = next((one for one in owed_papers() if one.number == said.paper), None)
    if owed is None or said.account != SUPPLIERS:
        raise NotOwed(paper=said.paper)
    if said.amount > owed.amount:
        raise PaidAlready(paper=said.paper, left=owed.amount)
    return replace(said, estate=owed.estate)


def _needed(estate: Estate | None) -> Estate:
    if estate is None:
        raise EstateNeeded()
    return estate


def _refund(found: Disbursement, said: PaymentCodingDraft) -> Refund | None:
    """The refund that was approved to be paid through the bank, and is paid by all of the payment."""
    if said.refund is None:
        return None
    refund = Refund.objects.get(pk=said.refund)
    is_due = refund.state == ApprovalState.APPROVED and refund.channel != PaymentChannel.CASH
    is_paid = refund.payments.filter(undone_on=None).exists()
    if said.account != GOING_OUT or not is_due or is_paid or not (refund.amount == found.amount == said.amount):
        raise NotThisRefund(refund=refund.number or refund.payee_name)
    return refund


def _post(coded: PaymentCoding, day: date, sign: int) -> None:
    """With `sign` -1 what was posted is taken back."""
    fen = sign * coded.amount.fen
    month, memo, legs = _of_payment(coded, fen) if coded.disbursement_id else _of_receipt(coded, fen)
    word, memo = ("coded", memo) if sign > 0 else ("uncoded", f"撤销 {memo}")
    debit, credit = sorted(legs, key=lambda leg: -leg.fen)
    post([between(f"{word}/{coded.pk}", day, month.start, memo, debit, [credit])])


def _of_receipt(coded: PaymentCoding, fen: int) -> tuple[Month, str, tuple[Leg, Leg]]:
    """Dr 2241.01, Cr the account that it came from."""
    receipt = cast(Receipt, coded.receipt)
    legs = waiting(receipt.number, fen), Leg(coded.account, coded.estate.code if coded.estate else "", fen=-fen)
    words = "本单位转入" if coded.account in OWN else "非业主缴费"
    return Month.of(receipt.received_on), f"{coded.note or words} {receipt.number}"[:150], legs


def _of_payment(coded: PaymentCoding, fen: int) -> tuple[Month, str, tuple[Leg, Leg]]:
    """Dr what it paid, Cr 2241.05."""
    paid = cast(Disbursement, coded.disbursement)
    estate = coded.estate.code if coded.estate else ""
    refund = coded.refund.number or "" if coded.refund else ""
    legs = Leg(coded.account, estate, refund, fen=fen), going_out(paid.identity, Yuan(-fen))
    return Month.of(paid.paid_on), f"付款说明 {paid.payee_name or paid.memo}".strip()[:150], legs
