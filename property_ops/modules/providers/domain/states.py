"""How a service order goes, what becomes of an offer, and where a provider stands."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions
from property_ops.kernel.worded import Worded


class ServiceOrderState(Worded):
    RECEIVED = "received", gettext_noop("to be offered")
    OFFERED = "offered", gettext_noop("offered")
    TAKEN = "taken", gettext_noop("taken by a provider")
    APPOINTED = "appointed", gettext_noop("appointed")
    DONE = "done", gettext_noop("done, to be accepted")
    ACCEPTED = "accepted", gettext_noop("accepted and rated")
    CANCELLED = "cancelled", gettext_noop("cancelled")


class ServiceOrderMove(Worded):
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
        (ServiceOrderState.RECEIVED, ServiceOrderMove.OFFER): ServiceOrderState.OFFERED,
        (ServiceOrderState.RECEIVED, ServiceOrderMove.CANCEL): ServiceOrderState.CANCELLED,
        (ServiceOrderState.OFFERED, ServiceOrderMove.OFFER): ServiceOrderState.OFFERED,
        (ServiceOrderState.OFFERED, ServiceOrderMove.TAKE): ServiceOrderState.TAKEN,
        (ServiceOrderState.OFFERED, ServiceOrderMove.CANCEL): ServiceOrderState.CANCELLED,
        (ServiceOrderState.TAKEN, ServiceOrderMove.APPOINT): ServiceOrderState.APPOINTED,
        (ServiceOrderState.TAKEN, ServiceOrderMove.GIVE_UP): ServiceOrderState.RECEIVED,
        (ServiceOrderState.TAKEN, ServiceOrderMove.CANCEL): ServiceOrderState.CANCELLED,
        (ServiceOrderState.APPOINTED, ServiceOrderMove.APPOINT): ServiceOrderState.APPOINTED,
        (ServiceOrderState.APPOINTED, ServiceOrderMove.FINISH): ServiceOrderState.DONE,
        (ServiceOrderState.APPOINTED, ServiceOrderMove.GIVE_UP): ServiceOrderState.RECEIVED,
        (ServiceOrderState.APPOINTED, ServiceOrderMove.CANCEL): ServiceOrderState.CANCELLED,
        (ServiceOrderState.DONE, ServiceOrderMove.ACCEPT): ServiceOrderState.ACCEPTED,
        (ServiceOrderState.DONE, ServiceOrderMove.SEND_BACK): ServiceOrderState.TAKEN,
        (ServiceOrderState.DONE, ServiceOrderMove.CANCEL): ServiceOrderState.CANCELLED,
    }
)
WITH_PROVIDER = (
    ServiceOrderState.TAKEN,
    ServiceOrderState.APPOINTED,
    ServiceOrderState.DONE,
    ServiceOrderState.ACCEPTED,
)
OVER = (ServiceOrderState.ACCEPTED, ServiceOrderState.CANCELLED)


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


class ProviderStanding(Worded):
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
        (ProviderStanding.CANDIDATE, StandingMove.ADMIT): ProviderStanding.LISTED,
        (ProviderStanding.CANDIDATE, StandingMove.LEAVE): ProviderStanding.LEFT,
        (ProviderStanding.LISTED, StandingMove.WARN): ProviderStanding.WARNED,
        (ProviderStanding.LISTED, StandingMove.SUSPEND): ProviderStanding.SUSPENDED,
        (ProviderStanding.LISTED, StandingMove.LEAVE): ProviderStanding.LEFT,
        (ProviderStanding.WARNED, StandingMove.CLEAR): ProviderStanding.LISTED,
        (ProviderStanding.WARNED, StandingMove.SUSPEND): ProviderStanding.SUSPENDED,
        (ProviderStanding.WARNED, StandingMove.LEAVE): ProviderStanding.LEFT,
        (ProviderStanding.SUSPENDED, StandingMove.READMIT): ProviderStanding.LISTED,
        (ProviderStanding.SUSPENDED, StandingMove.LEAVE): ProviderStanding.LEFT,
        (ProviderStanding.LEFT, StandingMove.ADMIT): ProviderStanding.LISTED,
    }
)
GETS_OFFERS = (ProviderStanding.LISTED, ProviderStanding.WARNED)
