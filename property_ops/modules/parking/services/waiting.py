"""Waiting lists: entered, frozen with a fingerprint, drawn once with a public seed."""

from datetime import date

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.writing import within
from property_ops.modules.estates.public import Estate, Management, Unit
from property_ops.modules.parking import selectors
from property_ops.modules.parking.domain import lottery
from property_ops.modules.parking.domain.errors import (
    ListIsDrawn,
    ListIsEmpty,
    ListIsFrozen,
    ListNameTaken,
    ListNotFrozen,
    NotAWinner,
    NotManaged,
    NotOfTheEstate,
    OfferInThePast,
    OfferIsOpen,
    OnTheListAlready,
    SourceMissing,
)
from property_ops.modules.parking.models import WaitingEntry, WaitingList
from property_ops.modules.parking.models.waiting import Passing
from property_ops.modules.parking.services.leases import CHANGE, checked_plate

LONGEST_SOURCE = 120  # characters


@transaction.atomic
def open_list(*, estate: Estate, name: str, places: int, by: User) -> WaitingList:
    """A list for some spaces of a managed estate. Raises NotAllowed, NotManaged, ListNameTaken."""
    require(by, CHANGE, estate)
    if estate.management != Management.MANAGED:
        raise NotManaged(estate=estate.name)
    with locked_transaction("waiting lists"):
        if WaitingList.objects.filter(estate=estate, name=name).exists():
            raise ListNameTaken(estate=estate.name, name=name)
        opened = WaitingList.objects.create(estate=estate, name=name, places=places)
    audit.record(by=by, action="parking.list_opened", subject=f"{estate.code} {name}", places=places)
    return opened


@transaction.atomic
def enter(*, waiting_list: WaitingList, unit: Unit, plate: str, on: date, by: User) -> WaitingEntry:
    """One entry for each unit. Raises NotAllowed, ListIsFrozen, NotOfTheEstate, OnTheListAlready, NotAPlate."""
    require(by, CHANGE, waiting_list)
    if unit.estate_id != waiting_list.estate_id:
        raise NotOfTheEstate(unit=unit.code)
    number = checked_plate(plate)
    with locked_transaction("waiting lists"):
        _refuse_frozen(waiting_list)
        if waiting_list.entries.filter(unit=unit).exists():
            raise OnTheListAlready(unit=unit.code)
        entry = WaitingEntry.objects.create(waiting_list=waiting_list, unit=unit, plate=number, entered_on=on)
    audit.record(by=by, action="parking.list_entered", subject=unit.code, name=waiting_list.name)
    return entry


@transaction.atomic
def strike(*, entry: WaitingEntry, by: User) -> None:
    """Off the list again, before it is frozen. Raises NotAllowed, ListIsFrozen."""
    waiting_list = entry.waiting_list
    require(by, CHANGE, waiting_list)
    with locked_transaction("waiting lists"):
        _refuse_frozen(waiting_list)
        audit.record(by=by, action="parking.list_struck", subject=entry.unit.code, name=waiting_list.name)
        entry.delete()


@transaction.atomic
def freeze(*, waiting_list: WaitingList, source: str, on: date, by: User) -> WaitingList:
    """No entry changes any more; the fingerprint can be published. `source` says where the seed will come from.

    Raises NotAllowed, SourceMissing, ListIsFrozen, ListIsEmpty.
    """
    require(by, CHANGE, waiting_list)
    source = within(source, most=LONGEST_SOURCE)
    if not source:
        raise SourceMissing
    with locked_transaction("waiting lists"):
        _refuse_frozen(waiting_list)
        units = _units(waiting_list)
        if not units:
            raise ListIsEmpty(name=waiting_list.name)
        waiting_list.source, waiting_list.frozen_on = source, on
        waiting_list.fingerprint = lottery.fingerprint(units)
        waiting_list.save()
    mark = waiting_list.fingerprint
    audit.record(by=by, action="parking.list_frozen", subject=waiting_list.name, fingerprint=mark, source=source)
    return waiting_list


@transaction.atomic
def draw(*, waiting_list: WaitingList, seed: str, on: date, by: User) -> WaitingList:
    """The draw, once. Raises NotAllowed, SourceMissing, ListNotFrozen, ListIsDrawn."""
    require(by, CHANGE, waiting_list)
    seed = within(seed, most=LONGEST_SOURCE)
    if not seed:
        raise SourceMissing
    with locked_transaction("waiting lists"):
        waiting_list.refresh_from_db()
        if waiting_list.frozen_on is None:
            raise ListNotFrozen(name=waiting_list.name)
        if waiting_list.drawn_on is not None:
            raise ListIsDrawn(name=waiting_list.name)
        entries = {entry.unit.code: entry for entry in waiting_list.entries.select_related("unit")}
        for drawn in lottery.draw(list(entries), seed):
            entry = entries[drawn.unit]
            entry.rank, entry.digest = drawn.rank, drawn.digest
            entry.save()
        waiting_list.seed, waiting_list.drawn_on, waiting_list.drawn_by = seed, on, by
        waiting_list.save()
    audit.record(by=by, action="parking.list_drawn", subject=waiting_list.name, seed=seed, entries=len(entries))
    return waiting_list


@transaction.atomic
def offer_place(*, entry: WaitingEntry, last_day: date, on: date, by: User) -> WaitingEntry:
    """The unit may take its place until `last_day`. Raises NotAllowed, NotAWinner, OfferInThePast."""
    require(by, CHANGE, entry)
    if last_day < on:
        raise OfferInThePast(day=last_day)
    with locked_transaction("parking leases"):
        entry = _winner(entry)
        entry.offered_until = last_day
        entry.save()
    _note(entry, "parking.place_offered", by, until=last_day.isoformat())
    return entry


@transaction.atomic
def pass_on(*, entry: WaitingEntry, passing: Passing, on: date, by: User) -> WaitingEntry:
    """The unit declined its place, or let the offer lapse: the next by rank has it. The order of the draw stays.

    Raises NotAllowed, NotAWinner, OfferIsOpen where the last day is not over.
    """
    require(by, CHANGE, entry)
    with locked_transaction("parking leases"):
        entry = _winner(entry)
        if passing == Passing.LAPSED and (entry.offered_until is None or entry.offered_until >= on):
            raise OfferIsOpen(unit=entry.unit.code)
        entry.passed_on, entry.passing = on, passing
        entry.save()
    _note(entry, "parking.place_passed_on", by, why=str(passing))
    return entry


def _winner(entry: WaitingEntry) -> WaitingEntry:
    won: WaitingEntry | None = selectors.winners(entry.waiting_list.estate).filter(pk=entry.pk).first()
    if won is None:
        raise NotAWinner(unit=entry.unit.code)
    return won


def _note(entry: WaitingEntry, action: str, by: User, **detail: str) -> None:
    audit.record(by=by, action=action, subject=entry.unit.code, name=entry.waiting_list.name, **detail)


def _units(waiting_list: WaitingList) -> list[str]:
    return list(waiting_list.entries.values_list("unit__code", flat=True))


def _refuse_frozen(waiting_list: WaitingList) -> None:
    waiting_list.refresh_from_db()
    if waiting_list.frozen_on is not None:
        raise ListIsFrozen(name=waiting_list.name)
