"""Parking violations: seen, the owner notified, settled; with photos."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.pictures.store import keep
from property_ops.modules.estates.public import Estate
from property_ops.modules.parking import selectors
from property_ops.modules.parking.domain.errors import (
    PlaceMissing,
    SpaceElsewhere,
    StandsOnItsOwn,
    TooManyMisparkingPhotos,
)
from property_ops.modules.parking.domain.violations import MOVES, ViolationMove, ViolationState
from property_ops.modules.parking.models import ParkingViolation, Space, ViolationPhoto
from property_ops.modules.parking.models.violation import NotificationWay, ViolationKind
from property_ops.modules.parking.services.stays import RECORD, needed_plate, refuse_future

MOST_PHOTOS = 12
SAME_WITHIN = timedelta(minutes=30)


@transaction.atomic
def record_violation(
    *,
    estate: Estate,
    plate: str,
    what: ViolationKind,
    at: datetime,
    now: datetime,
    by: User,
    space: Space | None = None,
    place: str = "",
    remark: str = "",
) -> ParkingViolation:
    """A car stands where it should not. The unit that leases a space for its plate that day is linked to it.

    Seen again within half an hour, for the same and not dealt with yet, it is the same record: counted once.
    Raises NotAllowed, NotAPlate, NotYet, PlaceMissing, SpaceElsewhere, StandsOnItsOwn.
    """
    require(by, RECORD, estate)
    number, place = needed_plate(plate), place.strip()
    refuse_future(at, now)
    if space is None and not place:
        raise PlaceMissing()
    if space is not None and space.estate_id != estate.pk:
        raise SpaceElsewhere(space=space.number, estate=estate.name)
    lease = selectors.lease_of_plate(number, estate=estate, on=timezone.localdate(at))
    if lease is not None and space is not None and what == ViolationKind.OTHERS_SPACE and lease.space_id == space.pk:
        raise StandsOnItsOwn(plate=number, space=space.number)
    with locked_transaction("parking violations"):
        near = ParkingViolation.objects.filter(seen_at__gte=at - SAME_WITHIN, seen_at__lte=at + SAME_WITHIN)
        known = near.filter(estate=estate, plate=number, what=what).exclude(state=ViolationState.SETTLED).first()
        if known is not None:
            return known
        record = ParkingViolation.objects.create(
            estate=estate,
            space=space,
            place=place,
            plate=number,
            what=what,
            remark=remark.strip(),
            seen_at=at,
            unit=lease.unit if lease else None,
            recorded_by=by,
        )
    _note(record, "parking.violation_recorded", by, what=str(what), place=record.where)
    return record


def add_violation_photo(*, record: ParkingViolation, data: bytes, by: User, now: datetime) -> ViolationPhoto:
    """Safe to repeat: the same photo stands once. Raises NotAllowed, PictureRefused, TooManyMisparkingPhotos."""
    require(by, RECORD, record)
    picture = keep(data, now=now)
    with transaction.atomic():
        record = _locked(record)
        known = record.photos.filter(picture=picture).first()
        if known is not None:
            return known
        if record.photos.count() >= MOST_PHOTOS:
            raise TooManyMisparkingPhotos(limit=MOST_PHOTOS)
        photo = ViolationPhoto.objects.create(record=record, picture=picture, added_by=by, added_at=now)
        _note(record, "parking.violation_photo", by, sha256=picture.sha256)
    return photo


@transaction.atomic
def notify_owner(*, record: ParkingViolation, way: NotificationWay, at: datetime, by: User) -> ParkingViolation:
    """The owner was told, in this way; again if need be. Raises NotAllowed, IllegalMove."""
    require(by, RECORD, record)
    record = _moved(record, ViolationMove.NOTIFY)
    record.way, record.notified_at, record.notified_by = way, at, by
    record.save()
    _note(record, "parking.violation_notified", by, way=str(way))
    return record


@transaction.atomic
def settle(*, record: ParkingViolation, at: datetime, by: User) -> ParkingViolation:
    """The car was moved, or nothing more is to be done. Raises NotAllowed, IllegalMove."""
    require(by, RECORD, record)
    record = _moved(record, ViolationMove.SETTLE)
    record.settled_at, record.settled_by = at, by
    record.save()
    _note(record, "parking.violation_settled", by)
    return record


def _locked(record: ParkingViolation) -> ParkingViolation:
    return ParkingViolation.objects.select_for_update(of=("self",)).select_related("estate", "space").get(pk=record.pk)


def _moved(record: ParkingViolation, move: ViolationMove) -> ParkingViolation:
    record = _locked(record)
    record.state = MOVES.after(ViolationState(record.state), move, thing=record.plate)
    return record


def _note(record: ParkingViolation, action: str, by: User, **detail: Any) -> None:
    audit.record(by=by, action=action, subject=f"{record.estate.code} {record.plate}", record=record.pk, **detail)
