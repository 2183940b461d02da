"""Taking a deposit: money over the counter, or a receipt that waits; from 1122 to 2241.04 in the same transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from invoices.modules.deposits import selectors
from invoices.modules.deposits.domain.errors import (
    DepositNeedsAmount,
    DepositUsed,
    NoSuchReceipt,
    NotTakenHere,
    NotThisPayer,
)
from invoices.modules.deposits.models import Deposit, DepositKind
from invoices.modules.deposits.services.entries import post_held
from invoices.modules.deposits.services.providers import undo_of_provider
from invoices.modules.ledger.public import RECEIVABLE, books
from invoices.modules.payments.public import MoneyMovement, Receipt, Share, enter, match
from invoices.modules.receivables.public import Credit, put_back, withdraw
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import SamePerson
from property_ops.kernel.money import ZERO
from property_ops.kernel.writing import with_reason
from property_ops.modules.estates.public import Tenure, Unit

TAKE, UNDO = "deposits.take", "deposits.approve"


@dataclass(frozen=True, slots=True)
class GivenDeposit:
    """Who of a unit gives a deposit, and what for."""

    unit: Unit
    payer: Tenure
    kind: DepositKind
    about: str = ""


def take_deposit(*, given: GivenDeposit, movement: MoneyMovement, by: User, now: datetime, today: date) -> Deposit:
    """Money that comes now is a deposit; it pays no bill. Raises NotAllowed, DepositNeedsAmount, NotThisPayer, and as
    `payments.enter`."""

    def received() -> Receipt:
        return enter(
            movement=movement,
            unit_code=given.unit.code,
            party=str(given.payer.pk),
            by=by,
            now=now,
            today=today,
            is_set_aside=True,
        )

    return _take(given, received, by, now) if movement.amount > ZERO else _nothing()


def turn_into_deposit(
    *, given: GivenDeposit, receipt_number: str, share: Share, by: User, now: datetime, today: date
) -> Deposit:
    """So much of a receipt that waits is a deposit; the rest goes on waiting.

    Raises NotAllowed, DepositNeedsAmount, NotThisPayer, NoSuchReceipt, and as `payments.match`.
    """

    def received() -> Receipt:
        found = Receipt.objects.filter(number=receipt_number).first()
        if found is None:
            raise NoSuchReceipt(number=receipt_number)
        return match(receipt=found.pk, shares=[share], by=by, now=now, today=today, is_set_aside=True)

    return _take(given, received, by, now) if share.amount > ZERO else _nothing()


def undo_deposit(*, deposit_id: int, because: str, by: User, today: date) -> Deposit:
    """What was taken as a deposit by mistake is an advance of the account again, a provider's a receipt that waits: by
    another than who took it.

    Raises NotAllowed, ReasonMissing, SamePerson, NotTakenHere, DepositUsed.
    """
    with transaction.atomic(), books():
        rows = Deposit.objects.select_for_update(of=("self",)).select_related("unit__estate", "provider")
        deposit = rows.get(pk=deposit_id)
        require(by, UNDO, deposit)
        said = with_reason(because)
        if deposit.taken_by_id == by.pk:
            raise SamePerson(user=str(by))
        if deposit.credit_id is None and deposit.coding_id is None:
            raise NotTakenHere(number=deposit.number)
        if selectors.with_left(Deposit.objects.filter(pk=deposit.pk)).get().free != deposit.amount:
            raise DepositUsed(number=deposit.number)
        if deposit.credit_id is None:
            undo_of_provider(deposit, because=said, by=by, today=today)
        else:
            source = f"deposit_undone/{deposit.number}"
            _post(deposit, source, today, -deposit.amount.fen, "撤销押金")
            put_back(credit_id=deposit.credit_id, amount=deposit.amount, on=today, by=by, cause=source)
        deposit.undone_on, deposit.undone_by, deposit.undone_because = today, by, said
        deposit.save(update_fields=["undone_on", "undone_by", "undone_because"])
        audit.record(by=by, action="deposits.undone", subject=deposit.number, because=said)
    return deposit


def _nothing() -> Deposit:
    raise DepositNeedsAmount()


def _take(given: GivenDeposit, received: Callable[[], Receipt], by: User, now: datetime) -> Deposit:
    require(by, TAKE, given.unit)
    with transaction.atomic(), books():
        if given.payer.unit_id != given.unit.pk:
            raise NotThisPayer(name=given.payer.name, unit=given.unit.code)
        part = received().matches.order_by("-sequence").first()
        assert part is not None
        credit = Credit.objects.get(pk=part.credit_id)
        deposit = Deposit.objects.create(
            number=Deposit.series.next(credit.day.year),
            unit=given.unit,
            payer=given.payer,
            kind=given.kind,
            amount=credit.amount,
            day=credit.day,
            about=given.about.strip(),
            credit=credit,
            taken_by=by,
            taken_at=now,
        )
        source = f"deposit/{deposit.number}"
        _post(deposit, source, deposit.day, deposit.amount.fen, f"收押金 {given.kind.name}")
        withdraw(credit_id=credit.pk, amount=credit.amount, on=deposit.day, by=by, cause=source)
        audit.record(by=by, action="deposits.taken", subject=deposit.number, unit=given.unit.code)
    return deposit


def _post(deposit: Deposit, source: str, day: date, fen: int, words: str) -> None:
    post_held(deposit, source, day, fen, words, against=(RECEIVABLE, *deposit.place))
