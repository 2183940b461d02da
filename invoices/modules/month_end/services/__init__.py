from invoices.modules.month_end.services.running import run_step, start_step
from invoices.modules.month_end.services.steps import STEPS

__all__ = ["STEPS", "run_step", "start_step"]
