from invoices.modules.breakeven.services.settlements import prepare_settlement_vouchers
from invoices.modules.breakeven.services.true_ups import approve_true_up, prepare_true_up
from invoices.modules.breakeven.services.vouchers import (
    approve_vouchers,
    prepare_voucher,
    reverse_voucher,
)
from invoices.modules.breakeven.services.works import PostedWorks, post_work_costs

__all__ = [
    "PostedWorks",
    "approve_true_up",
    "approve_vouchers",
    "post_work_costs",
    "prepare_settlement_vouchers",
    "prepare_true_up",
    "prepare_voucher",
    "reverse_voucher",
]
