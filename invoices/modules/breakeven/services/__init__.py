from invoices.modules.breakeven.services.vouchers import (
    approve_vouchers,
    prepare_voucher,
    reverse_voucher,
    withdraw_voucher,
)
from invoices.modules.breakeven.services.works import PostedWorks, post_work_costs

__all__ = [
    "PostedWorks",
    "approve_vouchers",
    "post_work_costs",
    "prepare_voucher",
    "reverse_voucher",
    "withdraw_voucher",
]
