"""What every service on a work order begins and ends with: the locked row, the move, the event."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.writing import within
from property_ops.modules.works.domain.errors import NotYourWork
from property_ops.modules.works.domain.states import WorkMove, after
from property_ops.modules.works.models import WorkEvent, WorkOrder
from property_ops.modules.works.selectors import may_record_on

CHANGE, RECORD, CONFIRM, APPROVE, TERMS, TRANSCRIBE, COMPARE = (
    "works.change",
    "works.record",
    "works.confirm",
    "works.approve",
    "works.change_terms",
    "works.transcribe",
    "works.compare",
)


LONGEST_REMARK = 300


def locked(work: WorkOrder, *, by: User | None, permission: str) -> WorkOrder:
    """The row as it stands, locked until the transaction ends. `by` None: somebody whose right is checked apart."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a work is locked inside the transaction that changes it")
    if by is not None:
        require_for(by, permission, work)
    return WorkOrder.objects.select_for_update().select_related("estate").get(pk=work.pk)


def require_for(user: User, permission: str, work: WorkOrder) -> None:
    """Who sees the estate; what the crews record, who does the work too. Raises NotAllowed, NotYourWork."""
    if permission != RECORD:
        require(user, permission, work)
        return
    require(user, RECORD)
    if not may_record_on(user, work):
        raise NotYourWork(number=work.number)


def transition(
    work: WorkOrder,
    move: WorkMove,
    *,
    by: User | None,
    on: date,
    person: str = "",
    remark: str = "",
    detail: dict[str, Any] | None = None,
    changes: Mapping[str, Any] | None = None,
    **more: Any,
) -> WorkOrder:
    """Make the move on a locked row, with `changes` and `more` to its columns, and record it. Raises IllegalMove."""
    before = work.state
    work.state = after(before, move, number=work.number, round=work.round).value
    for name, value in {**(changes or {}), **more}.items():
        setattr(work, name, value)
    work.save()
    record_event(work, move.value, by=by, on=on, before=before, person=person, remark=remark, detail=detail)
    return work


def record_event(
    work: WorkOrder,
    action: str,
    *,
    by: User | None,
    on: date,
    before: str | None = None,
    person: str = "",
    remark: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Record something that was done about the work, in its own history and in the audit log."""
    WorkEvent.objects.create(
        work=work,
        on=on,
        by=by,
        action=action,
        from_state=work.state if before is None else before,
        to_state=work.state,
        round=work.round,
        person=person,
        remark=within(remark, most=LONGEST_REMARK),
        detail=detail or {},
    )
    audit.record(by=by, action=f"works.{action}", subject=work.number, **({"remark": remark} if remark else {}))
