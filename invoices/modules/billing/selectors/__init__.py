from invoices.modules.billing.selectors.bills import (
    Happened,
    bills_of_unit,
    find_bills,
    history,
    ledger_entry,
    lines_of,
    months_with_bills,
    unbilled,
    visible_bills,
)
from invoices.modules.billing.selectors.drafting import (
    Account,
    ChargeRow,
    accounts,
    charge_rows,
    holders,
    named_debtors,
    unbilled_charges,
)
from invoices.modules.billing.selectors.freezing import bases_of, digests_of_issued, frozen_lines
from invoices.modules.billing.selectors.oddities import OddCount, count_odd, medians, odd_bills

__all__ = [
    "Account",
    "ChargeRow",
    "Happened",
    "OddCount",
    "accounts",
    "bases_of",
    "bills_of_unit",
    "charge_rows",
    "count_odd",
    "digests_of_issued",
    "find_bills",
    "frozen_lines",
    "history",
    "holders",
    "ledger_entry",
    "lines_of",
    "medians",
    "months_with_bills",
    "named_debtors",
    "odd_bills",
    "unbilled",
    "unbilled_charges",
    "visible_bills",
]
