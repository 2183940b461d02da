"""Devices of households."""

from datetime import date
from hashlib import sha256

from django.db.models import QuerySet

from invoices.modules.residents.models import HouseholdDevice
from property_ops.framework.models import User
from property_ops.kernel.errors import LinkNotFound
from property_ops.modules.estates.public import Unit


def device_hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def households_of(token: str, *, today: date) -> list[HouseholdDevice]:
    """Those whose page is open on the device, by home."""
    if not token:
        return []
    mine = _living(today).filter(device_hash=device_hash(token))
    return list(mine.select_related("unit__estate", "tenure").order_by("unit__code", "pk"))


def household_at(token: str, pk: int, *, today: date) -> HouseholdDevice:
    """One of them. Raises LinkNotFound."""
    found = next((one for one in households_of(token, today=today) if one.pk == pk), None)
    if found is None:
        raise LinkNotFound()
    return found


def devices_with(household: HouseholdDevice, *, today: date) -> QuerySet[HouseholdDevice]:
    """All devices on which the same payer's page is open."""
    return _living(today).filter(tenure=household.tenure_id)


def devices_of_unit(unit: Unit, *, today: date) -> QuerySet[HouseholdDevice]:
    return _living(today).filter(unit=unit).select_related("tenure")


def visible_devices(user: User) -> QuerySet[HouseholdDevice]:
    return HouseholdDevice.objects.visible_to(user).select_related("unit")


def _living(today: date) -> QuerySet[HouseholdDevice]:
    return HouseholdDevice.objects.filter(revoked_at=None, expires_on__gte=today)
