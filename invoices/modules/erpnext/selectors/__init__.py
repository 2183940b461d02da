"""Reading what is to be sent, where it is booked, and how far it is."""

from invoices.modules.erpnext.selectors.bills import bill_documents, billed, charged, issued_bills
from invoices.modules.erpnext.selectors.bookings import accounts_booked_to, booking_documents, bookings
from invoices.modules.erpnext.selectors.credit_notes import credit_note_documents, credit_notes
from invoices.modules.erpnext.selectors.mappings import (
    account_mappings,
    cost_centres,
    fee_items,
    item_mappings,
    ledger_accounts,
    managed,
    posting_years,
)
from invoices.modules.erpnext.selectors.records import (
    by_state,
    counts,
    customers_over_there,
    doctypes,
    events_of,
    find,
    last_run,
    recorded,
    remote_names,
    taken_over,
    visible_records,
    waiting,
)

__all__ = [
    "account_mappings",
    "accounts_booked_to",
    "bill_documents",
    "billed",
    "booking_documents",
    "bookings",
    "by_state",
    "charged",
    "cost_centres",
    "counts",
    "credit_note_documents",
    "credit_notes",
    "customers_over_there",
    "doctypes",
    "events_of",
    "fee_items",
    "find",
    "issued_bills",
    "item_mappings",
    "last_run",
    "ledger_accounts",
    "managed",
    "posting_years",
    "recorded",
    "remote_names",
    "taken_over",
    "visible_records",
    "waiting",
]
