"""What may happen to a visit, one after the other."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions
from property_ops.kernel.worded import Worded


class VisitState(Worded):
    PLANNED = "planned", gettext_noop("planned")
    STARTED = "started", gettext_noop("under way")
    DONE = "done", gettext_noop("done")
    CANCELLED = "cancelled", gettext_noop("cancelled")


class VisitMove(StrEnum):
    PLACE = gettext_noop("placed on the board")
    START = gettext_noop("begun")
    FINISH = gettext_noop("completed")
    CANCEL = gettext_noop("cancelled")


MOVES = Transitions(
    {
        (VisitState.PLANNED, VisitMove.PLACE): VisitState.PLANNED,
        (VisitState.CANCELLED, VisitMove.PLACE): VisitState.PLANNED,
        (VisitState.PLANNED, VisitMove.START): VisitState.STARTED,
        (VisitState.STARTED, VisitMove.FINISH): VisitState.DONE,
        (VisitState.PLANNED, VisitMove.CANCEL): VisitState.CANCELLED,
        (VisitState.STARTED, VisitMove.CANCEL): VisitState.CANCELLED,
    }
)
