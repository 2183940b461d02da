"""What a neighbour may use of the receivables: the sub-ledger of 1122, line by line."""

from invoices.modules.receivables.domain.accounts import AccountBalance, CreditDraft, PayerAccount
from invoices.modules.receivables.domain.allocation import AllocatedAmount, OpenLine, UnappliedCredit
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
    history_of,
    open_lines,
    unapplied_credits,
    with_left,
    with_open,
)
from invoices.modules.receivables.services import (
    allocate,
    allocate_what_is_free,
    end_hold,
    hold,
    move_due_day,
    put_back,
    record_credits,
    release,
    settle,
    undo,
    withdraw,
)

__all__ = [
    "AccountBalance",
    "AllocatedAmount",
    "Credit",
    "CreditDraft",
    "CreditKind",
    "DueDay",
    "HeldAlready",
    "LineHold",
    "MoreThanCredit",
    "MoreThanOpen",
    "MoreThanSettled",
    "NotIssued",
    "NotOfThisAccount",
    "OpenLine",
    "PayerAccount",
    "Settlement",
    "UnappliedCredit",
    "allocate",
    "allocate_what_is_free",
    "balance_of",
    "balances",
    "end_hold",
    "history_of",
    "hold",
    "move_due_day",
    "open_lines",
    "put_back",
    "record_credits",
    "release",
    "settle",
    "unapplied_credits",
    "undo",
    "with_left",
    "with_open",
    "withdraw",
]
