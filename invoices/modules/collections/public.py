"""What a neighbour may use of the collections."""

from invoices.modules.collections.domain.ageing import total
from invoices.modules.collections.domain.errors import DisputedAlready, DueDayPassed
from invoices.modules.collections.domain.reminding import ReminderTerms
from invoices.modules.collections.domain.states import DISPUTE_MOVES, Answer, DisputeState
from invoices.modules.collections.models.dispute import DisputeChannel
from invoices.modules.collections.models.reminders import ReminderWay
from invoices.modules.collections.selectors import (
    disputes_by_line,
    estate_ages,
    of_accounts,
    planned_lines,
    tie_out,
)
from invoices.modules.collections.services import open_dispute

CHANNELS = DisputeChannel.choices

__all__ = [
    "CHANNELS",
    "DISPUTE_MOVES",
    "Answer",
    "DisputeChannel",
    "DisputeState",
    "DisputedAlready",
    "DueDayPassed",
    "ReminderTerms",
    "ReminderWay",
    "disputes_by_line",
    "estate_ages",
    "of_accounts",
    "open_dispute",
    "planned_lines",
    "tie_out",
    "total",
]
