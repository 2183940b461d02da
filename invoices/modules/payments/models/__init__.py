from invoices.modules.payments.models.explanation import Explanation
from invoices.modules.payments.models.match import Match
from invoices.modules.payments.models.outgoing import Outgoing
from invoices.modules.payments.models.receipt import Receipt, ReceiptReversal
from invoices.modules.payments.models.refund import Refund
from invoices.modules.payments.models.tie import Tie

__all__ = ["Explanation", "Match", "Outgoing", "Receipt", "ReceiptReversal", "Refund", "Tie"]
