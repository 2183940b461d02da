"""What a neighbour may use of cost and income."""

from invoices.modules.breakeven.domain.funding import COMPANY, NAMES, RESIDENTS
from invoices.modules.breakeven.domain.posting import WORKS_COSTS
from invoices.modules.breakeven.domain.rates import Rated, balancing, income_at, proportional
from invoices.modules.breakeven.domain.result import SERVICE_INCOME, TRUE_UP, VAT, EstateResult, ResultLine
from invoices.modules.breakeven.domain.true_up import TrueUpOutcome
from invoices.modules.breakeven.models import CostKind, CostVoucher, TrueUp
from invoices.modules.breakeven.selectors import (
    carried_into,
    result_of,
    results,
    unposted_works,
    waiting_vouchers,
    year_of,
)
from invoices.modules.breakeven.selectors.vouchers import bought_accounts, providers_of_vouchers
from invoices.modules.breakeven.services import (
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
    "SERVICE_INCOME",
    "TRUE_UP",
    "VAT",
    "WORKS_COSTS",
    "CostKind",
    "CostVoucher",
    "EstateResult",
    "Rated",
    "ResultLine",
    "TrueUp",
    "TrueUpOutcome",
    "approve_true_up",
    "approve_vouchers",
    "balancing",
    "bought_accounts",
    "carried_into",
    "income_at",
    "post_work_costs",
    "prepare_settlement_vouchers",
    "prepare_true_up",
    "prepare_voucher",
    "proportional",
    "providers_of_vouchers",
    "result_of",
    "results",
    "reverse_voucher",
    "unposted_works",
    "waiting_vouchers",
    "year_of",
]
