"""What a neighbour may use of the month's end."""

from invoices.modules.month_end.services import STEPS, drop, start_step, take_up
from invoices.modules.month_end.services import run_part as perform_part

__all__ = ["STEPS", "drop", "perform_part", "start_step", "take_up"]
