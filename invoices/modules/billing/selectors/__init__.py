from invoices.modules.billing.selectors.bills import (
    Happened,
    bills_of_unit,
    find_bills,
    history,
    ledger_entry,
    lines_of,
    months_with_bills,
    visible_bills,
)
from invoices.modules.billing.selectors.drafting import (
    Account,
    ChargeRow,
    accounts,
    evidence,
    holders,
    unbilled_charges,
)
from invoices.modules.billing.selectors.month_end import (
    EstateMonth,
    Left,
    MonthEnd,
    latest_month,
    latest_run,
    month_end,
    run_of,
)
from invoices.modules.billing.selectors.oddities import medians, odd_bills

__all__ = [
    "Account",
    "ChargeRow",
    "EstateMonth",
    "Happened",
    "Left",
    "MonthEnd",
    "accounts",
    "bills_of_unit",
    "evidence",
    "find_bills",
    "history",
    "holders",
    "latest_month",
    "latest_run",
    "ledger_entry",
    "lines_of",
    "medians",
    "month_end",
    "months_with_bills",
    "odd_bills",
    "run_of",
    "unbilled_charges",
    "visible_bills",
]
