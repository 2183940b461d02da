"""What a neighbour may use of the closing of months."""

from invoices.modules.closing.domain.checklist import CheckState, Point
from invoices.modules.closing.selectors import checklist
from invoices.modules.closing.services import acknowledge, ask_reopening, close, refuse_reopening, reopen

__all__ = [
    "CheckState",
    "Point",
    "acknowledge",
    "ask_reopening",
    "checklist",
    "close",
    "refuse_reopening",
    "reopen",
]
