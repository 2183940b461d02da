"""The life of what is prepared by one and decided by another."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions


class State(StrEnum):
    """Of a credit note, a write-off, an instalment plan, terms of late charges."""

    WAITING = "waiting"
    APPROVED = "approved"
    DROPPED = "dropped"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(state.value, NAMES[state]) for state in cls]


class Move(StrEnum):
    APPROVE = "approve"
    DROP = "drop"


NAMES = {
    State.WAITING: gettext_noop("waits for approval"),
    State.APPROVED: gettext_noop("approved"),
    State.DROPPED: gettext_noop("dropped"),
}

MOVES = Transitions(
    {
        (State.WAITING, Move.APPROVE): State.APPROVED,
        (State.WAITING, Move.DROP): State.DROPPED,
    }
)
