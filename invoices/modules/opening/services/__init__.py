from invoices.modules.opening.services.approving import approve_opening
from invoices.modules.opening.services.preparing import BalanceLine, prepare_opening
from invoices.modules.opening.services.undoing import undo_opening

__all__ = ["BalanceLine", "approve_opening", "prepare_opening", "undo_opening"]
