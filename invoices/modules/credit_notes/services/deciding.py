"""Four eyes (docs/product.md rule 10): what all corrections have in common when they are approved or dropped."""

from datetime import datetime
from typing import TypeVar

from invoices.modules.credit_notes.domain.errors import AlreadyDecided, ReasonMissing
from invoices.modules.credit_notes.domain.states import MOVES, Move, State
from invoices.modules.credit_notes.models.prepared import Prepared
from property_ops.framework.accounts import SYSTEM
from property_ops.framework.checks import Check, Difference
from property_ops.framework.models import User
from property_ops.kernel.errors import SamePerson
from property_ops.kernel.text import gettext_noop

Kind = TypeVar("Kind", bound=Prepared)


def locked(kind: type[Kind], pk: int) -> Kind:
    """The row, which nobody else decides meanwhile. Call it inside the transaction that decides."""
    return kind._default_manager.select_for_update().get(pk=pk)


def check_approver(thing: Prepared, by: User) -> None:
    """Raises AlreadyDecided, SamePerson."""
    if not MOVES.allows(State(thing.state), Move.APPROVE):
        raise AlreadyDecided(thing=str(thing))
    if thing.prepared_by_id == by.pk:
        raise SamePerson(user=str(by))


def approve(thing: Prepared, *, by: User, now: datetime) -> None:
    """Set it approved; the caller saves it with what approval brings. Raises AlreadyDecided, SamePerson."""
    check_approver(thing, by)
    _decide(thing, Move.APPROVE, by, now)


def drop(thing: Prepared, *, by: User, now: datetime) -> None:
    """It is not carried out: taken back by who prepared it, or refused by another. Raises AlreadyDecided."""
    if not MOVES.allows(State(thing.state), Move.DROP):
        raise AlreadyDecided(thing=str(thing))
    _decide(thing, Move.DROP, by, now)
    thing.save()


def checked_reason(text: str) -> str:
    """Raises ReasonMissing."""
    if not text.strip():
        raise ReasonMissing()
    return text.strip()


def _decide(thing: Prepared, move: Move, by: User, now: datetime) -> None:
    thing.state = MOVES.after(State(thing.state), move, thing=str(thing))
    thing.decided_by, thing.decided_at = by, now


def by_another(name: str, *kinds: type[Prepared]) -> Check:
    """What `property-ops verify` asks of all that is approved."""
    approved = [
        one
        for kind in kinds
        for one in kind._default_manager.filter(state=State.APPROVED).select_related("decided_by", "prepared_by")
    ]
    return Check(
        name=name,
        figures={gettext_noop("approved"): f"{len(approved):,}"},
        differences=tuple(
            Difference(gettext_noop("%(thing)s was not approved by another person"), {"thing": str(one)})
            for one in approved
            if one.decided_by is None or one.decided_by == one.prepared_by or one.decided_by.username == SYSTEM
        ),
    )
