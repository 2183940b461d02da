from invoices.modules.closing.services.closing import acknowledge, close
from invoices.modules.closing.services.reopening import ask_reopening, refuse_reopening, reopen

__all__ = ["acknowledge", "ask_reopening", "close", "refuse_reopening", "reopen"]
