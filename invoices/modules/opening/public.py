"""What a neighbour may use of what was taken over."""

from invoices.modules.opening.models import Opening
from invoices.modules.opening.selectors import is_taken_over, not_listed_yet
from invoices.modules.opening.services import BalanceLine, approve_opening, prepare_opening, undo_opening

__all__ = [
    "BalanceLine",
    "Opening",
    "approve_opening",
    "is_taken_over",
    "not_listed_yet",
    "prepare_opening",
    "undo_opening",
]
