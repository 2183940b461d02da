"""A delivery on its way: tried later and later, and given up at last; a person can have it sent again."""

from datetime import timedelta
from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions
from property_ops.kernel.trying import doubling_pause
from property_ops.kernel.worded import Worded

MOST_ATTEMPTS = 12
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=4)
"""Before it is tried again; twice as long each time. Twelve tries take 12 hours and a quarter."""


class DeliveryState(Worded):
    WAITING = "waiting", gettext_noop("waits")
    DELIVERED = "delivered", gettext_noop("delivered")
    DEAD = "dead", gettext_noop("not received")


class DeliveryMove(StrEnum):
    ARRIVE = "arrive"
    FAIL = "fail"
    GIVE_UP = "give_up"
    REPLAY = "replay"


MOVES = Transitions(
    {
        (DeliveryState.WAITING, DeliveryMove.ARRIVE): DeliveryState.DELIVERED,
        (DeliveryState.WAITING, DeliveryMove.FAIL): DeliveryState.WAITING,
        (DeliveryState.WAITING, DeliveryMove.GIVE_UP): DeliveryState.DEAD,
        (DeliveryState.DEAD, DeliveryMove.REPLAY): DeliveryState.WAITING,
        (DeliveryState.DELIVERED, DeliveryMove.REPLAY): DeliveryState.WAITING,
    }
)
STATE_COLOURS = {DeliveryState.WAITING: "yellow", DeliveryState.DELIVERED: "green", DeliveryState.DEAD: "red"}


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after so many attempts that failed; None where it is given up."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return doubling_pause(attempts, first=FIRST_PAUSE, longest=LONGEST_PAUSE)
