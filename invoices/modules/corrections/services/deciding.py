"""Four eyes (docs/product.md rule 10): what all corrections have in common when they are approved or dropped."""

from datetime import datetime
from typing import TypeVar

from invoices.modules.corrections.domain.errors import AlreadyDecided, ReasonMissing
from invoices.modules.corrections.domain.states import MOVES, Move, State
from invoices.modules.corrections.models.prepared import Prepared
from property_ops.framework.models import User
from property_ops.kernel.errors import SamePerson

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
