from invoices.modules.payments.models.match import Match
from invoices.modules.payments.models.outgoing import Outgoing
from invoices.modules.payments.models.receipt import Receipt
from invoices.modules.payments.models.refund import Refund

__all__ = ["Match", "Outgoing", "Receipt", "Refund"]
