"""From the first word to the schedule: created, estimated, released by another person, planned, given up."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from property_ops.framework.approval.services import refuse_own
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.slots import plugged_into
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.writing import with_reason
from property_ops.modules.estates.public import Estate, UnitDirectory
from property_ops.modules.works.domain.errors import (
    CeilingMissing,
    ScopeMissing,
    ScopeNotThere,
    ThirdPartyMissing,
    UnknownKind,
    WarrantyIsFree,
)
from property_ops.modules.works.domain.funding import FundingSplit
from property_ops.modules.works.domain.quantities import PlannedLine, check_plan
from property_ops.modules.works.domain.scope import parse_scope
from property_ops.modules.works.domain.states import WorkMove, WorkState
from property_ops.modules.works.models import WorkLine, WorkOrder
from property_ops.modules.works.models.funding import Funding, percents
from property_ops.modules.works.selectors import work_kinds
from property_ops.modules.works.services.workflow import (
    APPROVE,
    CHANGE,
    LONGEST_REMARK,
    RECORD,
    locked,
    record_event,
    require_for,
    transition,
)


@transaction.atomic
def create_work(*, estate: Estate, kind: str, by: User, on: date, place: str = "", remark: str = "") -> WorkOrder:
    """A draft with the next number of the year. Raises NotAllowed, UnknownKind."""
    require(by, CHANGE, estate)
    known = work_kinds().called(kind)
    if known is None:
        raise UnknownKind(kind=kind)
    return open_draft(estate=estate, kind=kind, unit=known.unit, place=place, by=by, on=on, remark=remark)


def open_draft(
    *,
    estate: Estate,
    kind: str,
    unit: str,
    place: str,
    by: User,
    on: date,
    remark: str,
    funding: Funding = Funding.UNDECIDED,
    original: WorkOrder | None = None,
) -> WorkOrder:
    """The draft itself; inside the transaction of whoever asked for it."""
    work = WorkOrder.objects.create(
        number=WorkOrder.series.next(on.year),
        kind=kind,
        estate=estate,
        place=place,
        unit=unit,
        funding=funding,
        original=original,
    )
    record_event(work, "create", by=by, on=on, before="", remark=remark)
    return work


@transaction.atomic
def estimate_work(
    *,
    work: WorkOrder,
    lines: Sequence[PlannedLine],
    split: FundingSplit,
    by: User,
    on: date,
    scope: str = "",
    third_party: str = "",
    remark: str = "",
) -> WorkOrder:
    """The quantities, their prices, who pays and who shares; it waits for another person's release then.

    Raises NotAllowed, IllegalMove, NothingPlanned, NotPriced, NotAScope, ScopeMissing, ScopeNotThere, ThirdPartyMissing
    and WarrantyIsFree.
    """
    work = locked(work, by=by, permission=CHANGE)
    check_plan(lines)
    _check_payers(work, split, scope, third_party)
    first, further = lines[0], lines[1:]
    WorkLine.objects.filter(work=work).delete()
    for number, line in enumerate(further, start=2):
        WorkLine.objects.create(
            work=work, number=number, name=line.name, unit=line.unit, planned=line.planned, price=line.price
        )
    word = split.word if not work.is_free else Funding.NOBODY.value
    amount = sum((line.amount for line in lines), ZERO)
    return transition(
        work,
        WorkMove.ESTIMATE,
        by=by,
        on=on,
        remark=remark,
        detail={"amount": str(amount), "lines": len(lines)},
        unit=first.unit,
        planned=first.planned,
        price=first.price,
        funding=word,
        scope=scope if split.residents else "",
        third_party=third_party if split.third_party else "",
        prepared_by=by,
        decided_by=None,
        ceiling=None,
        changes=percents(split),
    )


def _check_payers(work: WorkOrder, split: FundingSplit, scope: str, third_party: str) -> None:
    nobody = split == FundingSplit()
    if work.is_free:
        if not nobody:
            raise WarrantyIsFree(number=work.number)
        return
    split.require_whole()
    if split.third_party and not third_party.strip():
        raise ThirdPartyMissing()
    if not split.residents:
        return
    if not scope.strip():
        raise ScopeMissing()
    missing = parse_scope(scope).missing_in(UnitDirectory.read({work.estate}).places().get(work.estate_id, set()))
    if missing:
        raise ScopeNotThere(estate=work.estate.name, missing="、".join(missing))


@transaction.atomic
def approve_work(*, work: WorkOrder, ceiling: Yuan, by: User, on: date, remark: str = "") -> WorkOrder:
    """Release the estimate and its ceiling (docs/product.md rule 10). Raises NotAllowed, SamePerson, CeilingMissing."""
    work = locked(work, by=by, permission=APPROVE)
    refuse_own(work, by)
    if ceiling <= ZERO:
        raise CeilingMissing()
    work = transition(
        work,
        WorkMove.APPROVE,
        by=by,
        on=on,
        remark=remark,
        detail={"ceiling": str(ceiling)},
        ceiling=ceiling,
        decided_by=by,
    )
    for told in plugged_into("work_released"):
        told(work, by=by, on=on)
    return work


@transaction.atomic
def revise_work(*, work: WorkOrder, by: User, on: date, remark: str) -> WorkOrder:
    """Back to draft: whoever plans estimates anew. Raises NotAllowed, IllegalMove, ReasonMissing."""
    _withdraw(work, by=by, on=on)
    work = locked(work, by=by, permission=CHANGE)
    why = with_reason(remark, most=LONGEST_REMARK)
    return transition(work, WorkMove.REVISE, by=by, on=on, remark=why, decided_by=None, ceiling=None)


@transaction.atomic
def schedule_work(*, work: WorkOrder, planned_on: date, by: User, on: date, remark: str = "") -> WorkOrder:
    """The work is planned for a day. What is scheduled or begun already only gets the new day.

    Raises NotAllowed, IllegalMove.
    """
    work = locked(work, by=by, permission=CHANGE)
    if work.state not in (WorkState.SCHEDULED, WorkState.IN_PROGRESS):
        detail = {"planned_on": str(planned_on)}
        return transition(work, WorkMove.SCHEDULE, by=by, on=on, remark=remark, detail=detail, planned_on=planned_on)
    if work.planned_on != planned_on:
        work.planned_on = planned_on
        work.save()
        record_event(work, WorkMove.SCHEDULE.value, by=by, on=on, remark=remark, detail={"planned_on": str(planned_on)})
    return work


@transaction.atomic
def unschedule_work(*, work: WorkOrder, by: User, on: date, remark: str = "") -> WorkOrder:
    """Off the schedule again. Raises NotAllowed, IllegalMove."""
    work = locked(work, by=by, permission=CHANGE)
    return transition(work, WorkMove.UNSCHEDULE, by=by, on=on, remark=remark, planned_on=None)


@transaction.atomic
def start_work(*, work: WorkOrder, by: User, on: date, remark: str = "") -> WorkOrder:
    """The crew has begun. Raises NotAllowed, IllegalMove."""
    work = locked(work, by=by, permission=RECORD)
    return transition(work, WorkMove.START, by=by, on=on, remark=remark)


@transaction.atomic
def cancel_work(*, work: WorkOrder, by: User, on: date, remark: str) -> WorkOrder:
    """Given up before it was done: what it cost stays recorded and is never charged.

    Raises NotAllowed, IllegalMove, ReasonMissing.
    """
    _withdraw(work, by=by, on=on)
    work = locked(work, by=by, permission=CHANGE)
    return transition(work, WorkMove.CANCEL, by=by, on=on, remark=with_reason(remark, most=LONGEST_REMARK))


def _withdraw(work: WorkOrder, *, by: User, on: date) -> None:
    """Those who plan who goes there lock their board before the work, here as there."""
    require_for(by, CHANGE, work)
    for told in plugged_into("work_withdrawn"):
        told(work, by=by, on=on)


@transaction.atomic
def close_work(*, work: WorkOrder, by: User, on: date, remark: str = "") -> WorkOrder:
    """Nothing more is to be done about an accepted work. Raises NotAllowed, IllegalMove."""
    work = locked(work, by=by, permission=CHANGE)
    return transition(work, WorkMove.CLOSE, by=by, on=on, remark=remark)
