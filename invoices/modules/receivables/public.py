"""What a neighbour may use of the receivables: the sub-ledger of 1122, line by line."""

from invoices.modules.receivables.domain.accounts import Account, AccountBalance, CreditDraft
from invoices.modules.receivables.domain.allocation import FreeCredit, OpenLine, Part
from invoices.modules.receivables.domain.errors import (
    HeldAlready,
    MoreThanCredit,
    MoreThanOpen,
    MoreThanSettled,
    NotIssued,
    NotOfThisAccount,
)
from invoices.modules.receivables.models import Credit, CreditKind, DueDay, LineHold, Settlement
from invoices.modules.receivables.selectors import (
    balance_of,
    balances,
    credits_left,
    history_of,
    open_lines,
    with_left,
    with_open,
)
from invoices.modules.receivables.services import (
    allocate,
    allocate_what_is_free,
    end_hold,
    hold,
    move_due_day,
    record_credits,
    release,
    settle,
    undo,
    withdraw,
)

__all__ = [
    "Account",
    "AccountBalance",
    "Credit",
    "CreditDraft",
    "CreditKind",
    "DueDay",
    "FreeCredit",
    "HeldAlready",
    "LineHold",
    "MoreThanCredit",
    "MoreThanOpen",
    "MoreThanSettled",
    "NotIssued",
    "NotOfThisAccount",
    "OpenLine",
    "Part",
    "Settlement",
    "allocate",
    "allocate_what_is_free",
    "balance_of",
    "balances",
    "credits_left",
    "end_hold",
    "history_of",
    "hold",
    "move_due_day",
    "open_lines",
    "record_credits",
    "release",
    "settle",
    "undo",
    "with_left",
    "with_open",
    "withdraw",
]
