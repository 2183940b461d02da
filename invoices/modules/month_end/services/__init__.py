from invoices.modules.month_end.services.running import perform, start_step
from invoices.modules.month_end.services.steps import STEPS

__all__ = ["STEPS", "perform", "start_step"]
