from invoices.modules.receivables.selectors.balances import balance_of, balances
from invoices.modules.receivables.selectors.credits import history_of, last_taken_back, unapplied_credits, with_left
from invoices.modules.receivables.selectors.holds import held_days
from invoices.modules.receivables.selectors.lines import open_lines, visible_open_lines, with_open

__all__ = [
    "balance_of",
    "balances",
    "held_days",
    "history_of",
    "last_taken_back",
    "open_lines",
    "unapplied_credits",
    "visible_open_lines",
    "with_left",
    "with_open",
]
