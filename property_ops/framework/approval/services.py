"""The three acts: approve, reject, withdraw. Each locks the row, and asks for the right under the lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation

from property_ops.framework import audit
from property_ops.framework.approval.domain import (
    MOVES,
    AlreadyDecided,
    ApprovalMove,
    ApprovalState,
    NothingToApprove,
    PreparedByAnother,
    RejectedWithoutReason,
)
from property_ops.framework.approval.models import FourEyes, Prepared
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import SamePerson
from property_ops.kernel.writing import LONGEST_REASON, within

Thing = TypeVar("Thing", bound=Prepared)


def refuse_own(thing: FourEyes, by: User) -> None:
    """Raises SamePerson."""
    if thing.prepared_by_id == by.pk:
        raise SamePerson(user=str(by))


def refuse_own_among(rows: QuerySet[Any], by: User) -> None:
    """Refuse them as a whole before any is touched. Raises SamePerson."""
    if rows.filter(prepared_by=by).exists():
        raise SamePerson(user=str(by))


@contextmanager
def approving(kind: type[Thing], pk: int, *, by: User, now: datetime) -> Iterator[Thing]:
    """The row, approved. What the block does to it is part of the approval; then it is saved and recorded.

    Raises NotAllowed, AlreadyDecided, SamePerson.
    """
    with transaction.atomic():
        thing = _locked(kind, pk)
        require(by, thing.rights.approve, thing)
        _approve(thing, by, now)
        yield thing
        thing.save()
        record(thing, ApprovalState.APPROVED, by=by)


@contextmanager
def approving_each(rows: QuerySet[Thing], *, by: User, now: datetime) -> Iterator[list[Thing]]:
    """Those of the rows that wait, approved together: all or none.

    Raises NotAllowed, NothingToApprove, and SamePerson where `by` prepared one of them.
    """
    with transaction.atomic():
        things = list(rows.filter(rows.model.WAITS).select_for_update(of=("self",)))
        require(by, rows.model.rights.approve, *things)
        if not things:
            raise NothingToApprove()
        for thing in things:
            _approve(thing, by, now)
        yield things
        for thing in things:
            thing.save()
            record(thing, ApprovalState.APPROVED, by=by)


def approve_at_once(rows: QuerySet[Any], *, by: User, now: datetime, state: StrEnum) -> int:
    """Approve what waits of many rows in one statement: how many have that `state` now. The caller records it.

    The database refuses each single row of one's own as well. Raises NotAllowed, SamePerson.
    """
    require(by, rows.model.rights.approve)
    return approve_with(rows, by=by, now=now, state=state)


def approve_with(rows: QuerySet[Any], *, by: User, now: datetime, state: StrEnum) -> int:
    """The same as part of something that `by` approves, for which no more rights are asked. Raises SamePerson."""
    waiting = rows.filter(rows.model.WAITS)
    refuse_own_among(waiting, by)
    return waiting.update(decided_by=by, decided_at=now, state=state)


def reject(kind: type[Thing], pk: int, *, reason: str, by: User, now: datetime) -> Thing:
    """It is not carried out. Raises NotAllowed, RejectedWithoutReason, AlreadyDecided, SamePerson."""
    said = within(reason, most=LONGEST_REASON)
    with transaction.atomic():
        thing = _locked(kind, pk)
        require(by, thing.rights.approve, thing)
        if not said:
            raise RejectedWithoutReason()
        _decide(thing, ApprovalMove.REJECT, by, now)
        refuse_own(thing, by)
        thing.rejected_because = said
        thing.save()
        record(thing, ApprovalState.REJECTED, by=by, reason=said)
    return thing


def withdraw(kind: type[Thing], pk: int, *, by: User, now: datetime) -> Thing:
    """Who prepared it takes it back. Raises NotAllowed, AlreadyDecided, PreparedByAnother."""
    with transaction.atomic():
        thing = _locked(kind, pk)
        require(by, thing.rights.prepare, thing)
        _decide(thing, ApprovalMove.WITHDRAW, by, now)
        if thing.prepared_by_id != by.pk:
            raise PreparedByAnother(thing=str(thing), preparer=str(thing.prepared_by))
        thing.save()
        record(thing, ApprovalState.WITHDRAWN, by=by)
    return thing


def record(thing: FourEyes, state: ApprovalState, *, by: User, **more: Any) -> None:
    """One event of the audit log for whatever was decided."""
    with translation.override(None):
        what = str(thing._meta.verbose_name)
    subject = thing.audit_subject[:120]
    audit.record(by=by, action=f"approval.{state}", subject=subject, of=what, **thing.audit_facts(), **more)


def _locked(kind: type[Thing], pk: int) -> Thing:
    return kind._default_manager.select_for_update(of=("self",)).get(pk=pk)


def _approve(thing: Prepared, by: User, now: datetime) -> None:
    _decide(thing, ApprovalMove.APPROVE, by, now)
    refuse_own(thing, by)


def _decide(thing: Prepared, move: ApprovalMove, by: User, now: datetime) -> None:
    if not MOVES.allows(ApprovalState(thing.state), move):
        raise AlreadyDecided(thing=str(thing))
    thing.state = MOVES.after(ApprovalState(thing.state), move, thing=str(thing)).value
    thing.decided_by, thing.decided_at = by, now
