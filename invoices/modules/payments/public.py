"""What a neighbour may use of the payments."""

from invoices.modules.payments.domain.candidates import Candidate
from invoices.modules.payments.domain.channels import ACCOUNTS, COMMON_FUND, GOING_OUT, UNMATCHED, PaymentChannel
from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.importers.contract import PaymentFormat
from invoices.modules.payments.models import (
    MISTYPED,
    Disbursement,
    Match,
    PaymentCoding,
    Receipt,
    ReceiptReversal,
    Refund,
)
from invoices.modules.payments.selectors.candidates import found_by_search
from invoices.modules.payments.selectors.owed import OwedPaper, paid_by_name
from invoices.modules.payments.selectors.papers import WAYS
from invoices.modules.payments.selectors.parties import parties_of
from invoices.modules.payments.selectors.receipts import receipts_of_unit, undecided
from invoices.modules.payments.selectors.value_days import (
    Straddling,
    closing_balance,
    closing_balances,
    days_at_the_bank,
    straddling,
)
from invoices.modules.payments.services import (
    MatchedAccount,
    MeantLine,
    Payee,
    Share,
    SubledgerAccount,
    aim,
    code_receipt,
    defer,
    enter,
    enter_for_nobody,
    match,
    propose_refund,
    record,
    refund_approved,
    reverse,
    take_back_coding,
    undo_match,
)
from invoices.modules.payments.services.papers import paper_for_account

__all__ = [
    "ACCOUNTS",
    "COMMON_FUND",
    "GOING_OUT",
    "MISTYPED",
    "UNMATCHED",
    "WAYS",
    "Candidate",
    "Disbursement",
    "Match",
    "MatchedAccount",
    "MeantLine",
    "MoneyMovement",
    "OwedPaper",
    "Payee",
    "PaymentChannel",
    "PaymentCoding",
    "PaymentFormat",
    "Receipt",
    "ReceiptReversal",
    "ReceiptState",
    "Refund",
    "Share",
    "Straddling",
    "SubledgerAccount",
    "aim",
    "closing_balance",
    "closing_balances",
    "code_receipt",
    "days_at_the_bank",
    "defer",
    "enter",
    "enter_for_nobody",
    "found_by_search",
    "match",
    "paid_by_name",
    "paper_for_account",
    "parties_of",
    "propose_refund",
    "receipts_of_unit",
    "record",
    "refund_approved",
    "reverse",
    "straddling",
    "take_back_coding",
    "undecided",
    "undo_match",
]
