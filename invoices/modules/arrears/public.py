"""What a neighbour may use of the arrears."""

from invoices.modules.arrears.domain.ageing import NAMES, Aged, total
from invoices.modules.arrears.domain.reminding import Terms
from invoices.modules.arrears.domain.states import Stage
from invoices.modules.arrears.models.reminders import Way
from invoices.modules.arrears.selectors import estate_ages, of_accounts, tie

__all__ = ["NAMES", "Aged", "Stage", "Terms", "Way", "estate_ages", "of_accounts", "tie", "total"]
