"""The life of what is prepared by one and decided by another."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions


class ApprovalState(StrEnum):
    """Of a credit note, a write-off, an instalment plan, terms of late charges."""

    WAITING = "waiting"
    APPROVED = "approved"
    DROPPED = "dropped"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(state.value, NAMES[state]) for state in cls]


class ApprovalMove(StrEnum):
    APPROVE = "approve"
    DROP = "drop"


NAMES = {
    ApprovalState.WAITING: gettext_noop("waits for approval"),
    ApprovalState.APPROVED: gettext_noop("approved"),
    ApprovalState.DROPPED: gettext_noop("dropped"),
}

MOVES = Transitions(
    {
        (ApprovalState.WAITING, ApprovalMove.APPROVE): ApprovalState.APPROVED,
        (ApprovalState.WAITING, ApprovalMove.DROP): ApprovalState.DROPPED,
    }
)
