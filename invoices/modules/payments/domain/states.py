"""The life of a receipt, and how far a payment out is explained."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop


class ReceiptState(StrEnum):
    """`WAITING` for a person to say whose it is; `PARKED`: a person looked and put it aside, with a note.

    `TRANSFER`: it came from another account of the company, and is nobody's payment.
    """

    WAITING = "waiting"
    PARKED = "parked"
    MATCHED = "matched"
    TRANSFER = "transfer"
    REVERSED = "reversed"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(state.value, RECEIPT_NAMES[state]) for state in cls]


RECEIPT_NAMES = {
    ReceiptState.WAITING: gettext_noop("to be matched"),
    ReceiptState.PARKED: gettext_noop("parked"),
    ReceiptState.MATCHED: gettext_noop("matched"),
    ReceiptState.TRANSFER: gettext_noop("own transfer"),
    ReceiptState.REVERSED: gettext_noop("reversed"),
}


class OutgoingState(StrEnum):
    """`OPEN`: not all of a payment out is explained; `PROPOSED`: what it gives back waits to be approved."""

    OPEN = "open"
    PROPOSED = "proposed"
    EXPLAINED = "explained"
    GIVEN_BACK = "given_back"


OUTGOING_NAMES = {
    OutgoingState.OPEN: gettext_noop("to be explained"),
    OutgoingState.PROPOSED: gettext_noop("waits for approval"),
    OutgoingState.EXPLAINED: gettext_noop("explained"),
    OutgoingState.GIVEN_BACK: gettext_noop("gives back a receipt"),
}
