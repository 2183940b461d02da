"""A row of a bank's statement whose day cannot be read: the rows around it may say which day it was (ADR 0029)."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from property_ops.framework.importing.tables import RegisterRow
from property_ops.kernel.text import gettext_noop

LOOK = gettext_noop("Compare with the bank's own statement, and match it, or mend the file and import it again.")

Moved = Callable[[RegisterRow], Decimal]
Told = Callable[[RegisterRow], date | None]


def days_of_neighbours(rows: Sequence[RegisterRow], moved: Moved, told: Told) -> None:
    """Where a row that moved money has no day, but stands between two of one day, and the balances run through all
    three: that day is its own, and it waits for a person. Elsewhere nothing is guessed.
    """
    for before, row, after in zip(rows, rows[1:], rows[2:], strict=False):
        if not row.is_good or not moved(row) or told(row) is not None:
            continue
        day = told(before)
        if day is None or told(after) != day or not _runs_through(before, row, after, moved):
            continue
        row.values |= {"day": (day, None), "day_is_guessed": True}
        row.warn(
            "day",
            gettext_noop("The day cannot be read. By the balances it was %(day)s: the row waits for a person."),
            LOOK,
            day=day,
        )


def _runs_through(before: RegisterRow, row: RegisterRow, after: RegisterRow, moved: Moved) -> bool:
    """Down the sheet, or up."""
    told = [one["balance"] for one in (before, row, after)]
    if None in told:
        return False
    first, own, last = told
    down = own == first + moved(row) and last == own + moved(after)
    up = own == last + moved(row) and first == own + moved(before)
    return down or up
