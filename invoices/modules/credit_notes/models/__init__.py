from invoices.modules.credit_notes.models.credit_note import CreditLine, CreditNote, Rebill
from invoices.modules.credit_notes.models.prepared import Prepared, PreparedForAccount

__all__ = ["CreditLine", "CreditNote", "Prepared", "PreparedForAccount", "Rebill"]
