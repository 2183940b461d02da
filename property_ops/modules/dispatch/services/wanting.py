"""A new work, estimated in one go; its visits go into the tray once another person has released it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.writing import within
from property_ops.modules.dispatch.domain.errors import BadVisits
from property_ops.modules.dispatch.domain.slots import LONGEST, SHORTEST
from property_ops.modules.dispatch.domain.states import VisitState
from property_ops.modules.dispatch.models import Visit, WantedVisits
from property_ops.modules.dispatch.selectors.crews import PLAN
from property_ops.modules.dispatch.selectors.norms import usual_minutes
from property_ops.modules.dispatch.selectors.visits import asked_visits, later_visits
from property_ops.modules.dispatch.services.moving import BOARD, call_off
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
        call_off(visits=list(Visit.objects.filter(work=work, state=VisitState.PLANNED)), by=by, at=timezone.now())


def nobody_goes_again(work: WorkOrder, *, by: User, on: date) -> None:
    """Of slot `work_reported`: the later visits leave; those whose hour has come may be what was reported."""
    now = timezone.now()
    with locked_transaction(BOARD):
        call_off(visits=list(later_visits(work, on=on, now=now)), by=by, at=now)
