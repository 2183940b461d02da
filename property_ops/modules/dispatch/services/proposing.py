"""Having a plan proposed in the background, and taking it over in one step."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.background import MOST_ATTEMPTS
from property_ops.framework.database_errors import is_away
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import BusinessError
from property_ops.modules.dispatch.domain.errors import (
    BoardChanged,
    NothingToPlan,
    PlanningInterrupted,
    ProposalNotReady,
    ProposalTooOld,
)
from property_ops.modules.dispatch.domain.fingerprint import fingerprint
from property_ops.modules.dispatch.domain.slots import Slot, Span, moment
from property_ops.modules.dispatch.models import Proposal
from property_ops.modules.dispatch.models.proposal import ProposalState
from property_ops.modules.dispatch.selectors.crews import PLAN
from property_ops.modules.dispatch.selectors.situation import situation
from property_ops.modules.dispatch.services.moving import BOARD, BoardPlace, move

DAYS = 14
OPEN = (ProposalState.WAITING, ProposalState.RUNNING)
SILENT_FOR = timedelta(minutes=3)
SEARCH_FOR = timedelta(seconds=15)
"""The search ends by its effort before that; a machine that is very busy proposes what it has found by then."""


def start_proposal(
    *, first: date, by: User, now: datetime, enqueue: Callable[[int], Any], keeps_told: bool = False
) -> Proposal:
    """Record that a plan for a fortnight is wanted, and hand it to `enqueue` in the same transaction.

    Pressed twice, the second press finds the first one's. Raises NotAllowed.
    """
    require(by, PLAN)
    with locked_transaction("dispatch proposals"):
        running = Proposal.objects.filter(state__in=OPEN).first()
        if running is not None and now - running.beat_at < SILENT_FOR:
            return running
        if running is not None:
            _fail(running.pk, PlanningInterrupted())
        Proposal.objects.filter(state=ProposalState.READY).update(state=ProposalState.DROPPED)
        made = Proposal.objects.create(
            first_day=first, days=DAYS, keeps_told=keeps_told, by=by, started_at=now, beat_at=now
        )
        enqueue(made.pk)
    return made


def perform_proposal(proposal_id: int, *, attempt: int = 1) -> None:
    """Reckon the plan. Errors end in the proposal.

    A task that is delivered twice does it once; at a further attempt it does anew what a dead worker began.
    """
    begun = timezone.now()
    waiting = Proposal.objects.filter(pk=proposal_id, state__in=OPEN if attempt > 1 else [ProposalState.WAITING])
    if not waiting.update(state=ProposalState.RUNNING, beat_at=begun):
        return
    if attempt > MOST_ATTEMPTS:
        _fail(proposal_id, PlanningInterrupted())
        return
    try:
        _reckon(Proposal.objects.get(pk=proposal_id), begun)
    except BusinessError as error:
        _fail(proposal_id, error)
    except BaseException as error:
        if not is_away(error):  # else the next worker takes it up
            _fail(proposal_id, PlanningInterrupted())
        raise


def _reckon(proposal: Proposal, begun: datetime) -> None:
    # The solver takes a second to import: only the process that plans pays for it.
    from property_ops.modules.dispatch.services.reckoning import reckoned

    facts = situation(_span(proposal))

    def progress(done: int, total: int) -> bool:
        now = timezone.now()
        Proposal.objects.filter(pk=proposal.pk).update(done=done, total=total, beat_at=now)
        return now - begun < SEARCH_FOR

    found = reckoned(
        facts,
        first=proposal.first_day,
        days=proposal.days,
        now=begun,
        progress=progress,
        keeps_told=proposal.keeps_told,
    )
    if not found.plan and not found.left_out:
        raise NothingToPlan
    Proposal.objects.filter(pk=proposal.pk, state=ProposalState.RUNNING).update(
        state=ProposalState.READY,
        fingerprint=fingerprint(facts),
        plan=found.plan,
        left_out=found.left_out,
        figures=found.figures,
        beat_at=timezone.now(),
    )


@transaction.atomic
def adopt_proposal(*, proposal: Proposal, by: User, at: datetime) -> Proposal:
    """Put the whole plan on the board, or nothing of it.

    Raises NotAllowed, ProposalNotReady, BoardChanged, ProposalTooOld, and what `move` raises.
    """
    require(by, PLAN)
    with locked_transaction(BOARD):
        proposal.refresh_from_db()
        if proposal.state != ProposalState.READY:
            raise ProposalNotReady
        if fingerprint(situation(_span(proposal))) != proposal.fingerprint:
            raise BoardChanged
        places = {step["visit"]: _place(step) for step in proposal.plan if step["moves"]}
        if any(place.slot and place.slot.start < at for place in places.values()):
            raise ProposalTooOld
        proposal.change = move(places=places, by=by, at=at).change
        proposal.state = ProposalState.ADOPTED
        proposal.save()
    audit.record(by=by, action="dispatch.plan_taken_over", subject=str(proposal.first_day), moves=len(places))
    return proposal


@transaction.atomic
def drop_proposal(*, proposal: Proposal, by: User) -> None:
    """Raises NotAllowed. Safe to repeat."""
    require(by, PLAN)
    Proposal.objects.filter(pk=proposal.pk, state=ProposalState.READY).update(state=ProposalState.DROPPED)


def _span(proposal: Proposal) -> Span:
    return Span(moment(proposal.first_day), moment(proposal.first_day + timedelta(days=proposal.days)))


def _place(step: dict[str, Any]) -> BoardPlace:
    if step["crew"] is None:
        return BoardPlace(None, step["minutes"])
    start, end = datetime.fromisoformat(step["start"]), datetime.fromisoformat(step["end"])
    return BoardPlace(Slot(step["crew"], start, end), step["minutes"])


def _fail(proposal_id: int, error: BusinessError) -> None:
    told = {"message": error.message, "data": {key: str(value) for key, value in error.data.items()}}
    Proposal.objects.filter(pk=proposal_id, state__in=OPEN).update(state=ProposalState.FAILED, problem=told)
