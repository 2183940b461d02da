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
    AccountTerms,
    ChargeRow,
    accounts,
    charge_rows,
    holders,
    named_debtors,
    unbilled_charges,
)
from invoices.modules.billing.selectors.freezing import bases_of, digests_of_issued, frozen_lines
from invoices.modules.billing.selectors.review import OddCount, bills_to_review, count_odd, medians

__all__ = [
    "AccountTerms",
    "ChargeRow",
    "Happened",
    "OddCount",
    "accounts",
    "bases_of",
    "bills_of_unit",
    "bills_to_review",
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
    "unbilled",
    "unbilled_charges",
    "visible_bills",
]
