from invoices.modules.credit_notes.models.credit_note import CreditLine, CreditNote, Rebill
from invoices.modules.credit_notes.models.prepared import PreparedForAccount, PreparedForReason

__all__ = ["CreditLine", "CreditNote", "PreparedForAccount", "PreparedForReason", "Rebill"]
