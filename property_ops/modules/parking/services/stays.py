"""Visitors' short stays: who arrived, who left."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.dated_rows import in_force
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.estates.public import Estate, Unit
from property_ops.modules.parking.domain.errors import (
    LeftAlready,
    NotAPlate,
    NotForShortStays,
    NotOfTheEstate,
    NotYet,
    ParkedAlready,
    SpaceIsClosed,
    SpaceIsTaken,
)
from property_ops.modules.parking.models import Closure, ShortStay, Space
from property_ops.modules.parking.models.space import SpaceKind
from property_ops.modules.parking.services.leases import checked_plate

RECORD = "parking.record"


@transaction.atomic
def arrive(
    *,
    estate: Estate,
    plate: str,
    at: datetime,
    now: datetime,
    by: User,
    space: Space | None = None,
    unit: Unit | None = None,
) -> ShortStay:
    """A visitor's car has come, onto a space for short stays if one is named, to a unit if one is named.

    Raises NotAllowed, NotAPlate, NotYet, NotOfTheEstate, NotForShortStays, SpaceIsClosed, SpaceIsTaken, ParkedAlready.
    """
    require(by, RECORD, estate)
    number = needed_plate(plate)
    refuse_future(at, now)
    if unit is not None and unit.estate_id != estate.pk:
        raise NotOfTheEstate(unit=unit.code)
    with locked_transaction("parking stays"):
        parked = ShortStay.objects.filter(left_at__isnull=True)
        if parked.filter(estate=estate, plate=number).exists():
            raise ParkedAlready(plate=number, estate=estate.name)
        if space is not None:
            _check_space(space, estate, at)
            other = parked.filter(space=space).first()
            if other is not None:
                raise SpaceIsTaken(space=space.number, plate=other.plate)
        stay = ShortStay.objects.create(
            estate=estate, plate=number, space=space, unit=unit, arrived_at=at, recorded_by=by
        )
    audit.record(
        by=by,
        action="parking.visitor_arrived",
        subject=f"{estate.code} {number}",
        space=space.number if space else "",
        unit=unit.code if unit else "",
        at=at.isoformat(),
    )
    return stay


@transaction.atomic
def leave(*, stay: ShortStay, at: datetime, by: User) -> ShortStay:
    """The car is gone. Raises NotAllowed, LeftAlready, and NotYet if it is said to leave before it came."""
    require(by, RECORD, stay)
    stay = ShortStay.objects.select_for_update().select_related("estate").get(pk=stay.pk)
    if stay.left_at is not None:
        raise LeftAlready(plate=stay.plate)
    refuse_future(stay.arrived_at, at)
    stay.left_at = at
    stay.save()
    subject = f"{stay.estate.code} {stay.plate}"
    audit.record(by=by, action="parking.visitor_left", subject=subject, at=at.isoformat())
    return stay


def needed_plate(text: str) -> str:
    """The plate as it is stored. Raises NotAPlate."""
    plate = checked_plate(text)
    if not plate:
        raise NotAPlate(plate=text)
    return plate


def refuse_future(at: datetime, now: datetime) -> None:
    """Raises NotYet."""
    if at > now:
        raise NotYet()


def _check_space(space: Space, estate: Estate, at: datetime) -> None:
    if space.estate_id != estate.pk or space.kind != SpaceKind.SHORT_STAY:
        raise NotForShortStays(space=space.number, estate=estate.name)
    day = timezone.localdate(at)
    closure = in_force(Closure.objects.filter(space=space), on=day).first()
    if closure is not None:
        raise SpaceIsClosed(space=space.number, number=closure.work_order_number)
