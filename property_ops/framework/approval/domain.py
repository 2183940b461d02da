"""The states of what is prepared by one person and decided by another; one set of words for all of them."""

from dataclasses import dataclass
from enum import StrEnum

from property_ops.kernel.errors import BusinessError, IllegalMove
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions


class State(StrEnum):
    """`REJECTED` by another person, for a reason; `WITHDRAWN` by who prepared it."""

    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(state.value, STATE_NAMES[state]) for state in cls]


class Move(StrEnum):
    APPROVE = "approve"
    REJECT = "reject"
    WITHDRAW = "withdraw"


STATE_NAMES = {
    State.WAITING: gettext_noop("waits for approval"),
    State.APPROVED: gettext_noop("approved"),
    State.REJECTED: gettext_noop("rejected"),
    State.WITHDRAWN: gettext_noop("withdrawn"),
}
STATE_COLOURS = {State.WAITING: "yellow", State.APPROVED: "green", State.REJECTED: "red", State.WITHDRAWN: "gray"}

MOVES = Transitions(
    {
        (State.WAITING, Move.APPROVE): State.APPROVED,
        (State.WAITING, Move.REJECT): State.REJECTED,
        (State.WAITING, Move.WITHDRAW): State.WITHDRAWN,
    }
)

NEVER_MIND = (State.REJECTED.value, State.WITHDRAWN.value)
"""What will not be carried out: it keeps nobody from preparing the same again."""


@dataclass(frozen=True, slots=True)
class Rights:
    """The permission of who prepares a thing, and may withdraw it; and of who approves or rejects it."""

    prepare: str
    approve: str


class AlreadyDecided(IllegalMove):
    code = "already_decided"
    message = gettext_noop("%(thing)s is decided already.")


class NothingToApprove(BusinessError):
    code = "nothing_to_approve"
    message = gettext_noop("Nothing of this waits for approval.")


class RejectedWithoutReason(BusinessError):
    code = "rejected_without_reason"
    message = gettext_noop("Say why it is rejected: who prepared it needs to know.")


class PreparedByAnother(BusinessError):
    """Who may approve it can reject it instead."""

    code = "prepared_by_another"
    message = gettext_noop("%(thing)s was prepared by %(preparer)s, who alone can withdraw it.")
