"""The life of a dispute, and the three stages of reminding."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions


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
    DisputeState.WITHDRAWN: gettext_noop("withdrawn by the resident"),
}

DISPUTE_MOVES = Transitions(
    {
        (DisputeState.OPEN, Answer.UPHOLD): DisputeState.UPHELD,
        (DisputeState.OPEN, Answer.REJECT): DisputeState.REJECTED,
        (DisputeState.OPEN, Answer.WITHDRAW): DisputeState.WITHDRAWN,
    }
)


class Stage(StrEnum):
    """Each calmer than a bailiff: a friendly word, a reminder letter, word before a lawyer is asked."""

    FRIENDLY = "friendly"
    REMINDER = "reminder"
    BEFORE_LAWYER = "before_lawyer"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(stage.value, STAGE_NAMES[stage]) for stage in cls]


STAGE_NAMES = {
    Stage.FRIENDLY: gettext_noop("friendly reminder"),
    Stage.REMINDER: gettext_noop("reminder letter"),
    Stage.BEFORE_LAWYER: gettext_noop("final notice before legal action"),
}
