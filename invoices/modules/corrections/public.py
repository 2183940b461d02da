"""What a neighbour may use of the corrections."""

from invoices.modules.corrections.models import CreditNote
from invoices.modules.corrections.models.dispute import Channel
from invoices.modules.corrections.selectors import (
    approved_notes,
    credited,
    disputed_lines,
    kept_plans,
    planned_lines,
    waiting,
)
from invoices.modules.corrections.services import Credit, approve_credit_note, open_dispute, prepare_credit_note

CHANNELS = Channel.choices

__all__ = [
    "CHANNELS",
    "Channel",
    "Credit",
    "CreditNote",
    "approve_credit_note",
    "approved_notes",
    "credited",
    "disputed_lines",
    "kept_plans",
    "open_dispute",
    "planned_lines",
    "prepare_credit_note",
    "waiting",
]
