"""What a neighbour may use of the deposits."""

from invoices.modules.deposits.domain.uses import DEPOSITS
from invoices.modules.deposits.selectors import held_by, held_deposits
from invoices.modules.deposits.services import TakenOver, give_up, hand_over, take_over

__all__ = ["DEPOSITS", "TakenOver", "give_up", "hand_over", "held_by", "held_deposits", "take_over"]
