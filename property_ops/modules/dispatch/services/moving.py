"""Moving visits on the board or calling them off, one or many in one step: checked together, recorded, and undone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.dispatch.domain.clashes import Clash, clashes, gone_by
from property_ops.modules.dispatch.domain.errors import (
    ChangedMeanwhile,
    CrewIsOut,
    NothingToUndo,
    VisitRefused,
    WorkNotOpen,
)
from property_ops.modules.dispatch.domain.situation import Situation
from property_ops.modules.dispatch.domain.slots import SHANGHAI, Slot, Span
from property_ops.modules.dispatch.domain.states import MOVES, VisitMove, VisitState
from property_ops.modules.dispatch.models import BoardChange, Crew, Visit
from property_ops.modules.dispatch.selectors.board import last_step
from property_ops.modules.dispatch.selectors.crews import PLAN
from property_ops.modules.dispatch.selectors.situation import situation, slot_of
from property_ops.modules.dispatch.selectors.visits import is_open
from property_ops.modules.works.public import MOVES as MOVES_OF_WORK
from property_ops.modules.works.public import WorkMove, WorkState, schedule_work, unschedule_work

BOARD = "dispatch board"
STANDING = (VisitState.PLANNED, VisitState.CANCELLED)
"""Whose last step may be undone: nobody has begun."""


@dataclass(frozen=True, slots=True)
class BoardPlace:
    """Where a visit stands: on the board, or in the tray (no slot), where nothing is pinned.

    One that is called off has left both, and only keeps in mind where it stood.
    """

    slot: Slot | None
    minutes: int
    pinned: bool = False
    cancelled: bool = False

    @classmethod
    def of(cls, visit: Visit) -> "BoardPlace":
        return cls(slot_of(visit), visit.minutes, visit.pinned, visit.state == VisitState.CANCELLED)

    def as_json(self) -> dict[str, Any]:
        slot = self.slot
        there = {"crew": slot.crew, "start": slot.start.isoformat(), "end": slot.end.isoformat()} if slot else {}
        gone = {"cancelled": True} if self.cancelled else {}
        return {"minutes": self.minutes, "pinned": self.pinned, **there, **gone}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "BoardPlace":
        slot = None
        if "crew" in stored:
            start, end = (datetime.fromisoformat(stored[key]) for key in ("start", "end"))
            slot = Slot(stored["crew"], start, end)
        return cls(slot, stored["minutes"], stored["pinned"], stored.get("cancelled", False))


@dataclass(frozen=True, slots=True)
class BoardMove:
    change: BoardChange
    warnings: tuple[tuple[Visit, Clash], ...]


@transaction.atomic
def move(*, places: Mapping[int, BoardPlace], by: User, at: datetime) -> BoardMove:
    """Put these visits at these places, all or none; one that was called off is wanted again.

    Raises NotAllowed, IllegalMove, WorkNotOpen, CrewIsOut, VisitRefused.
    """
    with locked_transaction(BOARD):
        visits = _locked(places)
        require(by, PLAN, *visits)
        return _moved(visits, places, by=by, at=at)


@transaction.atomic
def call_off(*, visits: Sequence[Visit], by: User, at: datetime) -> None:
    """Nobody goes: they leave board, tray and the crews' phones in one step, which can be undone of those not begun.

    Raises IllegalMove.
    """
    with locked_transaction(BOARD):
        found = _locked(visit.pk for visit in visits)
        planned = [visit for visit in found if visit.state == VisitState.PLANNED]
        moves = _recorded(planned, {visit.pk: replace(BoardPlace.of(visit), cancelled=True) for visit in planned})
        for visit in found:
            visit.state = MOVES.after(VisitState(visit.state), VisitMove.CANCEL, thing=str(visit))
            visit.save()
            audit.record(by=by, action="dispatch.visit_cancelled", subject=str(visit))
        if moves:
            BoardChange.objects.create(at=at, by=by, moves=moves)


@transaction.atomic
def undo(*, by: User, at: datetime) -> BoardChange:
    """Take back this person's last step that is not taken back yet. Raises NotAllowed, NothingToUndo, ChangedMeanwhile,
    WorkNotOpen, VisitRefused."""
    require(by, PLAN)
    with locked_transaction(BOARD):
        last = last_step(by)
        if last is None:
            raise NothingToUndo
        before = {step["visit"]: BoardPlace.from_json(step["before"]) for step in last.moves}
        after = {step["visit"]: BoardPlace.from_json(step["after"]) for step in last.moves}
        visits = _locked(before)
        for visit in visits:
            if BoardPlace.of(visit) != after[visit.pk] or visit.state not in STANDING:
                raise ChangedMeanwhile(visit=visit)
        moved = _moved(visits, before, by=by, at=at)
        last.undone_by = moved.change
        last.save()
    return moved.change


def _locked(numbers: Iterable[int]) -> list[Visit]:
    return list(Visit.objects.select_related("work__estate").filter(pk__in=list(numbers)).order_by("pk"))


def _moved(visits: Sequence[Visit], places: Mapping[int, BoardPlace], *, by: User, at: datetime) -> BoardMove:
    for visit in visits:
        MOVES.after(VisitState(visit.state), VisitMove.PLACE, thing=str(visit))
        if visit.state == VisitState.CANCELLED and not is_open(visit.work):
            raise WorkNotOpen(number=visit.work.number, state=WorkState(visit.work.state).word)
    _check_crews(places)
    warnings = (*_checked(visits, places), *_too_late(visits, places, at))
    moves = _recorded(visits, places)
    _write(visits, places)
    tell_works(visits, by=by, on=at.astimezone(SHANGHAI).date())
    return BoardMove(BoardChange.objects.create(at=at, by=by, moves=moves), warnings)


def _recorded(visits: Sequence[Visit], places: Mapping[int, BoardPlace]) -> list[dict[str, Any]]:
    return [
        {"visit": visit.pk, "before": BoardPlace.of(visit).as_json(), "after": places[visit.pk].as_json()}
        for visit in visits
    ]


def _check_crews(places: Mapping[int, BoardPlace]) -> None:
    wanted = {place.slot.crew for place in places.values() if place.slot}
    out = Crew.objects.filter(pk__in=wanted, active=False).first()
    if out:
        raise CrewIsOut(crew=out)


def _checked(visits: Sequence[Visit], places: Mapping[int, BoardPlace]) -> tuple[tuple[Visit, Clash], ...]:
    """The soft clashes. Raises VisitRefused for the first visit that has a hard one."""
    slots = {number: place.slot for number, place in places.items()}
    there = [slot for slot in slots.values() if slot]
    if not there:
        return ()
    around = Span(min(slot.start for slot in there), max(slot.end for slot in there))
    after = situation(around, moved=slots).with_slots(slots)
    warnings = []
    for visit in visits:
        found = clashes_of(visit.pk, after)
        hard = [clash for clash in found if clash.is_hard]
        if hard:
            raise VisitRefused(str(visit), hard)
        warnings += [(visit, clash) for clash in found]
    return tuple(warnings)


def _too_late(visits: Sequence[Visit], places: Mapping[int, BoardPlace], at: datetime) -> Iterator[tuple[Visit, Clash]]:
    for visit in visits:
        slot = places[visit.pk].slot
        yield from ((visit, clash) for clash in (gone_by(slot, now=at) if slot else ()))


def clashes_of(visit_id: int, situation: Situation) -> list[Clash]:
    visit = situation.visits[visit_id]
    return clashes(visit, visit.slot, situation) if visit.slot else []


def tell_works(visits: Sequence[Visit], *, by: User, on: date) -> None:
    """A work is scheduled for the day of its first visit on the board, and no longer once it has none there."""
    for work in {visit.work_id: visit.work for visit in visits}.values():
        placed = Visit.objects.filter(work=work, crew__isnull=False).exclude(state=VisitState.CANCELLED)
        first = placed.order_by("starts_at").first()
        state = WorkState(work.state)
        if (
            first
            and first.starts_at
            and (MOVES_OF_WORK.allows(state, WorkMove.SCHEDULE) or state == WorkState.SCHEDULED)
        ):
            schedule_work(work=work, planned_on=first.starts_at.astimezone(SHANGHAI).date(), by=by, on=on)
        elif not first and state == WorkState.SCHEDULED:
            unschedule_work(work=work, by=by, on=on)


def _write(visits: Sequence[Visit], places: Mapping[int, BoardPlace]) -> None:
    """First all leave their places, so that two may change places."""
    if len(visits) > 1:
        numbers = [visit.pk for visit in visits]
        Visit.objects.filter(pk__in=numbers).update(crew=None, starts_at=None, ends_at=None, pinned=False)
    for visit in visits:
        place = places[visit.pk]
        slot = place.slot
        visit.crew_id = slot.crew if slot else None
        visit.starts_at, visit.ends_at = (slot.start, slot.end) if slot else (None, None)
        visit.minutes, visit.pinned = place.minutes, place.pinned
        visit.state, visit.started_at = VisitState.PLANNED, None
        visit.save()
