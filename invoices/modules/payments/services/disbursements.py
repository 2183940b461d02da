"""Money that went out: refunds of known receipts take from these; all else waits on 2241.05: the bank ties."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from invoices.modules.ledger.public import EntryDraft, Leg, post
from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Disbursement, PaymentCoding, Receipt
from invoices.modules.payments.models.match import How
from invoices.modules.payments.selectors.parties import parties_of
from invoices.modules.payments.services.matching import Share, assign, left_of, reverse_matches, settle_state
from invoices.modules.payments.services.posting import (
    Calendar,
    between,
    cash_account,
    fee_legs,
    fen_of,
    going_out,
    paid_out,
    waiting,
)
from property_ops.framework.bulk import insert_columns, reserve_ids, slices
from property_ops.framework.models import User
from property_ops.kernel.apportionment import step_of
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month

GIVEN_BACK = "渠道退款"
CHUNK = 10_000
"""Entries posted at a time."""


def record_disbursements(
    movements: Sequence[MoneyMovement], *, by: User, now: datetime, today: date, file: str
) -> None:
    """Store and post what went out. Inside the caller's transaction and lock."""
    calendar = Calendar(today)
    going = [_Going(movement, calendar.day_for(movement.day)) for movement in movements if not movement.refund_of]
    for some in slices(going, CHUNK):
        post([_entry(one, going_out(one.movement.identity, one.movement.amount)) for one in some])
    for movement in movements:
        if movement.refund_of:
            going.append(_refund(movement, calendar, by=by, now=now, today=today))
    _store(going, by, now, file)


class _Going(NamedTuple):
    """A payment out as it is posted; `receipt` is what it gives back."""

    movement: MoneyMovement
    posted_on: date
    receipt: Receipt | None = None


def _refund(movement: MoneyMovement, calendar: Calendar, *, by: User, now: datetime, today: date) -> _Going:
    """Posted, and taken from the receipt if that is known."""
    receipt, posted_on = (
        _refundable(movement.channel, movement.refund_of, movement.amount),
        calendar.day_for(movement.day),
    )
    if receipt is None:
        found = _Going(movement, posted_on)
        post([_entry(found, going_out(movement.identity, movement.amount))])
        return found
    fee = fee_given_back(receipt, amount=movement.amount, said=movement.fee)
    found = _Going(replace(movement, fee=fee), calendar.day_for(max(posted_on, receipt.posted_on)), receipt)
    give_back(receipt, movement.amount, by=by, now=now, today=today)
    post([_entry(found, waiting(receipt.number, movement.amount.fen))])
    return found


def _entry(going: _Going, debited: Leg) -> EntryDraft:
    source = f"disbursement/{going.movement.channel}/{going.movement.identity}"
    return paid_out(going.movement, source, going.posted_on, debited)


def _store(going: Sequence[_Going], by: User, now: datetime, file: str) -> None:
    movements = [one.movement for one in going]
    ids = reserve_ids(Disbursement, len(going))
    twins = {movement.twin for movement in movements if movement.twin}
    known = {(str(one.channel), one.identity): pk for pk, one in zip(ids, movements, strict=True)} if twins else {}
    recorded = Disbursement.objects.filter(identity__among=[identity for _channel, identity in twins])
    known |= {(channel, identity): pk for channel, identity, pk in recorded.values_list("channel", "identity", "pk")}
    insert_columns(
        Disbursement,
        {
            "id": ids,
            "channel": [str(movement.channel) for movement in movements],
            "transaction": [movement.transaction for movement in movements],
            "identity": [movement.identity for movement in movements],
            "own_account": [movement.own_account for movement in movements],
            "balance": [fen_of(movement.balance) for movement in movements],
            "refund_of": [movement.refund_of for movement in movements],
            "receipt": [one.receipt and one.receipt.pk for one in going],
            "amount": [movement.amount.fen for movement in movements],
            "fee": [movement.fee.fen for movement in movements],
            "paid_on": [movement.day for movement in movements],
            "paid_at": [movement.at and movement.at.isoformat() for movement in movements],
            "payee_name": [movement.name for movement in movements],
            "payee_account": [movement.account for movement in movements],
            "memo": [movement.memo for movement in movements],
            "file": file[:120],
            "posted_on": [one.posted_on for one in going],
            "twin": [known[movement.twin] if movement.twin else None for movement in movements],
            "recorded_by": by.pk,
            "recorded_at": now,
        },
        rows=len(going),
    )


def fee_given_back(receipt: Receipt, *, amount: Yuan, said: Yuan) -> Yuan:
    """The fee as the service says, or to the fen so that the fees of a receipt's refunds are together the fee it took.

    A service writes fees with five decimals, which each refund rounds anew. Where it keeps its fee, it is kept.
    """
    left = -step_of(receipt.whole_fee, before=receipt.refunded.fen, step=amount.fen, of=receipt.amount.fen)
    return left if said and abs(left.fen - said.fen) <= 1 else said


def link_earlier_refunds(transactions: Sequence[str], *, by: User, now: datetime, today: date) -> None:
    """Refunds that were known before the receipts they give back: from 2241.05 to the receipt."""
    calendar = Calendar(today)
    known = {transaction for transaction in transactions if transaction}
    coded = PaymentCoding.objects.filter(undone_on=None, disbursement__isnull=False).values("disbursement")
    uncoded = Disbursement.objects.filter(receipt=None, reversal=None).exclude(pk__in=coded)
    for refund in uncoded.exclude(refund_of="").order_by("pk"):
        if refund.refund_of not in known:
            continue
        receipt = _refundable(refund.channel, refund.refund_of, refund.amount)
        if receipt:
            link_refund(refund, receipt, calendar=calendar, by=by, now=now, today=today)


def link_refund(
    refund: Disbursement, receipt: Receipt, *, calendar: Calendar, by: User, now: datetime, today: date
) -> None:
    """From 2241.05 to the receipt that it gives back, with the fee as it is among that receipt's refunds.

    Inside the caller's transaction and lock.
    """
    month = Month.of(refund.paid_on).start
    day = calendar.day_for(max(refund.posted_on, receipt.posted_on))
    fee = fee_given_back(receipt, amount=refund.amount, said=refund.fee)
    out = [going_out(refund.identity, -refund.amount), *fee_legs(cash_account(refund.channel), fee - refund.fee)]
    source = f"given_back/{refund.channel}/{refund.identity}"[:80]
    post([between(source, day, month, GIVEN_BACK, waiting(receipt.number, refund.amount.fen), out)])
    give_back(receipt, refund.amount, by=by, now=now, today=today)
    refund.receipt, refund.fee = receipt, fee
    refund.save(update_fields=["receipt", "fee"])


def give_back(receipt: Receipt, amount: Yuan, *, by: User, now: datetime, today: date) -> None:
    """So much of the receipt is gone. If it was matched, the account loses it, and keeps the rest."""
    undone = reverse_matches(receipt, because=GIVEN_BACK, by=by, today=today) if left_of(receipt) < amount else []
    receipt.refunded += amount
    receipt.save(update_fields=["refunded"])
    settle_state(receipt)
    rest = left_of(receipt)
    if undone and rest and len(undone) == 1:
        one = undone[0]
        party = next(who for who in parties_of([one.unit_id], on=today)[one.unit_id] if who.party == one.party)
        share = Share(one.unit.code, one.party, rest)
        assign(receipt, [(share, (one.unit, party))], by=by, now=now, today=today, how=How.REST)


def _refundable(channel: str, transaction: str, amount: Yuan) -> Receipt | None:
    """The receipt of the transaction, if so much of it was not given back yet."""
    if not transaction:
        return None
    receipts = Receipt.objects.exclude(state__in=(ReceiptState.TRANSFER, ReceiptState.REVERSED))
    found = receipts.filter(channel=channel, transaction=transaction).first()
    return found if found and found.amount - found.refunded - amount >= ZERO else None
