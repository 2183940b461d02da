"""How a parking violation goes from being seen to being settled."""

from enum import StrEnum

from property_ops.kernel.transitions import Transitions


class ViolationState(StrEnum):
    OPEN = "open"
    NOTIFIED = "notified"
    SETTLED = "settled"


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
