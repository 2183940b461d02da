"""What a neighbour may use of cost and income."""

from invoices.modules.breakeven.domain.funding import COMPANY, NAMES, RESIDENTS
from invoices.modules.breakeven.domain.result import TRUE_UP, EstateResult, ResultLine
from invoices.modules.breakeven.domain.true_up import TrueUpOutcome
from invoices.modules.breakeven.models import CostKind, CostVoucher, TrueUp
from invoices.modules.breakeven.selectors import result_of, results, unposted_works, waiting_vouchers
from invoices.modules.breakeven.selectors.vouchers import bought_accounts, providers_of_vouchers
from invoices.modules.breakeven.services import (
    PostedWorks,
    approve_true_up,
    approve_vouchers,
    post_work_costs,
    prepare_settlement_vouchers,
    prepare_true_up,
    prepare_voucher,
    reverse_voucher,
)

__all__ = [
    "COMPANY",
    "NAMES",
    "RESIDENTS",
    "TRUE_UP",
    "CostKind",
    "CostVoucher",
    "EstateResult",
    "PostedWorks",
    "ResultLine",
    "TrueUp",
    "TrueUpOutcome",
    "approve_true_up",
    "approve_vouchers",
    "bought_accounts",
    "post_work_costs",
    "prepare_settlement_vouchers",
    "prepare_true_up",
    "prepare_voucher",
    "providers_of_vouchers",
    "result_of",
    "results",
    "reverse_voucher",
    "unposted_works",
    "waiting_vouchers",
]
