"""How a request goes from being received to being closed."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions
from property_ops.kernel.worded import Worded


class RequestState(Worded):
    RECEIVED = "received", gettext_noop("taken down")
    IN_HAND = "in_hand", gettext_noop("in hand")
    ANSWERED = "answered", gettext_noop("answered")
    CLOSED = "closed", gettext_noop("closed")
    WITHDRAWN = "withdrawn", gettext_noop("withdrawn")


class RequestMove(StrEnum):
    TAKE = "take"
    ANSWER = "answer"
    CLOSE = "close"
    RATE = "rate"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


MOVES = Transitions(
    {
        (RequestState.RECEIVED, RequestMove.TAKE): RequestState.IN_HAND,
        (RequestState.RECEIVED, RequestMove.ANSWER): RequestState.ANSWERED,
        (RequestState.RECEIVED, RequestMove.WITHDRAW): RequestState.WITHDRAWN,
        (RequestState.IN_HAND, RequestMove.TAKE): RequestState.IN_HAND,
        (RequestState.IN_HAND, RequestMove.ANSWER): RequestState.ANSWERED,
        (RequestState.IN_HAND, RequestMove.WITHDRAW): RequestState.WITHDRAWN,
        (RequestState.ANSWERED, RequestMove.CLOSE): RequestState.CLOSED,
        (RequestState.ANSWERED, RequestMove.RATE): RequestState.CLOSED,
        (RequestState.CLOSED, RequestMove.RATE): RequestState.CLOSED,
        (RequestState.ANSWERED, RequestMove.REOPEN): RequestState.IN_HAND,
        (RequestState.CLOSED, RequestMove.REOPEN): RequestState.IN_HAND,
    }
)

OPEN = (RequestState.RECEIVED, RequestState.IN_HAND)
COMPLETED = (RequestState.ANSWERED, RequestState.CLOSED)
"""What counts as completed (办结): whoever asked has an answer."""
