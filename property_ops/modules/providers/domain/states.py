"""How a service order goes, what becomes of an offer, and where a provider stands."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions
from property_ops.kernel.worded import Worded


class OrderState(Worded):
    RECEIVED = "received", gettext_noop("to be offered")
    OFFERED = "offered", gettext_noop("offered")
    TAKEN = "taken", gettext_noop("taken by a provider")
    APPOINTED = "appointed", gettext_noop("appointed")
    DONE = "done", gettext_noop("done, to be accepted")
    ACCEPTED = "accepted", gettext_noop("accepted and rated")
    CANCELLED = "cancelled", gettext_noop("cancelled")


class OrderMove(Worded):
    OFFER = "offer", gettext_noop("offered")
    TAKE = "take", gettext_noop("taken on")
    GIVE_UP = "give_up", gettext_noop("given back to the office")
    APPOINT = "appoint", gettext_noop("appointed")
    FINISH = "finish", gettext_noop("reported as done")
    ACCEPT = "accept", gettext_noop("accepted and rated")
    SEND_BACK = "send_back", gettext_noop("sent back")
    CANCEL = "cancel", gettext_noop("cancelled")


ORDER_MOVES = Transitions(
    {
        (OrderState.RECEIVED, OrderMove.OFFER): OrderState.OFFERED,
        (OrderState.RECEIVED, OrderMove.CANCEL): OrderState.CANCELLED,
        (OrderState.OFFERED, OrderMove.OFFER): OrderState.OFFERED,
        (OrderState.OFFERED, OrderMove.TAKE): OrderState.TAKEN,
        (OrderState.OFFERED, OrderMove.CANCEL): OrderState.CANCELLED,
        (OrderState.TAKEN, OrderMove.APPOINT): OrderState.APPOINTED,
        (OrderState.TAKEN, OrderMove.GIVE_UP): OrderState.RECEIVED,
        (OrderState.TAKEN, OrderMove.CANCEL): OrderState.CANCELLED,
        (OrderState.APPOINTED, OrderMove.APPOINT): OrderState.APPOINTED,
        (OrderState.APPOINTED, OrderMove.FINISH): OrderState.DONE,
        (OrderState.APPOINTED, OrderMove.GIVE_UP): OrderState.RECEIVED,
        (OrderState.APPOINTED, OrderMove.CANCEL): OrderState.CANCELLED,
        (OrderState.DONE, OrderMove.ACCEPT): OrderState.ACCEPTED,
        (OrderState.DONE, OrderMove.SEND_BACK): OrderState.TAKEN,
        (OrderState.DONE, OrderMove.CANCEL): OrderState.CANCELLED,
    }
)
WITH_PROVIDER = (OrderState.TAKEN, OrderState.APPOINTED, OrderState.DONE, OrderState.ACCEPTED)
OVER = (OrderState.ACCEPTED, OrderState.CANCELLED)


class OfferState(Worded):
    OPEN = "open", gettext_noop("waits for an answer")
    TAKEN = "taken", gettext_noop("taken on")
    DECLINED = "declined", gettext_noop("turned down")
    WITHDRAWN = "withdrawn", gettext_noop("withdrawn")
    GIVEN_UP = "given_up", gettext_noop("given back to the office")


class OfferMove(StrEnum):
    TAKE = "take"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    GIVE_UP = "give_up"


OFFER_MOVES = Transitions(
    {
        (OfferState.OPEN, OfferMove.TAKE): OfferState.TAKEN,
        (OfferState.OPEN, OfferMove.DECLINE): OfferState.DECLINED,
        (OfferState.OPEN, OfferMove.WITHDRAW): OfferState.WITHDRAWN,
        (OfferState.TAKEN, OfferMove.GIVE_UP): OfferState.GIVEN_UP,
        (OfferState.TAKEN, OfferMove.WITHDRAW): OfferState.WITHDRAWN,
    }
)


class Standing(Worded):
    CANDIDATE = "candidate", gettext_noop("candidate")
    LISTED = "listed", gettext_noop("listed")
    WARNED = "warned", gettext_noop("warned")
    SUSPENDED = "suspended", gettext_noop("suspended")
    LEFT = "left", gettext_noop("has left")


class StandingMove(Worded):
    ADMIT = "admit", gettext_noop("admit to the list")
    WARN = "warn", gettext_noop("warn")
    CLEAR = "clear", gettext_noop("lift the warning")
    SUSPEND = "suspend", gettext_noop("suspend")
    READMIT = "readmit", gettext_noop("re-admit")
    LEAVE = "leave", gettext_noop("take off the list")


STANDING_MOVES = Transitions(
    {
        (Standing.CANDIDATE, StandingMove.ADMIT): Standing.LISTED,
        (Standing.CANDIDATE, StandingMove.LEAVE): Standing.LEFT,
        (Standing.LISTED, StandingMove.WARN): Standing.WARNED,
        (Standing.LISTED, StandingMove.SUSPEND): Standing.SUSPENDED,
        (Standing.LISTED, StandingMove.LEAVE): Standing.LEFT,
        (Standing.WARNED, StandingMove.CLEAR): Standing.LISTED,
        (Standing.WARNED, StandingMove.SUSPEND): Standing.SUSPENDED,
        (Standing.WARNED, StandingMove.LEAVE): Standing.LEFT,
        (Standing.SUSPENDED, StandingMove.READMIT): Standing.LISTED,
        (Standing.SUSPENDED, StandingMove.LEAVE): Standing.LEFT,
        (Standing.LEFT, StandingMove.ADMIT): Standing.LISTED,
    }
)
GETS_OFFERS = (Standing.LISTED, Standing.WARNED)
