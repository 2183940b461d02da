"""What a neighbour may use of the ledger."""

from invoices.modules.ledger.domain.chain import Leg
from invoices.modules.ledger.domain.entries import RECEIVABLE, EntryDraft
from invoices.modules.ledger.domain.errors import MonthIsClosed
from invoices.modules.ledger.models import LedgerAccount, MonthClose
from invoices.modules.ledger.selectors import (
    Balance,
    Head,
    Movement,
    Posted,
    SourceLeg,
    balances,
    balances_of_account,
    broken_links,
    closed_months,
    entries_after,
    entry_of,
    evidence_of,
    head,
    is_closed,
    legs_of_sources,
    movements,
    posted_to,
    trial_balance,
    years,
)
from invoices.modules.ledger.services import close_month, post, reopen_month

__all__ = [
    "RECEIVABLE",
    "Balance",
    "EntryDraft",
    "Head",
    "LedgerAccount",
    "Leg",
    "MonthClose",
    "MonthIsClosed",
    "Movement",
    "Posted",
    "SourceLeg",
    "balances",
    "balances_of_account",
    "broken_links",
    "close_month",
    "closed_months",
    "entries_after",
    "entry_of",
    "evidence_of",
    "head",
    "is_closed",
    "legs_of_sources",
    "movements",
    "post",
    "posted_to",
    "reopen_month",
    "trial_balance",
    "years",
]
