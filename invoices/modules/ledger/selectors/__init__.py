"""Reading the ledger."""

from invoices.modules.ledger.selectors.balances import (
    Balance,
    balances,
    balances_of_account,
    broken_links,
    counted,
    entry_of,
    evidence_of,
    legs_without_entry,
    posted_to,
    trial_balance,
    unbalanced,
)
from invoices.modules.ledger.selectors.closing import (
    Head,
    changed_heads,
    closed_months,
    head,
    is_closed,
    months_posted_in,
    posted_after_closing,
)
from invoices.modules.ledger.selectors.entries import Posted, entries_after
from invoices.modules.ledger.selectors.results import Movement, SourceLeg, legs_of_sources, movements, years

__all__ = [
    "Balance",
    "Head",
    "Movement",
    "Posted",
    "SourceLeg",
    "balances",
    "balances_of_account",
    "broken_links",
    "changed_heads",
    "closed_months",
    "counted",
    "entries_after",
    "entry_of",
    "evidence_of",
    "head",
    "is_closed",
    "legs_of_sources",
    "legs_without_entry",
    "months_posted_in",
    "movements",
    "posted_after_closing",
    "posted_to",
    "trial_balance",
    "unbalanced",
    "years",
]
