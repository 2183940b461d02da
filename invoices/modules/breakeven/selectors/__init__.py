from invoices.modules.breakeven.selectors.results import (
    estate_named,
    latest_year,
    rated,
    result_of,
    results,
    year_of,
)
from invoices.modules.breakeven.selectors.true_ups import (
    balance_of_year,
    carried_into,
    homes,
    true_up_of,
    visible_true_ups,
)
from invoices.modules.breakeven.selectors.vouchers import (
    cost_kinds,
    find_vouchers,
    months_of_vouchers,
    visible_vouchers,
    voucher,
    vouchers_of_paper,
    waiting_vouchers,
)
from invoices.modules.breakeven.selectors.works import all_unposted_works, differences, unposted_works
from invoices.modules.ledger.public import years

__all__ = [
    "all_unposted_works",
    "balance_of_year",
    "carried_into",
    "cost_kinds",
    "differences",
    "estate_named",
    "find_vouchers",
    "homes",
    "latest_year",
    "months_of_vouchers",
    "rated",
    "result_of",
    "results",
    "true_up_of",
    "unposted_works",
    "visible_true_ups",
    "visible_vouchers",
    "voucher",
    "vouchers_of_paper",
    "waiting_vouchers",
    "year_of",
    "years",
]
