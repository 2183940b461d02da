"""A message on its way: what is not known to have failed is never sent again by itself."""

from datetime import timedelta
from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions


class MessageState(StrEnum):
    """`LOGGED`: there are no keys, it stands in the log only. `UNKNOWN`: it may have arrived, nobody knows."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    LOGGED = "logged"
    FAILED = "failed"
    UNKNOWN = "unknown"


class MessageMove(StrEnum):
    BEGIN = "begin"
    ARRIVE = "arrive"
    LOG = "log"
    TRY_LATER = "try_later"
    FAIL = "fail"
    LOSE = "lose"


STATE_NAMES = {
    MessageState.WAITING: gettext_noop("waits"),
    MessageState.SENDING: gettext_noop("going out"),
    MessageState.SENT: gettext_noop("sent"),
    MessageState.LOGGED: gettext_noop("only in the log"),
    MessageState.FAILED: gettext_noop("not sent"),
    MessageState.UNKNOWN: gettext_noop("not known whether it arrived"),
}
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


class Withheld(StrEnum):
    """Why somebody is not told."""

    NO_WAY = "no_way"
    NOT_WANTED = "not_wanted"
    TOO_LATE = "too_late"
    ELSEWHERE = "elsewhere"


WITHHELD_NAMES = {
    Withheld.NO_WAY: gettext_noop("no phone and no address is known"),
    Withheld.NOT_WANTED: gettext_noop("the household does not want messages"),
    Withheld.TOO_LATE: gettext_noop("it would have come too late"),
    Withheld.ELSEWHERE: gettext_noop("nobody lives there any more who was to be told"),
}
