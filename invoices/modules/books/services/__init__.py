from invoices.modules.books.services.carrying import carry_forward, end_year
from invoices.modules.books.services.fixed_assets import (
    SAID,
    PlannedDisposal,
    SaleVat,
    approve_disposal,
    approve_fixed_asset,
    correct_card,
    depreciate,
    prepare_disposal,
    prepare_fixed_asset,
)
from invoices.modules.books.services.manual import (
    ManualLine,
    approve_manual_voucher,
    prepare_manual_voucher,
    prepare_recurring,
    reverse_manual_voucher,
)
from invoices.modules.books.services.numbering import number_vouchers
from invoices.modules.books.services.reconciling import approve_reconciliation, prepare_reconciliation

__all__ = [
    "SAID",
    "ManualLine",
    "PlannedDisposal",
    "SaleVat",
    "approve_disposal",
    "approve_fixed_asset",
    "approve_manual_voucher",
    "approve_reconciliation",
    "carry_forward",
    "correct_card",
    "depreciate",
    "end_year",
    "number_vouchers",
    "prepare_disposal",
    "prepare_fixed_asset",
    "prepare_manual_voucher",
    "prepare_reconciliation",
    "prepare_recurring",
    "reverse_manual_voucher",
]
