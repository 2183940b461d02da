"""The lives of what is prepared by one and decided by another, and of a dispute."""

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


class DisputeState(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(state.value, DISPUTE_NAMES[state]) for state in cls]


class Answer(StrEnum):
    UPHOLD = "uphold"
    REJECT = "reject"
    WITHDRAW = "withdraw"


DISPUTE_NAMES = {
    DisputeState.OPEN: gettext_noop("being looked into"),
    DisputeState.UPHELD: gettext_noop("upheld"),
    DisputeState.REJECTED: gettext_noop("not upheld"),
    DisputeState.WITHDRAWN: gettext_noop("taken back by the resident"),
}

DISPUTE_MOVES = Transitions(
    {
        (DisputeState.OPEN, Answer.UPHOLD): DisputeState.UPHELD,
        (DisputeState.OPEN, Answer.REJECT): DisputeState.REJECTED,
        (DisputeState.OPEN, Answer.WITHDRAW): DisputeState.WITHDRAWN,
    }
)
