from invoices.modules.receivables.selectors.balances import balance_of, balances
from invoices.modules.receivables.selectors.credits import credits_left, history_of, last_taken_back, with_left
from invoices.modules.receivables.selectors.lines import open_lines, with_open

__all__ = [
    "balance_of",
    "balances",
    "credits_left",
    "history_of",
    "last_taken_back",
    "open_lines",
    "with_left",
    "with_open",
]
