"""What the crew reports: how much is done."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from property_ops.framework.models import User
from property_ops.framework.slots import plugged_into
from property_ops.kernel.quantity import plain
from property_ops.modules.works.domain.errors import (
    AlreadyMeasured,
    LessThanBefore,
    NegativeQuantity,
    NotALine,
    NothingDone,
    QuantityMissing,
)
from property_ops.modules.works.domain.states import WorkMove, WorkState, require_move
from property_ops.modules.works.models import WorkConfirmation, WorkLine, WorkOrder
from property_ops.modules.works.models.work_order import WorkResult
from property_ops.modules.works.selectors import lines_of
from property_ops.modules.works.services.workflow import RECORD, locked, record_event, require_for, transition


@transaction.atomic
def record_done(*, work: WorkOrder, done: Mapping[int, Decimal], by: User, on: date, remark: str = "") -> WorkOrder:
    """What is done of the lines so far, by number; also to correct it while nobody has confirmed anything yet.

    Raises NotAllowed, IllegalMove, AlreadyMeasured, NotALine, NegativeQuantity, LessThanBefore.
    """
    work = locked(work, by=by, permission=RECORD)
    if work.state == WorkState.DONE:
        if WorkConfirmation.objects.filter(work=work, round=work.round).exists():
            raise AlreadyMeasured(number=work.number)
    else:
        require_move(work.state, WorkMove.FINISH, number=work.number)
    _store(work, done)
    work.save()
    record_event(work, "record", by=by, on=on, remark=remark, detail=_written(done))
    return work


@transaction.atomic
def finish_work(
    *, work: WorkOrder, by: User, on: date, done: Mapping[int, Decimal] | None = None, remark: str = ""
) -> WorkOrder:
    """Reported as done, with the quantities of all lines; it waits for acceptance then.

    Raises NotAllowed, IllegalMove, QuantityMissing, NothingDone, NotALine, NegativeQuantity, LessThanBefore.
    """
    require_for(by, RECORD, work)
    for told in plugged_into("work_reported"):
        told(work, by=by, on=on)  # who plans who goes there locks the board before the work, here as there
    work = locked(work, by=by, permission=RECORD)
    require_move(work.state, WorkMove.FINISH, number=work.number)
    _store(work, done or {})
    for line in lines_of(work):
        if line.done is None:
            raise QuantityMissing(line=line.number, name=line.name)
    if not work.done:
        raise NothingDone()
    return transition(
        work,
        WorkMove.FINISH,
        by=by,
        on=on,
        remark=remark,
        detail=_written({line.number: line.done for line in lines_of(work) if line.done is not None}),
        done_on=on,
        result=WorkResult.PENDING.value,
    )


def _store(work: WorkOrder, done: Mapping[int, Decimal]) -> None:
    """In a rework a quantity is never lowered: what was paid for it was paid for all of it."""
    known = {line.number: line for line in lines_of(work)}
    for number, quantity in done.items():
        if number not in known:
            raise NotALine(number=work.number, line=number)
        if quantity < 0:
            raise NegativeQuantity(line=number)
        before = known[number].done
        if work.round > 1 and before is not None and quantity < before:
            raise LessThanBefore(line=number, before=plain(before))
        if number == 1:
            work.done = quantity
        else:
            line = WorkLine.objects.get(work=work, number=number)
            line.done = quantity
            line.save()


def _written(done: Mapping[int, Decimal]) -> dict[str, dict[str, str]]:
    return {"done": {str(number): plain(quantity) for number, quantity in done.items()}}
