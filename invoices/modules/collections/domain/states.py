"""The life of a dispute, and the three stages of reminding."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions
from property_ops.kernel.worded import Worded


class DisputeState(Worded):
    OPEN = "open", gettext_noop("being looked into")
    UPHELD = "upheld", gettext_noop("upheld")
    REJECTED = "rejected", gettext_noop("not upheld")
    WITHDRAWN = "withdrawn", gettext_noop("withdrawn by the resident")


class Answer(StrEnum):
    UPHOLD = "uphold"
    REJECT = "reject"
    WITHDRAW = "withdraw"


DISPUTE_MOVES = Transitions(
    {
        (DisputeState.OPEN, Answer.UPHOLD): DisputeState.UPHELD,
        (DisputeState.OPEN, Answer.REJECT): DisputeState.REJECTED,
        (DisputeState.OPEN, Answer.WITHDRAW): DisputeState.WITHDRAWN,
    }
)


class Stage(Worded):
    """Each calmer than a bailiff: a friendly word, a reminder letter, word before a lawyer is asked."""

    FRIENDLY = "friendly", gettext_noop("friendly reminder")
    REMINDER = "reminder", gettext_noop("reminder letter")
    BEFORE_LAWYER = "before_lawyer", gettext_noop("final notice before legal action")
