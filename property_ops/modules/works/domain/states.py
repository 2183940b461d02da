"""The life of a work order."""

from enum import StrEnum

from property_ops.kernel.errors import IllegalMove
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions


class WorkState(StrEnum):
    DRAFT = "draft"
    ESTIMATED = "estimated"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    SENT_BACK = "sent_back"
    ACCEPTED = "accepted"
    CLOSED = "closed"
    CANCELLED = "cancelled"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(state.value, _STATES[state]) for state in cls]


class WorkMove(StrEnum):
    ESTIMATE = "estimate"
    APPROVE = "approve"
    REVISE = "revise"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    START = "start"
    CALL_OUT = "call_out"
    FINISH = "finish"
    ACCEPT = "accept"
    SEND_BACK = "send_back"
    CLOSE = "close"
    CANCEL = "cancel"


_STATES = {
    WorkState.DRAFT: gettext_noop("draft"),
    WorkState.ESTIMATED: gettext_noop("work estimated"),
    WorkState.APPROVED: gettext_noop("released for work"),
    WorkState.SCHEDULED: gettext_noop("work scheduled"),
    WorkState.IN_PROGRESS: gettext_noop("in work"),
    WorkState.DONE: gettext_noop("waiting for acceptance"),
    WorkState.SENT_BACK: gettext_noop("sent back for rework"),
    WorkState.ACCEPTED: gettext_noop("accepted"),
    WorkState.CLOSED: gettext_noop("work closed"),
    WorkState.CANCELLED: gettext_noop("work cancelled"),
}

_MOVES = {
    WorkMove.ESTIMATE: gettext_noop("estimated anew"),
    WorkMove.APPROVE: gettext_noop("released to be done"),
    WorkMove.REVISE: gettext_noop("given back for revision"),
    WorkMove.SCHEDULE: gettext_noop("put on the schedule"),
    WorkMove.UNSCHEDULE: gettext_noop("taken off the schedule"),
    WorkMove.START: gettext_noop("begun by the crew"),
    WorkMove.CALL_OUT: gettext_noop("begun in an emergency"),
    WorkMove.FINISH: gettext_noop("reported as done"),
    WorkMove.ACCEPT: gettext_noop("confirmed or accepted"),
    WorkMove.SEND_BACK: gettext_noop("sent back to the crew"),
    WorkMove.CLOSE: gettext_noop("filed away"),
    WorkMove.CANCEL: gettext_noop("given up"),
}

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
        raise IllegalMove(thing=number, state=_STATES[WorkState(state)], move=_MOVES[move])
