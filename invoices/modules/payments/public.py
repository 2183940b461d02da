"""What a neighbour may use of the payments."""

from invoices.modules.payments.domain.channels import ACCOUNTS, GOING_OUT, UNMATCHED, Channel
from invoices.modules.payments.domain.movements import Movement
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.importers.contract import PaymentFormat
from invoices.modules.payments.models import Match, Outgoing, Receipt, Refund
from invoices.modules.payments.selectors.receipts import Undecided, receipts_of_unit, undecided
from invoices.modules.payments.services import Meant, Place, Share, enter, match, park, record, undo_match

__all__ = [
    "ACCOUNTS",
    "GOING_OUT",
    "UNMATCHED",
    "Channel",
    "Match",
    "Meant",
    "Movement",
    "Outgoing",
    "PaymentFormat",
    "Place",
    "Receipt",
    "ReceiptState",
    "Refund",
    "Share",
    "Undecided",
    "enter",
    "match",
    "park",
    "receipts_of_unit",
    "record",
    "undecided",
    "undo_match",
]
