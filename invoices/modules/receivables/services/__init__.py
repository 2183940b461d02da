from invoices.modules.receivables.services.allocating import allocate, allocate_what_is_free
from invoices.modules.receivables.services.crediting import record_credits
from invoices.modules.receivables.services.settling import put_back, release, settle, undo, withdraw
from invoices.modules.receivables.services.terms import end_hold, hold, move_due_day

__all__ = [
    "allocate",
    "allocate_what_is_free",
    "end_hold",
    "hold",
    "move_due_day",
    "put_back",
    "record_credits",
    "release",
    "settle",
    "undo",
    "withdraw",
]
