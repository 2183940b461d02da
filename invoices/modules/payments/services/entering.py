"""A receipt that a person enters: cash at the counter, a cheque, a transfer seen before the bank's file comes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from invoices.modules.payments.domain.channels import Channel
from invoices.modules.payments.domain.errors import (
    AmountAboveZero,
    NoSuchAccount,
    NotInTheFuture,
    RecordedAlready,
    TransactionNeeded,
)
from invoices.modules.payments.domain.movements import Movement
from invoices.modules.payments.models import Receipt
from invoices.modules.payments.selectors.parties import parties_of
from invoices.modules.payments.services.posting import Place
from invoices.modules.payments.services.recording import LOCK, Meant, record
from property_ops.framework import audit
from property_ops.framework.locking import exclusively
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Unit


def enter(*, movement: Movement, unit_code: str, party: str, by: User, now: datetime, today: date) -> Receipt:
    """Record a receipt for an account and let it pay what is open there; more than that is an advance.

    Raises NotAllowed, AmountAboveZero, NotInTheFuture, TransactionNeeded, RecordedAlready, NoSuchAccount.
    """
    require(by, "payments.enter")
    _check(movement, today)
    with transaction.atomic(), exclusively(LOCK):
        _refuse_second(movement)
        meant = _account(unit_code, party, today)

        def chosen(movements: Sequence[Movement], _today: date) -> list[Meant | None]:
            return [meant for _ in movements]

        named = movement if movement.name else replace(movement, name=meant.name)
        receipt = record(movements=[named], by=by, now=now, today=today, choose=chosen)[0]
        audit.record(by=by, action="payments.entered", subject=receipt.number, account=unit_code)
    return receipt


def _check(movement: Movement, today: date) -> None:
    if movement.amount <= ZERO:
        raise AmountAboveZero()
    if movement.day > today:
        raise NotInTheFuture(day=movement.day)
    if movement.channel is not Channel.CASH and not movement.transaction:
        raise TransactionNeeded()


def _refuse_second(movement: Movement) -> None:
    if movement.transaction:
        other = Receipt.objects.filter(channel=movement.channel, transaction=movement.transaction).first()
        if other:
            raise RecordedAlready(transaction=movement.transaction, receipt=other.number)


def _account(unit_code: str, party: str, today: date) -> Meant:
    unit = Unit.objects.select_related("estate").filter(code=unit_code).first()
    known = parties_of([unit.pk], on=today)[unit.pk] if unit else []
    chosen = next((one for one in known if one.party == party), None)
    if unit is None or chosen is None:
        raise NoSuchAccount(account=unit_code)
    return Meant(unit.pk, unit.estate_id, Place(unit.estate.code, unit.code, party), chosen.name)
