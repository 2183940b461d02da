"""What a credit pays (docs/product.md rules 12, 13 and 16)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from property_ops.kernel.money import ZERO, Yuan


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line with something open on it. `is_held`: disputed, to be left alone. Lines of a lower `rank` are paid before
    all others (principal before late charges); `position` orders lines of one day."""

    line_id: int
    open: Yuan
    due_day: date
    rank: int = 0
    is_held: bool = False
    position: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class UnappliedCredit:
    credit_id: int
    left: Yuan
    day: date


@dataclass(frozen=True, slots=True)
class AllocatedAmount:
    """So much of a credit pays so much of a line."""

    credit_id: int
    line_id: int
    amount: Yuan


def allocate(credits: Iterable[UnappliedCredit], lines: Iterable[OpenLine]) -> list[AllocatedAmount]:
    """The credits of one account, oldest first, to its lines: the oldest due of the lowest rank first.

    Held lines get nothing. No line gets more than is open, no credit gives more than is left; what is over stays
    with the credit.
    """
    waiting = sorted((line for line in lines if not line.is_held and line.open > ZERO), key=_turn)
    open_of = {line.line_id: line.open for line in waiting}
    parts = []
    place = 0
    for credit in sorted(credits, key=lambda one: (one.day, one.credit_id)):
        left = credit.left
        while left > ZERO and place < len(waiting):
            line = waiting[place].line_id
            amount = min(left, open_of[line])
            parts.append(AllocatedAmount(credit.credit_id, line, amount))
            left -= amount
            open_of[line] -= amount
            if not open_of[line]:
                place += 1
    return parts


def _turn(line: OpenLine) -> tuple[int, date, tuple[int, int], int]:
    return line.rank, line.due_day, line.position, line.line_id
