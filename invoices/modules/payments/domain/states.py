"""The life of a receipt, and how far a payment out is coded."""

from enum import StrEnum

from property_ops.kernel.text import gettext_noop


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
    ReceiptState.TRANSFER: gettext_noop("own transfer"),
    ReceiptState.REVERSED: gettext_noop("reversed"),
}


class DisbursementState(StrEnum):
    """`OPEN`: not all of a payment out is coded; `PROPOSED`: what it gives back waits to be approved."""

    OPEN = "open"
    PROPOSED = "proposed"
    CODED = "coded"
    GIVEN_BACK = "given_back"


DISBURSEMENT_NAMES = {
    DisbursementState.OPEN: gettext_noop("to be coded"),
    DisbursementState.PROPOSED: gettext_noop("waits for approval"),
    DisbursementState.CODED: gettext_noop("coded"),
    DisbursementState.GIVEN_BACK: gettext_noop("gives back a receipt"),
}
