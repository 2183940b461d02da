"""What a neighbour may use of the books."""

from invoices.modules.books.models import BankReconciliation, ManualVoucher
from invoices.modules.books.selectors import (
    StatementsOfMonth,
    income_open,
    recurring_in,
    statements_of,
    unnumbered_months,
)
from invoices.modules.books.selectors.daybook import unreconciled
from invoices.modules.books.services import (
    ManualLine,
    approve_manual_voucher,
    approve_reconciliation,
    carry_forward,
    end_year,
    number_vouchers,
    prepare_manual_voucher,
    prepare_reconciliation,
    prepare_recurring,
    reverse_manual_voucher,
)

__all__ = [
    "BankReconciliation",
    "ManualLine",
    "ManualVoucher",
    "StatementsOfMonth",
    "approve_manual_voucher",
    "approve_reconciliation",
    "carry_forward",
    "end_year",
    "income_open",
    "number_vouchers",
    "prepare_manual_voucher",
    "prepare_reconciliation",
    "prepare_recurring",
    "recurring_in",
    "reverse_manual_voucher",
    "statements_of",
    "unnumbered_months",
    "unreconciled",
]
