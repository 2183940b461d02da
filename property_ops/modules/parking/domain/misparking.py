"""How a misparking record goes from being seen to being settled."""

from enum import StrEnum

from property_ops.kernel.transitions import Transitions


class MisparkingState(StrEnum):
    OPEN = "open"
    NOTIFIED = "notified"
    SETTLED = "settled"


class MisparkingMove(StrEnum):
    NOTIFY = "notify"
    SETTLE = "settle"


MOVES = Transitions(
    {
        (MisparkingState.OPEN, MisparkingMove.NOTIFY): MisparkingState.NOTIFIED,
        (MisparkingState.OPEN, MisparkingMove.SETTLE): MisparkingState.SETTLED,
        (MisparkingState.NOTIFIED, MisparkingMove.NOTIFY): MisparkingState.NOTIFIED,
        (MisparkingState.NOTIFIED, MisparkingMove.SETTLE): MisparkingState.SETTLED,
    }
)
