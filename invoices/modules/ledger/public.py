"""What a neighbour may use of the ledger."""

from invoices.modules.ledger.domain.chain import Leg
from invoices.modules.ledger.domain.entries import RECEIVABLE, EntryDraft
from invoices.modules.ledger.selectors import (
    Balance,
    balances,
    broken_links,
    entry_of,
    evidence_of,
    posted_to,
    trial_balance,
)
from invoices.modules.ledger.services import post

__all__ = [
    "RECEIVABLE",
    "Balance",
    "EntryDraft",
    "Leg",
    "balances",
    "broken_links",
    "entry_of",
    "evidence_of",
    "post",
    "posted_to",
    "trial_balance",
]
