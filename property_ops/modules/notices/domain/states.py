"""A message on its way: what is not known to have failed is never sent again by itself."""

from datetime import timedelta
from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions
from property_ops.kernel.worded import Worded


class MessageState(Worded):
    """`LOGGED`: there are no keys, it stands in the log only. `UNKNOWN`: it may have arrived, nobody knows."""

    WAITING = "waiting", gettext_noop("waits")
    SENDING = "sending", gettext_noop("going out")
    SENT = "sent", gettext_noop("sent")
    LOGGED = "logged", gettext_noop("only in the log")
    FAILED = "failed", gettext_noop("not sent")
    UNKNOWN = "unknown", gettext_noop("not known whether it arrived")


class MessageMove(StrEnum):
    BEGIN = "begin"
    ARRIVE = "arrive"
    LOG = "log"
    TRY_LATER = "try_later"
    FAIL = "fail"
    LOSE = "lose"


STATE_COLOURS = {
    MessageState.WAITING: "yellow",
    MessageState.SENDING: "blue",
    MessageState.SENT: "green",
    MessageState.LOGGED: "gray",
    MessageState.FAILED: "red",
    MessageState.UNKNOWN: "orange",
}
MOVES = Transitions(
    {
        (MessageState.WAITING, MessageMove.BEGIN): MessageState.SENDING,
        (MessageState.SENDING, MessageMove.ARRIVE): MessageState.SENT,
        (MessageState.SENDING, MessageMove.LOG): MessageState.LOGGED,
        (MessageState.SENDING, MessageMove.TRY_LATER): MessageState.WAITING,
        (MessageState.SENDING, MessageMove.FAIL): MessageState.FAILED,
        (MessageState.SENDING, MessageMove.LOSE): MessageState.UNKNOWN,
        (MessageState.WAITING, MessageMove.FAIL): MessageState.FAILED,
    }
)
TROUBLE = (MessageState.FAILED, MessageState.UNKNOWN)
"""What somebody has to look at."""

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (2, 10, 60, 240))
"""Between one try and the next; after the last there is none."""


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after so many tries; None when it was the last."""
    return PAUSES[tries - 1] if tries <= len(PAUSES) else None


class Withheld(Worded):
    """Why somebody is not told."""

    NO_WAY = "no_way", gettext_noop("no phone and no address is known")
    NOT_WANTED = "not_wanted", gettext_noop("the household does not want messages")
    TOO_LATE = "too_late", gettext_noop("it would have come too late")
    ELSEWHERE = "elsewhere", gettext_noop("nobody lives there any more who was to be told")
