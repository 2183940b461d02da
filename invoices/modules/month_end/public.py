"""What a neighbour may use of the month's end."""

from invoices.modules.month_end.services import STEPS, start_step
from invoices.modules.month_end.services import run_step as perform_step

__all__ = ["STEPS", "perform_step", "start_step"]
