"""How a service order goes, what becomes of an offer, and where a provider stands."""

from enum import StrEnum

from property_ops.kernel.transitions import Transitions


class OrderState(StrEnum):
    RECEIVED = "received"
    OFFERED = "offered"
    TAKEN = "taken"
    APPOINTED = "appointed"
    DONE = "done"
    ACCEPTED = "accepted"
    CANCELLED = "cancelled"


class OrderMove(StrEnum):
    OFFER = "offer"
    TAKE = "take"
    GIVE_UP = "give_up"
    APPOINT = "appoint"
    FINISH = "finish"
    ACCEPT = "accept"
    SEND_BACK = "send_back"
    CANCEL = "cancel"


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


class OfferState(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    GIVEN_UP = "given_up"


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


class Standing(StrEnum):
    CANDIDATE = "candidate"
    LISTED = "listed"
    WARNED = "warned"
    SUSPENDED = "suspended"
    LEFT = "left"


class StandingMove(StrEnum):
    ADMIT = "admit"
    WARN = "warn"
    CLEAR = "clear"
    SUSPEND = "suspend"
    READMIT = "readmit"
    LEAVE = "leave"


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
