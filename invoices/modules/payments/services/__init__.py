from invoices.modules.payments.services.entering import enter
from invoices.modules.payments.services.explaining import Said, explain, transfer_in, undo_explanation
from invoices.modules.payments.services.matching import Share, match, park, undo_match
from invoices.modules.payments.services.posting import Place
from invoices.modules.payments.services.recording import Meant, record
from invoices.modules.payments.services.refunding import approve_refund, propose_refund
from invoices.modules.payments.services.reversing import reverse
from invoices.modules.payments.services.tying import approve_tie, propose_tie

__all__ = [
    "Meant",
    "Place",
    "Said",
    "Share",
    "approve_refund",
    "approve_tie",
    "enter",
    "explain",
    "match",
    "park",
    "propose_refund",
    "propose_tie",
    "record",
    "reverse",
    "transfer_in",
    "undo_explanation",
    "undo_match",
]
