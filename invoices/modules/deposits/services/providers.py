"""Deposits of providers: from a receipt to 2241.04 over 2241.09, and back the same way (ADR 0101)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from invoices.modules.deposits.domain.errors import DepositNeedsAmount, DepositRestsOnIt, NoSuchReceipt
from invoices.modules.deposits.domain.uses import BETWEEN, PENALTIES, UseKind
from invoices.modules.deposits.models import Deposit, DepositKind, DepositUse
from invoices.modules.deposits.services.entries import post_held
from invoices.modules.ledger.public import books
from invoices.modules.payments.public import MoneyMovement, Receipt, code_receipt, enter_for_nobody, take_back_coding
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO
from property_ops.modules.providers.public import Provider

TAKE = "deposits.take"


@dataclass(frozen=True, slots=True)
class ProvidersDeposit:
    """Which provider gives a deposit, and what for."""

    provider: Provider
    kind: DepositKind
    about: str = ""


def take_from_provider(
    *, given: ProvidersDeposit, movement: MoneyMovement, by: User, now: datetime, today: date
) -> Deposit:
    """Money that comes now. Raises NotAllowed, DepositNeedsAmount, and as `payments.enter_for_nobody`."""
    if movement.amount <= ZERO:
        raise DepositNeedsAmount()
    with transaction.atomic(), books():
        receipt = enter_for_nobody(movement=movement, by=by, now=now, today=today, right=TAKE)
        return _taken(given, receipt, by, now, today)


def turn_into_providers_deposit(
    *, given: ProvidersDeposit, receipt_number: str, by: User, now: datetime, today: date
) -> Deposit:
    """All of a receipt that waits. Raises NotAllowed, NoSuchReceipt, PartlySomebodys."""
    require(by, TAKE)
    with transaction.atomic(), books():
        receipt = Receipt.objects.filter(number=receipt_number).first()
        if receipt is None:
            raise NoSuchReceipt(number=receipt_number)
        return _taken(given, receipt, by, now, today)


def refuse_undoing(coding: int) -> None:
    """Of slot `coding_checks`. Raises DepositRestsOnIt."""
    standing = Deposit.objects.filter(coding=coding, undone_on=None).first()
    if standing is not None:
        raise DepositRestsOnIt(number=standing.number)


def undo_of_provider(deposit: Deposit, *, because: str, by: User, today: date) -> None:
    """Within undo_deposit: the receipt waits again."""
    assert deposit.coding_id is not None
    _post(deposit, f"provider_deposit_undone/{deposit.number}", today, -deposit.amount.fen, "撤销押金", BETWEEN)
    take_back_coding(deposit.coding_id, because=because, by=by, today=today)


def post_use(use: DepositUse, deposit: Deposit, today: date) -> None:
    """Dr 2241.04; Cr 2241.09, from where the bank's payment takes it, or 5301.03 where it is kept."""
    words, account = ("违约抵扣押金", PENALTIES) if use.kind == UseKind.DEBT else ("退押金", BETWEEN)
    _post(deposit, f"deposit_use/{use.number}", today, -use.amount.fen, f"{words} {use.number}", account)


def _taken(given: ProvidersDeposit, receipt: Receipt, by: User, now: datetime, today: date) -> Deposit:
    note = f"{given.provider.name} {given.kind.name}"
    coded = code_receipt(receipt, account=BETWEEN, estate=None, note=note, by=by, now=now, today=today)
    deposit = Deposit.objects.create(
        number=Deposit.series.next(coded.day.year),
        provider=given.provider,
        kind=given.kind,
        amount=coded.amount,
        day=coded.day,
        about=given.about.strip(),
        coding=coded,
        taken_by=by,
        taken_at=now,
    )
    source = f"provider_deposit/{deposit.number}"
    _post(deposit, source, deposit.day, deposit.amount.fen, f"收押金 {given.kind.name}", BETWEEN)
    audit.record(by=by, action="deposits.taken", subject=deposit.number, provider=given.provider.code)
    return deposit


def _post(deposit: Deposit, source: str, day: date, fen: int, words: str, account: str) -> None:
    post_held(deposit, source, day, fen, words, against=(account, "", "", ""))
