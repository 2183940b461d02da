"""Meters come into the register by two persons, and leave it with their last reading."""

from datetime import date, datetime

from django.db import transaction

from invoices.modules.meters import selectors
from invoices.modules.meters.domain.errors import MeterNotThere, MeterTwice, TakenOutTooEarly
from invoices.modules.meters.models import Meter
from property_ops.framework import audit
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.services import approving, refuse_own
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.estates.public import Estate


def register_meter(*, meter: Meter, by: User, now: datetime) -> Meter:
    """A new meter, not stored yet, that waits for another person. Raises NotAllowed, MeterTwice."""
    require(by, Meter.rights.prepare, meter.unit)
    meter.prepared_by, meter.prepared_at = by, now
    with transaction.atomic():
        Estate.objects.select_for_update().get(pk=meter.unit.estate_id)
        if selectors.meters_called(meter.number, estate=meter.unit.estate).exists():
            raise MeterTwice(number=meter.number)
        meter.save()
        audit.record(by=by, action="meters.registered", subject=meter.audit_subject, **meter.audit_facts())
    return meter


def approve_meter(*, meter_id: int, by: User, now: datetime) -> Meter:
    """From now on it is read. Raises NotAllowed, SamePerson, AlreadyDecided, MeterTwice."""
    with approving(Meter, meter_id, by=by, now=now) as meter:
        Estate.objects.select_for_update().get(pk=meter.unit.estate_id)
        if selectors.meters_called(meter.number, estate=meter.unit.estate).exclude(pk=meter.pk).exists():
            raise MeterTwice(number=meter.number)
    return meter


def take_out(*, meter_id: int, day: date, by: User) -> Meter:
    """By another than who entered it: others would pay what it counts no more. Its last reading is charged.

    Raises NotAllowed, SamePerson, MeterNotThere, TakenOutTooEarly.
    """
    with transaction.atomic():
        meter = Meter.objects.select_for_update(of=("self",)).select_related("unit").get(pk=meter_id)
        require(by, Meter.rights.approve, meter)
        refuse_own(meter, by)
        if meter.state != ApprovalState.APPROVED or meter.removed_on or day < meter.installed_on:
            raise MeterNotThere(number=meter.number, day=day)
        if meter.readings.filter(day__gt=day).exists() or meter.readings.exclude(sheet__state="approved").exists():
            raise TakenOutTooEarly(number=meter.number)
        meter.removed_on = day
        meter.save(update_fields=["removed_on"])
        audit.record(by=by, action="meters.taken_out", subject=meter.audit_subject, day=f"{day}")
    return meter
