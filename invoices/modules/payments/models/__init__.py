from invoices.modules.payments.models.channel_refund import ChannelRefund
from invoices.modules.payments.models.disbursement import Disbursement, DisbursementReversal
from invoices.modules.payments.models.later_fee import LaterFee
from invoices.modules.payments.models.match import Match
from invoices.modules.payments.models.payment_coding import PaymentCoding
from invoices.modules.payments.models.receipt import MISTYPED, Receipt, ReceiptReversal
from invoices.modules.payments.models.refund import Refund
from invoices.modules.payments.models.refund_link import RefundLink

__all__ = [
    "MISTYPED",
    "ChannelRefund",
    "Disbursement",
    "DisbursementReversal",
    "LaterFee",
    "Match",
    "PaymentCoding",
    "Receipt",
    "ReceiptReversal",
    "Refund",
    "RefundLink",
]
