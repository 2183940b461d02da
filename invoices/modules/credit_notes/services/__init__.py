from invoices.modules.credit_notes.services.credit_notes import (
    Credit,
    approve_credit_note,
    prepare_credit_note,
)

__all__ = [
    "Credit",
    "approve_credit_note",
    "prepare_credit_note",
]
