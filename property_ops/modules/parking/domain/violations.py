"""How a parking violation goes from being seen to being settled."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions
from property_ops.kernel.worded import Worded


class ViolationState(Worded):
    OPEN = "open", gettext_noop("seen")
    NOTIFIED = "notified", gettext_noop("owner notified")
    SETTLED = "settled", gettext_noop("dealt with")


class ViolationMove(StrEnum):
    NOTIFY = "notify"
    SETTLE = "settle"


MOVES = Transitions(
    {
        (ViolationState.OPEN, ViolationMove.NOTIFY): ViolationState.NOTIFIED,
        (ViolationState.OPEN, ViolationMove.SETTLE): ViolationState.SETTLED,
        (ViolationState.NOTIFIED, ViolationMove.NOTIFY): ViolationState.NOTIFIED,
        (ViolationState.NOTIFIED, ViolationMove.SETTLE): ViolationState.SETTLED,
    }
)
