from invoices.modules.month_end.services.running import drop, run_part, start_step, take_up
from invoices.modules.month_end.services.steps import STEPS

__all__ = ["STEPS", "drop", "run_part", "start_step", "take_up"]
