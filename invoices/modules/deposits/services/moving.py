"""Deposits that nobody takes over the counter: taken over with the books, or handed over with the unit.

The caller holds the books and posts; here it is written down whose deposit it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from invoices.modules.deposits import selectors
from invoices.modules.deposits.domain.errors import DepositSpokenFor, DepositUsed
from invoices.modules.deposits.models import Deposit
from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Tenure, Unit


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A row of the list of deposits with which the books began."""

    unit: Unit
    payer: Tenure
    amount: Yuan
    about: str


def take_over(*, opening: str, rows: Iterable[TakenOver], day: date, by: User, now: datetime) -> None:
    """Within approve_opening."""
    for row in rows:
        Deposit.objects.create(
            number=Deposit.series.next(day.year),
            unit=row.unit,
            payer=row.payer,
            kind=selectors.kind_meant(row.about),
            amount=row.amount,
            day=day,
            about=row.about,
            opening=opening,
            taken_by=by,
            taken_at=now,
        )


def give_up(*, opening: str, because: str, by: User, today: date) -> None:
    """Within undo_opening. Raises DepositUsed, DepositSpokenFor."""
    for deposit in selectors.with_left(Deposit.objects.filter(opening=opening, undone_on=None)):
        if deposit.left != deposit.amount:
            raise DepositUsed(number=deposit.number)
        _refuse_spoken_for(deposit)
        Deposit.objects.filter(pk=deposit.pk).update(undone_on=today, undone_by=by, undone_because=because)


def hand_over(*, seller: Tenure, buyer: Tenure, by: User, now: datetime, today: date) -> None:
    """All that the seller holds at the unit is the buyer's; within approve_owner_change. Raises DepositSpokenFor."""
    for deposit in selectors.held_deposits(seller.unit, str(seller.pk)):
        _refuse_spoken_for(deposit)
        Deposit.objects.create(
            number=Deposit.series.next(today.year),
            unit=deposit.unit,
            payer=buyer,
            kind=deposit.kind,
            amount=deposit.left,
            day=today,
            about=deposit.about,
            was=deposit,
            taken_by=by,
            taken_at=now,
        )


def _refuse_spoken_for(deposit: Deposit) -> None:
    if deposit.free != deposit.left:  # type: ignore[attr-defined]
        raise DepositSpokenFor(number=deposit.number)
