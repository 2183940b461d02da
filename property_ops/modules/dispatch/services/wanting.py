"""A new work, estimated in one go; its visits go into the tray once another person has released it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from property_ops.framework import audit
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.writing import within
from property_ops.modules.dispatch.domain.errors import BadVisits
from property_ops.modules.dispatch.domain.slots import LONGEST, SHORTEST
from property_ops.modules.dispatch.domain.states import MOVES, VisitMove, VisitState
from property_ops.modules.dispatch.models import Visit, WantedVisits
from property_ops.modules.dispatch.selectors.crews import PLAN
from property_ops.modules.dispatch.selectors.norms import usual_minutes
from property_ops.modules.dispatch.selectors.visits import asked_visits
from property_ops.modules.dispatch.services.moving import BOARD
from property_ops.modules.dispatch.services.visits import MOST_VISITS
from property_ops.modules.estates.public import Estate
from property_ops.modules.works.public import FundingSplit, PlannedLine, WorkOrder, create_work, estimate_work


@dataclass(frozen=True, slots=True)
class NewWork:
    """What is to be done. `minutes` None is what the norms give, in as many visits as the kind asks for."""

    estate: Estate
    kind: str
    place: str
    lines: Sequence[PlannedLine]
    split: FundingSplit
    scope: str = ""
    third_party: str = ""
    remark: str = ""
    minutes: int | None = None
    due_on: date | None = None
    urgent: bool = False


@transaction.atomic
def order_work(*, new: NewWork, by: User, on: date) -> WorkOrder:
    """Created, estimated, and wanted on the board. Raises NotAllowed, BadVisits, and what estimating raises."""
    require(by, PLAN, new.estate)
    work = create_work(estate=new.estate, kind=new.kind, by=by, on=on, place=new.place, remark=new.remark)
    work = estimate_work(
        work=work, lines=new.lines, split=new.split, scope=new.scope, third_party=new.third_party, by=by, on=on
    )
    count = min(max(asked_visits(work), 1), MOST_VISITS)
    minutes = new.minutes or usual_minutes(work, visits=count)
    if not SHORTEST <= minutes <= LONGEST:
        raise BadVisits(most=MOST_VISITS, shortest=SHORTEST, longest=LONGEST)
    WantedVisits.objects.create(
        work=work, count=count, minutes=minutes, due_on=new.due_on, urgent=new.urgent, note=within(new.remark, most=200)
    )
    return work


def into_the_tray(work: WorkOrder, *, by: User, on: date) -> None:
    """Of slot `work_released`: what was wanted of the work is in the tray now."""
    with locked_transaction(BOARD):
        wanted = WantedVisits.objects.filter(work=work).first()
        known = Visit.objects.filter(work=work)
        if wanted is None or known.exclude(state=VisitState.CANCELLED).exists():
            return
        last = known.aggregate(last=Max("number"))["last"] or 0
        for number in range(last + 1, last + wanted.count + 1):
            Visit.objects.create(
                work=work,
                number=number,
                minutes=wanted.minutes,
                due_on=wanted.due_on,
                urgent=wanted.urgent,
                note=wanted.note,
            )


def nobody_goes(work: WorkOrder, *, by: User, on: date) -> None:
    """Of slot `work_withdrawn`: visits that are not begun leave board, tray and the crews' phones."""
    with locked_transaction(BOARD):
        for visit in Visit.objects.filter(work=work, state=VisitState.PLANNED).order_by("pk"):
            visit.state = MOVES.after(VisitState.PLANNED, VisitMove.CANCEL, thing=str(visit))
            visit.save()
            audit.record(by=by, action="dispatch.visit_cancelled", subject=str(visit))
