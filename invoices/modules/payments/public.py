"""What a neighbour may use of the payments."""

from invoices.modules.payments.domain.channels import ACCOUNTS, GOING_OUT, UNMATCHED, PaymentChannel
from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.importers.contract import PaymentFormat
from invoices.modules.payments.models import Disbursement, Match, Receipt, Refund
from invoices.modules.payments.selectors.receipts import Undecided, receipts_of_unit, undecided
from invoices.modules.payments.services import (
    MatchedAccount,
    Share,
    SubledgerAccount,
    defer,
    enter,
    match,
    record,
    reverse,
    undo_match,
)
from invoices.modules.payments.services.papers import paper_for_account

__all__ = [
    "ACCOUNTS",
    "GOING_OUT",
    "UNMATCHED",
    "Disbursement",
    "Match",
    "MatchedAccount",
    "MoneyMovement",
    "PaymentChannel",
    "PaymentFormat",
    "Receipt",
    "ReceiptState",
    "Refund",
    "Share",
    "SubledgerAccount",
    "Undecided",
    "defer",
    "enter",
    "match",
    "paper_for_account",
    "receipts_of_unit",
    "record",
    "reverse",
    "undecided",
    "undo_match",
]
