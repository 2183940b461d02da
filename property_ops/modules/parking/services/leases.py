"""Letting spaces in the product: a new lease, which another person approves; its end, another plate."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.dated_rows import in_force
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import ONE_DAY
from property_ops.modules.estates.public import Unit
from property_ops.modules.parking import selectors
from property_ops.modules.parking.domain.errors import (
    LeaseNotInOrder,
    LeaseWaits,
    NegativeRent,
    NotAPlate,
    NotAWinner,
    NotMarkedBefore,
    NotMarkedYet,
    NotOfTheEstate,
    ProlongedByNewLease,
    SpaceIsLet,
)
from property_ops.modules.parking.domain.plates import parse_plate
from property_ops.modules.parking.models import Lease, LeaseProposal, Space, WaitingEntry

CHANGE = "parking.change"


@dataclass(frozen=True, slots=True)
class LeaseTerms:
    """What is agreed; without `last_day` the lease is open."""

    unit: Unit
    monthly_rent: Yuan
    start: date
    last_day: date | None = None
    plate: str = ""
    vehicle: str = ""


@transaction.atomic
def let_space(
    *, space: Space, terms: LeaseTerms, by: User, now: datetime, entry: WaitingEntry | None = None
) -> Lease | LeaseProposal:
    """A lease of the space; with `entry`, to a unit that won it in a draw.

    With a rent somebody would pay: it waits for another person (docs/product.md rule 23). Without, it is let at once.

    Raises NotAllowed, NotOfTheEstate, NegativeRent, LeaseNotInOrder, NotAPlate, SpaceIsLet, NotAWinner, LeaseWaits;
    NotMarkedYet and NotMarkedBefore for a space that is not on the ground on its first day.
    """
    require(by, CHANGE, space)
    if terms.unit.estate_id != space.estate_id:
        raise NotOfTheEstate(unit=terms.unit.code)
    if terms.monthly_rent < ZERO:
        raise NegativeRent
    if terms.last_day is not None and terms.last_day < terms.start:
        raise LeaseNotInOrder(first=terms.start, last=terms.last_day)
    lease = Lease(
        space=space,
        unit=terms.unit,
        plate=checked_plate(terms.plate),
        vehicle=terms.vehicle,
        monthly_rent=terms.monthly_rent,
        start=terms.start,
        end=None if terms.last_day is None else terms.last_day + ONE_DAY,
    )
    with locked_transaction("parking leases"):
        _check_free(lease, entry)
        return _propose(lease, entry, by, now) if lease.monthly_rent > ZERO else _begin(lease, entry, by)


@transaction.atomic
def approve_lease(*, proposal: LeaseProposal, by: User, now: datetime) -> Lease:
    """The lease begins, if it still can.

    Raises NotAllowed, SamePerson, AlreadyDecided, SpaceIsLet, NotAWinner, NotMarkedYet, NotMarkedBefore.
    """
    with locked_transaction("parking leases"), approving(LeaseProposal, proposal.pk, by=by, now=now) as found:
        said = ("space", "unit", "plate", "vehicle", "monthly_rent", "start", "end")
        lease = Lease(**{name: getattr(found, name) for name in said})
        _check_free(lease, found.entry)
        found.lease = _begin(lease, found.entry, by)
    return found.lease


def _check_free(lease: Lease, entry: WaitingEntry | None) -> None:
    refuse_unmarked(lease.space, lease.start)
    _refuse_overlap(lease.space, lease.start, lease.end)
    if entry is not None:
        _place_of(entry, lease)


def _propose(lease: Lease, entry: WaitingEntry | None, by: User, now: datetime) -> LeaseProposal:
    if LeaseProposal.objects.filter(LeaseProposal.WAITS, space=lease.space).exists():
        raise LeaseWaits(space=lease.space.number)
    proposal = LeaseProposal.objects.create(
        space=lease.space,
        unit=lease.unit,
        plate=lease.plate,
        vehicle=lease.vehicle,
        monthly_rent=lease.monthly_rent,
        start=lease.start,
        end=lease.end,
        entry=entry,
        prepared_by=by,
        prepared_at=now,
    )
    audit.record(by=by, action="parking.lease_proposed", subject=proposal.audit_subject, **proposal.audit_facts())
    return proposal


def _begin(lease: Lease, entry: WaitingEntry | None, by: User) -> Lease:
    lease.save()
    if entry is not None:
        won = _place_of(entry, lease)
        won.lease = lease
        won.save()
    audit.record(
        by=by,
        action="parking.let",
        subject=f"{lease.space.estate.code} {lease.space.number}",
        unit=lease.unit.code,
        start=lease.start.isoformat(),
        rent=str(lease.monthly_rent),
    )
    return lease


@transaction.atomic
def end_lease(*, lease: Lease, last_day: date, by: User) -> Lease:
    """The lease ends with `last_day`. What is charged already stays; it is corrected by credit notes.

    Raises NotAllowed, LeaseNotInOrder, ProlongedByNewLease where somebody would pay for longer (docs/product.md rule
    23), SpaceIsLet where a later end would overlap the next lease.
    """
    require(by, CHANGE, lease)
    if last_day < lease.start:
        raise LeaseNotInOrder(first=lease.start, last=last_day)
    with locked_transaction("parking leases"):
        lease.refresh_from_db()
        end = last_day + ONE_DAY
        if lease.end is not None and end > lease.end and lease.monthly_rent > ZERO:
            raise ProlongedByNewLease(space=lease.space.number, last=lease.end - ONE_DAY)
        _refuse_overlap(lease.space, lease.start, end, besides=lease)
        lease.end = end
        lease.save()
    subject = f"{lease.space.estate.code} {lease.space.number}"
    audit.record(by=by, action="parking.lease_ended", subject=subject, unit=lease.unit.code, last=last_day.isoformat())
    return lease


@transaction.atomic
def end_leases(*, unit: Unit, day: date, by: User) -> int:
    """Every lease of the unit ends before `day`; how many did. Part of a change of owner that `by` approves, so no
    more rights are asked here."""
    with locked_transaction("parking leases"):
        leases = list(in_force(Lease.objects.filter(unit=unit), on=day).exclude(start=day))
        for lease in leases:
            lease.end = day
            lease.save()
            audit.record(
                by=by,
                action="parking.lease_ended",
                subject=f"{unit.estate.code} {lease.space.number}",
                unit=unit.code,
                last=(day - ONE_DAY).isoformat(),
            )
    return len(leases)


@transaction.atomic
def change_plate(*, lease: Lease, plate: str, vehicle: str, by: User) -> Lease:
    """Another car stands on the space. Raises NotAllowed, NotAPlate."""
    require(by, CHANGE, lease)
    number = checked_plate(plate)
    lease = Lease.objects.select_for_update().select_related("space__estate", "unit").get(pk=lease.pk)
    before, lease.plate, lease.vehicle = lease.plate, number, vehicle
    lease.save()
    subject = f"{lease.space.estate.code} {lease.space.number}"
    audit.record(by=by, action="parking.plate_changed", subject=subject, before=before, plate=number)
    return lease


def checked_plate(text: str) -> str:
    """The plate as it is stored; none stays none. Raises NotAPlate."""
    if not text.strip():
        return ""
    plate = parse_plate(text)
    if not plate.is_usual:
        raise NotAPlate(plate=text.strip())
    return plate.number


def refuse_unmarked(space: Space, start: date) -> None:
    """Raises NotMarkedYet, NotMarkedBefore."""
    if not space.work_order_number:
        return
    marked = selectors.marked_on([space.work_order_number]).get(space.work_order_number)
    if marked is None:
        raise NotMarkedYet(space=space.number, work=space.work_order_number)
    if start < marked:
        raise NotMarkedBefore(space=space.number, day=marked)


def _refuse_overlap(space: Space, start: date, end: date | None, *, besides: Lease | None = None) -> None:
    others = space.leases.filter(Q(end__isnull=True) | Q(end__gt=start))
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if end is not None:
        others = others.filter(start__lt=end)
    other = others.select_related("unit").first()
    if other is not None:
        raise SpaceIsLet(space=space.number, unit=other.unit.code)


def _place_of(entry: WaitingEntry, lease: Lease) -> WaitingEntry:
    won = selectors.winners(lease.space.estate).filter(pk=entry.pk, unit=lease.unit_id).first()
    if won is None:
        raise NotAWinner(unit=entry.unit.code)
    found: WaitingEntry = won
    return found
