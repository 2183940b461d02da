"""The states of what is prepared by one person and decided by another; one set of words for all of them."""

from dataclasses import dataclass
from enum import StrEnum

from property_ops.kernel.errors import BusinessError, IllegalMove
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions
from property_ops.kernel.worded import Worded


class ApprovalState(Worded):
    """`REJECTED` by another person, for a reason; `WITHDRAWN` by who prepared it."""

    WAITING = "waiting", gettext_noop("waits for approval")
    APPROVED = "approved", gettext_noop("approved")
    REJECTED = "rejected", gettext_noop("rejected")
    WITHDRAWN = "withdrawn", gettext_noop("withdrawn")


class ApprovalMove(StrEnum):
    APPROVE = "approve"
    REJECT = "reject"
    WITHDRAW = "withdraw"


STATE_COLOURS = {
    ApprovalState.WAITING: "yellow",
    ApprovalState.APPROVED: "green",
    ApprovalState.REJECTED: "red",
    ApprovalState.WITHDRAWN: "gray",
}

MOVES = Transitions(
    {
        (ApprovalState.WAITING, ApprovalMove.APPROVE): ApprovalState.APPROVED,
        (ApprovalState.WAITING, ApprovalMove.REJECT): ApprovalState.REJECTED,
        (ApprovalState.WAITING, ApprovalMove.WITHDRAW): ApprovalState.WITHDRAWN,
    }
)

NEVER_MIND = (ApprovalState.REJECTED.value, ApprovalState.WITHDRAWN.value)
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


class FiguresThere(BusinessError):
    code = "figures_there"
    message = gettext_noop("There is a rule from %(day)s already, or one that waits for approval.")


class RejectedWithoutReason(BusinessError):
    code = "rejected_without_reason"
    message = gettext_noop("Say why it is rejected: who prepared it needs to know.")


class PreparedByAnother(BusinessError):
    """Who may approve it can reject it instead."""

    code = "prepared_by_another"
    message = gettext_noop("%(thing)s was prepared by %(preparer)s, who alone can withdraw it.")
