"""What a neighbour may use of the credit notes."""

from invoices.modules.credit_notes.domain.errors import NotIssued
from invoices.modules.credit_notes.domain.rebilling import ONE_ITEM
from invoices.modules.credit_notes.models import CreditNote, PreparedForAccount, PreparedForReason
from invoices.modules.credit_notes.selectors import (
    approved_notes,
    credited,
    credited_for_good,
    notes_of_bill,
    replaced_by,
    steps_of,
)
from invoices.modules.credit_notes.services import Credit, approve_credit_note, prepare_credit_note

__all__ = [
    "ONE_ITEM",
    "Credit",
    "CreditNote",
    "NotIssued",
    "PreparedForAccount",
    "PreparedForReason",
    "approve_credit_note",
    "approved_notes",
    "credited",
    "credited_for_good",
    "notes_of_bill",
    "prepare_credit_note",
    "replaced_by",
    "steps_of",
]
