"""The life of a work order."""

from property_ops.kernel.errors import IllegalMove
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions
from property_ops.kernel.worded import Worded


class WorkState(Worded):
    DRAFT = "draft", gettext_noop("draft")
    ESTIMATED = "estimated", gettext_noop("work estimated")
    APPROVED = "approved", gettext_noop("released for work")
    SCHEDULED = "scheduled", gettext_noop("work scheduled")
    IN_PROGRESS = "in_progress", gettext_noop("in work")
    DONE = "done", gettext_noop("waiting for acceptance")
    SENT_BACK = "sent_back", gettext_noop("sent back for rework")
    ACCEPTED = "accepted", gettext_noop("accepted")
    CLOSED = "closed", gettext_noop("work closed")
    CANCELLED = "cancelled", gettext_noop("work cancelled")


class WorkMove(Worded):
    ESTIMATE = "estimate", gettext_noop("estimated anew")
    APPROVE = "approve", gettext_noop("released to be done")
    REVISE = "revise", gettext_noop("given back for revision")
    SCHEDULE = "schedule", gettext_noop("put on the schedule")
    UNSCHEDULE = "unschedule", gettext_noop("taken off the schedule")
    START = "start", gettext_noop("begun by the crew")
    CALL_OUT = "call_out", gettext_noop("begun in an emergency")
    FINISH = "finish", gettext_noop("reported as done")
    ACCEPT = "accept", gettext_noop("confirmed or accepted")
    SEND_BACK = "send_back", gettext_noop("sent back to the crew")
    CLOSE = "close", gettext_noop("filed away")
    CANCEL = "cancel", gettext_noop("given up")


MOVES = Transitions(
    {
        (WorkState.DRAFT, WorkMove.ESTIMATE): WorkState.ESTIMATED,
        (WorkState.ESTIMATED, WorkMove.APPROVE): WorkState.APPROVED,
        (WorkState.ESTIMATED, WorkMove.CALL_OUT): WorkState.IN_PROGRESS,
        (WorkState.ESTIMATED, WorkMove.REVISE): WorkState.DRAFT,
        (WorkState.APPROVED, WorkMove.REVISE): WorkState.DRAFT,
        (WorkState.APPROVED, WorkMove.SCHEDULE): WorkState.SCHEDULED,
        (WorkState.SENT_BACK, WorkMove.SCHEDULE): WorkState.SCHEDULED,
        (WorkState.SCHEDULED, WorkMove.UNSCHEDULE): WorkState.APPROVED,
        (WorkState.APPROVED, WorkMove.START): WorkState.IN_PROGRESS,
        (WorkState.SCHEDULED, WorkMove.START): WorkState.IN_PROGRESS,
        (WorkState.SENT_BACK, WorkMove.START): WorkState.IN_PROGRESS,
        (WorkState.IN_PROGRESS, WorkMove.FINISH): WorkState.DONE,
        (WorkState.DONE, WorkMove.ACCEPT): WorkState.ACCEPTED,
        (WorkState.DONE, WorkMove.SEND_BACK): WorkState.SENT_BACK,
        (WorkState.ACCEPTED, WorkMove.CLOSE): WorkState.CLOSED,
        (WorkState.DRAFT, WorkMove.CANCEL): WorkState.CANCELLED,
        (WorkState.ESTIMATED, WorkMove.CANCEL): WorkState.CANCELLED,
        (WorkState.APPROVED, WorkMove.CANCEL): WorkState.CANCELLED,
        (WorkState.SCHEDULED, WorkMove.CANCEL): WorkState.CANCELLED,
        (WorkState.IN_PROGRESS, WorkMove.CANCEL): WorkState.CANCELLED,
        (WorkState.SENT_BACK, WorkMove.CANCEL): WorkState.CANCELLED,
    }
)

SETTLED = frozenset({WorkState.ACCEPTED, WorkState.CLOSED})
"""What was accepted: its costs and quantities are frozen."""

COSTED = frozenset(
    {
        WorkState.APPROVED,
        WorkState.SCHEDULED,
        WorkState.IN_PROGRESS,
        WorkState.DONE,
        WorkState.SENT_BACK,
        WorkState.ACCEPTED,
        WorkState.CANCELLED,
    }
)
"""Where costs may be recorded; after acceptance and when it was given up, with a reason only."""

OVER = SETTLED | {WorkState.CANCELLED}

REWORKED = frozenset({WorkState.SENT_BACK, WorkState.SCHEDULED, WorkState.IN_PROGRESS, WorkState.CANCELLED})
"""Where a work may stand whose last word of acceptance is that it was sent back."""


def after(state: str, move: WorkMove, *, number: str, round: int = 1) -> WorkState:
    """Where `move` leads. A rework that is taken off the schedule is sent back still. Raises IllegalMove."""
    require_move(state, move, number=number)
    if move is WorkMove.UNSCHEDULE and round > 1:
        return WorkState.SENT_BACK
    return MOVES.after(WorkState(state), move, thing=number)


def require_move(state: str, move: WorkMove, *, number: str) -> None:
    """Raises IllegalMove, in the words of the screens."""
    if not MOVES.allows(WorkState(state), move):
        raise IllegalMove(thing=number, state=WorkState(state).word, move=WorkMove(move).word)
