"""How long a work is under warranty (质保期)."""

from calendar import monthrange
from datetime import date


def warranty_ends(accepted_on: date, months: int) -> date:
    """The last day of the warranty: the same day so many months later, or the last day of a shorter month."""
    total = accepted_on.month - 1 + months
    year, month = accepted_on.year + total // 12, total % 12 + 1
    return date(year, month, min(accepted_on.day, monthrange(year, month)[1]))
