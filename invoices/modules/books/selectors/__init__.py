"""What the books say: vouchers, what is not numbered yet, manual vouchers."""

from invoices.modules.books.selectors.audit_tables import AuditYear
from invoices.modules.books.selectors.comparing import ComparedStatements, Comparing, compared
from invoices.modules.books.selectors.figures import (
    StatementsOfMonth,
    TrialLine,
    income_open,
    statements_of,
    trial_lines,
)
from invoices.modules.books.selectors.vouchers import (
    entries_without_voucher,
    lines_going_out,
    lines_of_voucher,
    manual_accounts,
    manual_vouchers,
    recurring_in,
    scan,
    unnumbered_months,
    vouchers,
    vouchers_of,
)

__all__ = [
    "AuditYear",
    "ComparedStatements",
    "Comparing",
    "StatementsOfMonth",
    "TrialLine",
    "compared",
    "entries_without_voucher",
    "income_open",
    "lines_going_out",
    "lines_of_voucher",
    "manual_accounts",
    "manual_vouchers",
    "recurring_in",
    "scan",
    "statements_of",
    "trial_lines",
    "unnumbered_months",
    "vouchers",
    "vouchers_of",
]
