from invoices.modules.receivables.services.allocating import allocate, allocate_what_is_free
from invoices.modules.receivables.services.crediting import record_credits
from invoices.modules.receivables.services.settling import put_back, release, settle, undo, withdraw
from invoices.modules.receivables.services.terms import (
    end_hold,
    end_holds,
    hold,
    hold_lines,
    move_due_day,
    move_due_days,
)

__all__ = [
    "allocate",
    "allocate_what_is_free",
    "end_hold",
    "end_holds",
    "hold",
    "hold_lines",
    "move_due_day",
    "move_due_days",
    "put_back",
    "record_credits",
    "release",
    "settle",
    "undo",
    "withdraw",
]
