"""What a neighbour may use of the credit notes."""

from invoices.modules.credit_notes.domain.errors import AlreadyDecided, NotIssued, ReasonMissing
from invoices.modules.credit_notes.domain.rebilling import ONE_ITEM
from invoices.modules.credit_notes.domain.states import State
from invoices.modules.credit_notes.models import CreditNote, Prepared, PreparedForAccount
from invoices.modules.credit_notes.selectors import (
    approved_notes,
    credited,
    credited_for_good,
    notes_of_bill,
    replaced_by,
)
from invoices.modules.credit_notes.services import Credit, approve_credit_note, deciding, prepare_credit_note

__all__ = [
    "ONE_ITEM",
    "AlreadyDecided",
    "Credit",
    "CreditNote",
    "NotIssued",
    "Prepared",
    "PreparedForAccount",
    "ReasonMissing",
    "State",
    "approve_credit_note",
    "approved_notes",
    "credited",
    "credited_for_good",
    "deciding",
    "notes_of_bill",
    "prepare_credit_note",
    "replaced_by",
]
