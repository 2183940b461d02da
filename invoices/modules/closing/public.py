"""What a neighbour may use of the closing of months."""

from invoices.modules.closing.domain.checklist import CheckState, Depth, Point
from invoices.modules.closing.selectors import checklist
from invoices.modules.closing.services import acknowledge, close

__all__ = ["CheckState", "Depth", "Point", "acknowledge", "checklist", "close"]
