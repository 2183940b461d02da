"""An instalment plan (分期): dated parts of a debt that add up to it; kept while every part is paid by its day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from invoices.modules.collections.domain.errors import PartsDoNotAddUp, PartsNotInOrder
from property_ops.kernel.apportionment import share
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month


@dataclass(frozen=True, slots=True)
class InstalmentDraft:
    due_on: date
    amount: Yuan


def equal_parts(debt: Yuan, *, count: int, first: date) -> list[InstalmentDraft]:
    """`count` parts a month apart, equal to the fen; where that does not go, the first ones are a fen larger."""
    names = [f"{number:03d}" for number in range(count)]
    days, month = [], Month.of(first)
    for _ in range(count):
        days.append(min(date(month.year, month.number, min(first.day, month.days)), month.period.last_day))
        month = month.next
    return [InstalmentDraft(day, amount) for day, amount in zip(days, share(debt, [1] * count, names), strict=True)]


def check_parts(parts: Sequence[InstalmentDraft], *, debt: Yuan, today: date) -> None:
    """Raises PartsDoNotAddUp, PartsNotInOrder."""
    total = sum((part.amount for part in parts), ZERO)
    if total != debt or any(part.amount <= ZERO for part in parts):
        raise PartsDoNotAddUp(parts=total, debt=debt)
    days = [part.due_on for part in parts]
    if days != sorted(set(days)) or days[0] < today:
        raise PartsNotInOrder(today=today)


def first_missed(
    parts: Sequence[InstalmentDraft], settled: Sequence[tuple[date, Yuan]], *, on: date
) -> InstalmentDraft | None:
    """The first part that was due before `on` and not covered by its day; None while the plan is kept.

    `settled` are days and amounts of what reduced the debt since the plan was made. A part that was once missed stays
    missed, also when it is paid later.
    """
    needed = ZERO
    for part in parts:
        needed += part.amount
        if part.due_on >= on:
            return None
        if sum((amount for day, amount in settled if day <= part.due_on), ZERO) < needed:
            return part
    return None
