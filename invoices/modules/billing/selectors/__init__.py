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
    debtors,
    evidence,
    holders,
    unbilled_charges,
)
from invoices.modules.billing.selectors.freezing import digests_of_issued
from invoices.modules.billing.selectors.oddities import OddCount, count_odd, medians, odd_bills

__all__ = [
    "Account",
    "ChargeRow",
    "Happened",
    "OddCount",
    "accounts",
    "bills_of_unit",
    "charge_rows",
    "count_odd",
    "debtors",
    "digests_of_issued",
    "evidence",
    "find_bills",
    "history",
    "holders",
    "ledger_entry",
    "lines_of",
    "medians",
    "months_with_bills",
    "odd_bills",
    "unbilled",
    "unbilled_charges",
    "visible_bills",
]
