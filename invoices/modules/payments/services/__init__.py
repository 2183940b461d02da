from invoices.modules.payments.services.entering import enter
from invoices.modules.payments.services.matching import Share, match, park, undo_match
from invoices.modules.payments.services.posting import Place
from invoices.modules.payments.services.recording import Meant, record
from invoices.modules.payments.services.refunding import decide_refund, propose_refund
from invoices.modules.payments.services.reversing import reverse

__all__ = [
    "Meant",
    "Place",
    "Share",
    "decide_refund",
    "enter",
    "match",
    "park",
    "propose_refund",
    "record",
    "reverse",
    "undo_match",
]
