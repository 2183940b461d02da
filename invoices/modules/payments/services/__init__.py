from invoices.modules.payments.services.aiming import aim
from invoices.modules.payments.services.coding import (
    PaymentCodingDraft,
    code_payment,
    code_receipt,
    take_back_coding,
    transfer_in,
    undo_coding,
)
from invoices.modules.payments.services.entering import enter, enter_for_nobody
from invoices.modules.payments.services.exact_lines import MeantLine
from invoices.modules.payments.services.later_fees import record_later_fees
from invoices.modules.payments.services.matching import Share, defer, defer_all, match, undo_match
from invoices.modules.payments.services.posting import SubledgerAccount
from invoices.modules.payments.services.recording import MatchedAccount, record
from invoices.modules.payments.services.refund_links import approve_refund_link, propose_refund_link
from invoices.modules.payments.services.refunding import (
    Payee,
    approve_refund,
    propose_refund,
    propose_refunds,
    refund_approved,
)
from invoices.modules.payments.services.reversing import reverse, reverse_payment_out

__all__ = [
    "MatchedAccount",
    "MeantLine",
    "Payee",
    "PaymentCodingDraft",
    "Share",
    "SubledgerAccount",
    "aim",
    "approve_refund",
    "approve_refund_link",
    "code_payment",
    "code_receipt",
    "defer",
    "defer_all",
    "enter",
    "enter_for_nobody",
    "match",
    "propose_refund",
    "propose_refund_link",
    "propose_refunds",
    "record",
    "record_later_fees",
    "refund_approved",
    "reverse",
    "reverse_payment_out",
    "take_back_coding",
    "transfer_in",
    "undo_coding",
    "undo_match",
]
