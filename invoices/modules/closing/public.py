"""What a neighbour may use of the closing of months."""

from invoices.modules.closing.domain.checklist import Point, State
from invoices.modules.closing.selectors import checklist
from invoices.modules.closing.services import acknowledge, close

__all__ = ["Point", "State", "acknowledge", "checklist", "close"]
