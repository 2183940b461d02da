"""The life of a visit: planned into the tray, placed on the board, started, finished or cancelled."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from property_ops.framework import audit
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.dispatch.domain.errors import BadVisits, NotPlaced, NotYourVisit, WorkNotOpen
from property_ops.modules.dispatch.domain.slots import LONGEST, SHANGHAI, SHORTEST, Slot
from property_ops.modules.dispatch.domain.states import MOVES, VisitMove, VisitState
from property_ops.modules.dispatch.models import Crew, Visit
from property_ops.modules.dispatch.selectors.crews import PLAN, WORK
from property_ops.modules.dispatch.selectors.visits import asked_visits, is_open, may_work_on, stood_at, was_sent
from property_ops.modules.dispatch.services.moving import (
    BOARD,
    STANDING,
    BoardMove,
    BoardPlace,
    call_off,
    move,
    tell_works,
)
from property_ops.modules.works.public import MOVES as MOVES_OF_WORK
from property_ops.modules.works.public import WorkMove, WorkOrder, WorkState, start_work

MOST_VISITS = 30


@transaction.atomic
def plan_visits(
    *,
    work: WorkOrder,
    count: int,
    minutes: int,
    by: User,
    due_on: date | None = None,
    note: str = "",
    urgent: bool = False,
) -> list[Visit]:
    """More visits of the work, into the tray. Raises NotAllowed, BadVisits, WorkNotOpen."""
    require(by, PLAN, work)
    if not (1 <= count <= MOST_VISITS and SHORTEST <= minutes <= LONGEST):
        raise BadVisits(most=MOST_VISITS, shortest=SHORTEST, longest=LONGEST)
    with locked_transaction(BOARD):
        work.refresh_from_db()
        if not is_open(work):
            raise WorkNotOpen(number=work.number, state=WorkState(work.state).word)
        last = Visit.objects.filter(work=work).aggregate(last=Max("number"))["last"] or 0
        made = [
            Visit.objects.create(
                work=work, number=last + step, minutes=minutes, due_on=due_on, note=note, urgent=urgent
            )
            for step in range(1, count + 1)
        ]
    audit.record(by=by, action="dispatch.visits_planned", subject=work.number, visits=count, minutes=minutes)
    return made


def place_visit(
    *,
    visit: Visit,
    crew: Crew,
    start: datetime,
    by: User,
    at: datetime,
    minutes: int | None = None,
    pinned: bool | None = None,
) -> BoardMove:
    """Give the visit to a crew at a time; soft clashes are told. Raises as `move` does, and BadVisits."""
    require(by, PLAN, visit)
    length = minutes or visit.minutes
    if not SHORTEST <= length <= LONGEST:
        raise BadVisits(most=MOST_VISITS, shortest=SHORTEST, longest=LONGEST)
    slot = Slot(crew.pk, start, start + timedelta(minutes=length))
    stays = visit.pinned if pinned is None else pinned
    return move(places={visit.pk: BoardPlace(slot, length, stays)}, by=by, at=at)


def take_off(*, visit: Visit, by: User, at: datetime) -> BoardMove:
    """Back into the tray, from the board or from having been called off. Raises as `move` does."""
    return move(places={visit.pk: BoardPlace(None, visit.minutes)}, by=by, at=at)


@transaction.atomic
def pin(*, visit: Visit, pinned: bool, by: User) -> Visit:
    """A pinned visit stays where it is when a plan is made. Raises NotAllowed, NotPlaced."""
    require(by, PLAN, visit)
    with locked_transaction(BOARD):
        visit.refresh_from_db()
        if not visit.is_placed:
            raise NotPlaced(visit=visit)
        visit.pinned = pinned
        visit.save()
    return visit


@transaction.atomic
def change_visit(*, visit: Visit, due_on: date | None, note: str, urgent: bool, by: User) -> Visit:
    """Raises NotAllowed."""
    require(by, PLAN, visit)
    with locked_transaction(BOARD):
        visit.refresh_from_db()
        visit.due_on, visit.note, visit.urgent = due_on, note, urgent
        visit.save()
    return visit


@transaction.atomic
def cancel_visit(*, visit: Visit, by: User, at: datetime) -> Visit:
    """Nobody goes; a work that has no visit on the board is scheduled no longer. Raises NotAllowed, IllegalMove."""
    require(by, PLAN, visit)
    with locked_transaction(BOARD):
        call_off(visits=[visit], by=by, at=at)
        visit.refresh_from_db()
        tell_works([visit], by=by, on=at.astimezone(SHANGHAI).date())
    return visit


@transaction.atomic
def start_visit(*, visit: Visit, by: User, at: datetime) -> Visit:
    """The crew is there, and the work has begun. Told twice, it changes nothing.

    Told late, after it was planned anew or called off, it goes back to the crew that was there, and to its time: a fact
    goes before a plan. Raises NotAllowed, NotYourVisit, NotPlaced, IllegalMove.
    """
    with locked_transaction(BOARD):
        visit.refresh_from_db()
        if visit.state in STANDING and was_sent(by, visit, at):
            _put_back(visit, at)
        else:
            _check_own(visit, by)
        if visit.state == VisitState.STARTED:
            return visit
        if not visit.is_placed:
            raise NotPlaced(visit=visit)
        visit.state = MOVES.after(VisitState(visit.state), VisitMove.START, thing=str(visit))
        visit.started_at = at
        visit.save()
        _start_work(visit.work, by=by, at=at)
    audit.record(by=by, action="dispatch.visit_started", subject=str(visit))
    return visit


@transaction.atomic
def finish_visit(*, visit: Visit, by: User, at: datetime) -> Visit:
    """The crew is done. Told twice, it changes nothing. Raises NotAllowed, NotYourVisit, IllegalMove."""
    with locked_transaction(BOARD):
        _check_own(visit, by)
        if visit.state == VisitState.DONE:
            return visit
        visit.state = MOVES.after(VisitState(visit.state), VisitMove.FINISH, thing=str(visit))
        visit.finished_at = max(at, visit.started_at or at)
        visit.save()
    audit.record(by=by, action="dispatch.visit_finished", subject=str(visit))
    return visit


def _put_back(visit: Visit, at: datetime) -> None:
    """In memory: it is begun in the same step."""
    place = BoardPlace.from_json(stood_at(visit, at) or {})
    if place.slot is None:
        raise NotPlaced(visit=visit)
    visit.crew_id, visit.starts_at, visit.ends_at = place.slot.crew, place.slot.start, place.slot.end
    visit.state = VisitState.PLANNED


def _start_work(work: WorkOrder, *, by: User, at: datetime) -> None:
    work.refresh_from_db()
    if MOVES_OF_WORK.allows(WorkState(work.state), WorkMove.START):
        start_work(work=work, by=by, on=at.astimezone(SHANGHAI).date())


def _check_own(visit: Visit, by: User) -> None:
    require(by, WORK)
    visit.refresh_from_db()
    if not may_work_on(by, visit):
        raise NotYourVisit(visit=visit)


@transaction.atomic
def place_work(*, work: WorkOrder, crew: Crew, start: datetime, minutes: int, by: User, at: datetime) -> BoardMove:
    """Plan the visits that the work needs and place the first. Raises as `plan_visits` and `place_visit` do."""
    first, *_rest = plan_visits(work=work, count=asked_visits(work), minutes=minutes, by=by)
    return place_visit(visit=first, crew=crew, start=start, by=by, at=at)
