"""The life of a receipt, and how far a payment out is coded."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.transitions import Transitions


class ReceiptState(StrEnum):
    """`WAITING` for a person to say whose it is; `DEFERRED`: a person looked and put it aside, with a note.

    `TRANSFER`: it came from another account of the company, and is nobody's payment.
    """

    WAITING = "waiting"
    DEFERRED = "deferred"
    MATCHED = "matched"
    TRANSFER = "transfer"
    REVERSED = "reversed"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(state.value, RECEIPT_NAMES[state]) for state in cls]


RECEIPT_NAMES = {
    ReceiptState.WAITING: gettext_noop("to be matched"),
    ReceiptState.DEFERRED: gettext_noop("deferred"),
    ReceiptState.MATCHED: gettext_noop("matched"),
    ReceiptState.TRANSFER: gettext_noop("other money"),
    ReceiptState.REVERSED: gettext_noop("reversed"),
}


class ChannelRefundState(StrEnum):
    """What a payment service says of a refund it was asked for."""

    UNDER_WAY = "under_way"
    PAID = "paid"
    FAILED = "failed"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(state.value, CHANNEL_REFUND_NAMES[state]) for state in cls]


class ChannelRefundMove(StrEnum):
    ASK = "ask"
    PAY = "pay"
    FAIL = "fail"


CHANNEL_REFUND_NAMES = {
    ChannelRefundState.UNDER_WAY: gettext_noop("being paid back"),
    ChannelRefundState.PAID: gettext_noop("paid"),
    ChannelRefundState.FAILED: gettext_noop("failed"),
}
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


class DisbursementState(StrEnum):
    """`OPEN`: not all of a payment out is coded; `PROPOSED`: what it gives back waits to be approved.

    `REVERSED`: two files told of it, and it was taken out once.
    """

    OPEN = "open"
    PROPOSED = "proposed"
    CODED = "coded"
    GIVEN_BACK = "given_back"
    REVERSED = "reversed"


DISBURSEMENT_NAMES = {
    DisbursementState.OPEN: gettext_noop("to be coded"),
    DisbursementState.PROPOSED: gettext_noop("waits for approval"),
    DisbursementState.CODED: gettext_noop("coded"),
    DisbursementState.GIVEN_BACK: gettext_noop("gives back a receipt"),
    DisbursementState.REVERSED: gettext_noop("reversed"),
}
