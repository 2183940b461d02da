from invoices.modules.books.models.fixed_asset import Depreciation, FixedAsset, FixedAssetDisposal
from invoices.modules.books.models.manual import ManualVoucher, ManualVoucherLine, VoucherPaper
from invoices.modules.books.models.reconciliation import BankReconciliation, ReconcilingItem
from invoices.modules.books.models.voucher import Voucher, VoucherEntry

__all__ = [
    "BankReconciliation",
    "Depreciation",
    "FixedAsset",
    "FixedAssetDisposal",
    "ManualVoucher",
    "ManualVoucherLine",
    "ReconcilingItem",
    "Voucher",
    "VoucherEntry",
    "VoucherPaper",
]
