"""A receipt that a person enters: cash at the counter, a cheque, a transfer seen before the bank's file comes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from invoices.modules.ledger.public import books
from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.errors import (
    AmountAboveZero,
    NoSuchAccount,
    NotInTheFuture,
    RecordedAlready,
    TransactionNeeded,
)
from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.models import MISTYPED, Receipt
from invoices.modules.payments.selectors.parties import parties_of
from invoices.modules.payments.services.exact_lines import MeantLine
from invoices.modules.payments.services.posting import SubledgerAccount
from invoices.modules.payments.services.recording import MatchedAccount, record
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.slots import plugged_into
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Unit


def enter(
    *,
    movement: MoneyMovement,
    unit_code: str,
    party: str,
    by: User,
    now: datetime,
    today: date,
    lines: Sequence[MeantLine] = (),
    is_set_aside: bool = False,
    right: str = "payments.enter",
) -> Receipt:
    """Record a receipt for an account and let it pay what is open there, `lines` first; more is an advance.

    `right` is what a till asks of its cashier in place of the right to enter any payment.
    What `is_set_aside` pays nothing: the caller takes it out of the account in the same transaction, as a deposit.

    Raises NotAllowed, AmountAboveZero, NotInTheFuture, TransactionNeeded, RecordedAlready, NoSuchAccount, and what slot
    `till_checks` has against cash of that day.
    """
    require(by, right)
    _check(movement, today)
    with transaction.atomic(), books():
        _refuse_counted_or_second(movement, by)
        meant = replace(_account(unit_code, party, today), lines=tuple(lines), is_set_aside=is_set_aside)

        def chosen(movements: Sequence[MoneyMovement], _today: date) -> list[MatchedAccount | None]:
            return [meant for _ in movements]

        named = movement if movement.name else replace(movement, name=meant.name)
        receipt = record(movements=[named], by=by, now=now, today=today, choose=chosen)[0]
        audit.record(by=by, action="payments.entered", subject=receipt.number, account=unit_code)
    return receipt


def enter_for_nobody(*, movement: MoneyMovement, by: User, now: datetime, today: date, right: str) -> Receipt:
    """Record a receipt that is no household's: it waits on 2241.01 until the caller says what it is, in the same
    transaction.

    Raises NotAllowed, AmountAboveZero, NotInTheFuture, TransactionNeeded, RecordedAlready, and as slot `till_checks`.
    """
    require(by, right)
    _check(movement, today)
    with transaction.atomic(), books():
        _refuse_counted_or_second(movement, by)
        found = record(
            movements=[movement], by=by, now=now, today=today, choose=lambda some, _day: [None for _ in some]
        )
        audit.record(by=by, action="payments.entered", subject=found[0].number, account="")
    return found[0]


def _refuse_counted_or_second(movement: MoneyMovement, by: User) -> None:
    _refuse_second(movement)
    if movement.channel is PaymentChannel.CASH:
        for check in plugged_into("till_checks"):
            check(by, movement.day)


def _check(movement: MoneyMovement, today: date) -> None:
    if movement.amount <= ZERO:
        raise AmountAboveZero()
    if movement.day > today:
        raise NotInTheFuture(day=movement.day)
    if movement.channel is not PaymentChannel.CASH and not movement.transaction:
        raise TransactionNeeded()


def _refuse_second(movement: MoneyMovement) -> None:
    if movement.transaction:
        told = Receipt.objects.exclude(MISTYPED)
        other = told.filter(channel=movement.channel, transaction=movement.transaction).first()
        if other:
            raise RecordedAlready(transaction=movement.transaction, receipt=other.number)


def _account(unit_code: str, party: str, today: date) -> MatchedAccount:
    unit = Unit.objects.select_related("estate").filter(code=unit_code).first()
    known = parties_of([unit.pk], on=today)[unit.pk] if unit else []
    chosen = next((one for one in known if one.party == party), None)
    if unit is None or chosen is None:
        raise NoSuchAccount(account=unit_code)
    return MatchedAccount(unit.pk, unit.estate_id, SubledgerAccount(unit.estate.code, unit.code, party), chosen.name)
