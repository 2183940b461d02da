"""The life of a receipt, and how far a payment out is coded."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions
from property_ops.kernel.worded import Worded


class ReceiptState(Worded):
    """`WAITING` for a person to say whose it is; `DEFERRED`: a person looked and put it aside, with a note.

    `TRANSFER`: it came from another account of the company, and is nobody's payment.
    """

    WAITING = "waiting", gettext_noop("to be matched")
    DEFERRED = "deferred", gettext_noop("deferred")
    MATCHED = "matched", gettext_noop("matched")
    TRANSFER = "transfer", gettext_noop("other money")
    REVERSED = "reversed", gettext_noop("reversed")


class ChannelRefundState(Worded):
    """What a payment service says of a refund it was asked for."""

    UNDER_WAY = "under_way", gettext_noop("being paid back")
    PAID = "paid", gettext_noop("paid")
    FAILED = "failed", gettext_noop("failed")


class ChannelRefundMove(StrEnum):
    ASK = "ask"
    PAY = "pay"
    FAIL = "fail"


CHANNEL_REFUND_MOVES = Transitions(
    {
        (ChannelRefundState.UNDER_WAY, ChannelRefundMove.PAY): ChannelRefundState.PAID,
        (ChannelRefundState.UNDER_WAY, ChannelRefundMove.FAIL): ChannelRefundState.FAILED,
        (ChannelRefundState.FAILED, ChannelRefundMove.ASK): ChannelRefundState.UNDER_WAY,
        (ChannelRefundState.FAILED, ChannelRefundMove.PAY): ChannelRefundState.PAID,
        # An older file, imported after a newer one, takes nothing back.
        (ChannelRefundState.PAID, ChannelRefundMove.ASK): ChannelRefundState.PAID,
    }
)


class DisbursementState(Worded):
    """`OPEN`: not all of a payment out is coded; `PROPOSED`: what it gives back waits to be approved.

    `REVERSED`: two files told of it, and it was taken out once.
    """

    OPEN = "open", gettext_noop("to be coded")
    PROPOSED = "proposed", gettext_noop("waits for approval")
    CODED = "coded", gettext_noop("coded")
    GIVEN_BACK = "given_back", gettext_noop("gives back a receipt")
    REVERSED = "reversed", gettext_noop("reversed")
