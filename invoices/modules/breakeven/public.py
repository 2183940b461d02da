"""What a neighbour may use of cost and income."""

from invoices.modules.breakeven.domain.funding import COMPANY, NAMES, RESIDENTS
from invoices.modules.breakeven.domain.result import TRUE_UP, Line, Result
from invoices.modules.breakeven.models import CostKind, CostVoucher
from invoices.modules.breakeven.selectors import result_of, results, unposted_works, waiting_vouchers
from invoices.modules.breakeven.services import (
    PostedWorks,
    approve_vouchers,
    post_work_costs,
    prepare_voucher,
    reverse_voucher,
    withdraw_voucher,
)

__all__ = [
    "COMPANY",
    "NAMES",
    "RESIDENTS",
    "TRUE_UP",
    "CostKind",
    "CostVoucher",
    "Line",
    "PostedWorks",
    "Result",
    "approve_vouchers",
    "post_work_costs",
    "prepare_voucher",
    "result_of",
    "results",
    "reverse_voucher",
    "unposted_works",
    "waiting_vouchers",
    "withdraw_voucher",
]
