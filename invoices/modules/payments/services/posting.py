"""What the ledger is told of receipts. Nothing here decides; every caller is inside its transaction."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from invoices.modules.ledger.public import RECEIVABLE, EntryDraft, Leg, closed_months
from invoices.modules.payments.domain.channels import ACCOUNTS, FEES, GOING_OUT, UNMATCHED, PaymentChannel
from invoices.modules.payments.domain.movements import MoneyMovement
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month


class SubledgerAccount(NamedTuple):
    """An account of 1122: estate code, unit code, party."""

    estate: str
    unit_code: str
    party: str

    def leg(self, fen: int) -> Leg:
        return Leg(RECEIVABLE, self.estate, self.unit_code, self.party, fen)


class Calendar:
    """On which day something is posted: on its own, or today if its month is closed (docs/product.md rule 11)."""

    def __init__(self, today: date) -> None:
        self._today, self._closed = today, closed_months()

    def day_for(self, day: date) -> date:
        return self._today if Month.of(day) in self._closed else day


def waiting(number: str, fen: int) -> Leg:
    """The leg of what is not known yet for whom: one sub-ledger per receipt."""
    return Leg(UNMATCHED, subledger=number, fen=fen)


def received(movement: MoneyMovement, number: str, posted_on: date, credited: Sequence[Leg]) -> EntryDraft:
    """Dr cash or bank; Cr `credited`. The channel's fee is kept apart, so that what came in is seen in full."""
    account = ACCOUNTS[movement.channel]
    return EntryDraft(
        source=f"receipt/{number}",
        posted_on=posted_on,
        month=Month.of(movement.day).start,
        memo=f"收款 {number}",
        legs=(Leg(account, fen=movement.amount.fen), *credited, *fee_legs(account, movement.fee)),
    )


def paid_out(movement: MoneyMovement, source: str, posted_on: date, debited: Leg) -> EntryDraft:
    """Dr `debited`; Cr cash or bank, and what it cost."""
    account = ACCOUNTS[movement.channel]
    return EntryDraft(
        source=source,
        posted_on=posted_on,
        month=Month.of(movement.day).start,
        memo=f"付款 {movement.name or movement.memo}".strip()[:200],
        legs=(debited, Leg(account, fen=-movement.amount.fen), *fee_legs(account, movement.fee)),
    )


def fee_legs(account: str, fee: Yuan) -> tuple[Leg, ...]:
    """What the channel kept of a movement on `account`; below zero, what it gave back."""
    return (Leg(FEES, fen=fee.fen), Leg(account, fen=-fee.fen)) if fee else ()


def between(source: str, day: date, month: date, memo: str, debit: Leg, credits: Sequence[Leg]) -> EntryDraft:
    """Dr one, Cr others."""
    return EntryDraft(source=source, posted_on=day, month=month, memo=memo, legs=(debit, *credits))


def fen_of(amount: Yuan | None) -> int | None:
    """As a column holds it; a balance of nothing is one, too."""
    return None if amount is None else amount.fen


def going_out(identity: str, amount: Yuan) -> Leg:
    """The leg of what went out and is not coded yet: one sub-ledger per disbursement."""
    return Leg(GOING_OUT, subledger=identity, fen=amount.fen)


def cash_account(channel: str) -> str:
    return ACCOUNTS[PaymentChannel(channel)]
