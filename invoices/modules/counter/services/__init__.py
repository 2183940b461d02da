from invoices.modules.counter.services.counting import approve_close, close_day
from invoices.modules.counter.services.taking import take

__all__ = ["approve_close", "close_day", "take"]
