from invoices.modules.books.models.manual import ManualVoucher, ManualVoucherLine, VoucherPaper
from invoices.modules.books.models.reconciliation import BankReconciliation, ReconcilingItem
from invoices.modules.books.models.voucher import Voucher, VoucherEntry

__all__ = [
    "BankReconciliation",
    "ManualVoucher",
    "ManualVoucherLine",
    "ReconcilingItem",
    "Voucher",
    "VoucherEntry",
    "VoucherPaper",
]
