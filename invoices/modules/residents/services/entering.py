"""Entering a household's page on a device (docs/adr/0055): a statement's link, and two things that are known of it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from invoices.modules.billing.public import Bill
from invoices.modules.residents.domain.entry import NEEDED, HouseholdFacts, given_proofs, right_proofs
from invoices.modules.residents.domain.errors import (
    AllNeeded,
    NobodyRegistered,
    NotThisHousehold,
    TriedTooOften,
    TwoNeeded,
)
from invoices.modules.residents.models import HouseholdDevice, WrongEntry
from invoices.modules.residents.selectors.devices import device_hash
from invoices.modules.statements.public import FrozenBill, bill_behind, check_code
from property_ops.framework import audit
from property_ops.modules.estates.public import Tenure

PAUSE, WRONG_IN_A_PAUSE = timedelta(minutes=15), 5
"""Of one visitor at one link: after so many he waits, and nobody else does."""
WRONG_IN_A_DAY = 30
"""Of all visitors at one link: then it lets in, for the day, only who knows all that is known."""
_DAY = timedelta(days=1)
_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class HouseholdDoor:
    """What is told before anybody has proven anything: which home the statement is of."""

    bill: FrozenBill
    payer_id: int | None


@dataclass(frozen=True, slots=True)
class Entered:
    """`token` is the device's secret, to be kept there and nowhere else."""

    household: HouseholdDevice
    token: str = field(repr=False)


def open_door(*, token: str, today: date) -> HouseholdDoor:
    """Of a statement's link. Raises LinkNotFound, LinkRevoked, LinkExpired."""
    bill = bill_behind(token=token, today=today)
    payer = _payer_of(bill)
    return HouseholdDoor(bill, None if payer is None else payer.pk)


def enter(
    *,
    token: str,
    said: HouseholdFacts,
    device: str,
    visitor: str,
    label: str,
    now: datetime,
    today: date,
    trace: Mapping[str, Any],
) -> Entered:
    """Let the device in, if two of the three are right. `device` is its secret, if it has one already.

    What is wrong is counted for this visitor at this link. Raises LinkNotFound, LinkRevoked, LinkExpired, TwoNeeded,
    TriedTooOften, NobodyRegistered, NotThisHousehold, AllNeeded.
    """
    bill = bill_behind(token=token, today=today)
    payer = _payer_of(bill)
    if payer is None:
        raise NobodyRegistered()
    if len(given_proofs(said)) < NEEDED:
        raise TwoNeeded()
    who = salted_hmac("residents.visitor", visitor, algorithm="sha256").hexdigest()
    _refuse_too_often(bill, who, now)
    known = HouseholdFacts(check_code(bill), payer.phone, payer.name)
    right = right_proofs(said, known)
    needed = _needed(bill, known, now)
    if len(right) < needed:
        WrongEntry.objects.create(bill_id=bill.pk, visitor=who, at=now)
        audit.record(by=None, action="residents.refused", subject=bill.number, **trace)
        raise NotThisHousehold() if needed == NEEDED else AllNeeded()
    return _let_in(bill, payer, ",".join(right), device, label, now, today, trace)


def forget_wrong_entries(*, now: datetime) -> None:
    """Those of days before: they count no more."""
    are_to_forget(now=now).delete()


def are_to_forget(*, now: datetime) -> QuerySet[WrongEntry]:
    return WrongEntry.objects.filter(at__lt=now - _DAY)


def _let_in(
    bill: FrozenBill,
    payer: Tenure,
    proofs: str,
    device: str,
    label: str,
    now: datetime,
    today: date,
    trace: Mapping[str, Any],
) -> Entered:
    secret = device if _is_known(device) else secrets.token_urlsafe(_TOKEN_BYTES)
    with transaction.atomic():
        Tenure.objects.select_for_update().get(pk=payer.pk)
        mine = HouseholdDevice.objects.filter(device_hash=device_hash(secret), tenure=payer, revoked_at=None)
        mine.update(revoked_at=now)
        household = HouseholdDevice.objects.create(
            device_hash=device_hash(secret),
            unit_id=payer.unit_id,
            tenure=payer,
            label=label[:60] or "—",
            proofs=proofs,
            entered_at=now,
            expires_on=today + timedelta(days=settings.LINK_DAYS),
        )
        audit.record(by=None, action="residents.entered", subject=bill.unit_code, proofs=proofs, **trace)
    return Entered(household, secret)


def _is_known(device: str) -> bool:
    """A secret that nobody gave out is not taken over: it may be known to whoever planted it."""
    return bool(device) and HouseholdDevice.objects.filter(device_hash=device_hash(device)).exists()


def _payer_of(bill: FrozenBill) -> Tenure | None:
    return Tenure.objects.filter(pk__in=Bill.objects.filter(pk=bill.pk).values("payer")).first()


def _refuse_too_often(bill: FrozenBill, who: str, now: datetime) -> None:
    wrong = WrongEntry.objects.filter(bill_id=bill.pk, visitor=who, at__gt=now - PAUSE)
    if wrong.count() >= WRONG_IN_A_PAUSE:
        raise TriedTooOften(minutes=int(PAUSE.total_seconds()) // 60)


def _needed(bill: FrozenBill, known: HouseholdFacts, now: datetime) -> int:
    """Two; where many guess, as many as agree with somebody who knows it all."""
    wrong = WrongEntry.objects.filter(bill_id=bill.pk, at__gt=now - _DAY).count()
    return NEEDED if wrong < WRONG_IN_A_DAY else max(NEEDED, len(right_proofs(known, known)))
