"""What a neighbour may use of the collections."""

from invoices.modules.collections.domain.ageing import NAMES, Aged, total
from invoices.modules.collections.domain.reminding import Terms
from invoices.modules.collections.domain.states import Stage
from invoices.modules.collections.models.dispute import Channel
from invoices.modules.collections.models.reminders import Way
from invoices.modules.collections.selectors import (
    disputed_lines,
    estate_ages,
    kept_plans,
    of_accounts,
    planned_lines,
    tie,
    waiting,
)
from invoices.modules.collections.services import open_dispute

CHANNELS = Channel.choices

__all__ = [
    "CHANNELS",
    "NAMES",
    "Aged",
    "Channel",
    "Stage",
    "Terms",
    "Way",
    "disputed_lines",
    "estate_ages",
    "kept_plans",
    "of_accounts",
    "open_dispute",
    "planned_lines",
    "tie",
    "total",
    "waiting",
]
