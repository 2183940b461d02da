"""Signing a household's device out, by the household itself or by the office."""

from datetime import datetime

from django.db import transaction

from invoices.modules.residents.models import HouseholdDevice
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require

DEVICES = "residents.devices"


def revoke_device(*, device: HouseholdDevice, by: User | None, now: datetime) -> None:
    """From now on it opens nothing. `by` is None for the household's own page. Safe to repeat. Raises NotAllowed."""
    if by is not None:
        require(by, DEVICES, device)
    with transaction.atomic():
        found = HouseholdDevice.objects.select_for_update(of=("self",)).get(pk=device.pk)
        if found.revoked_at is None:
            found.revoked_at, found.revoked_by = now, by
            found.save(update_fields=["revoked_at", "revoked_by"])
            audit.record(by=by, action="residents.device_revoked", subject=found.unit.code, device=found.pk)
