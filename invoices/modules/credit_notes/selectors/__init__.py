from invoices.modules.credit_notes.selectors.credit_notes import (
    approved_notes,
    credited,
    credited_for_good,
    digest_of,
    find_notes,
    ledger_entry,
    lines_of,
    notes_of_bill,
    replaced_by,
    steps_of,
    visible_notes,
)

__all__ = [
    "approved_notes",
    "credited",
    "credited_for_good",
    "digest_of",
    "find_notes",
    "ledger_entry",
    "lines_of",
    "notes_of_bill",
    "replaced_by",
    "steps_of",
    "visible_notes",
]
