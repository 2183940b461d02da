"""The statements of several periods side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from invoices.modules.books.domain.statements import StatementRow
from invoices.modules.books.selectors.figures import figures_of
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month

MONTHS, YEARS = 6, 3


class Comparing(StrEnum):
    """A month with those before it; or the year so far with the same months of the years before."""

    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line of a statement in each period, the latest first."""

    name: str
    level: int
    amounts: Sequence[Yuan]

    @property
    def change(self) -> Yuan:
        """Of the latest against the one before."""
        return self.amounts[0] - self.amounts[1]


@dataclass(frozen=True, slots=True)
class ComparedStatements:
    months: Sequence[Month]
    income: Sequence[ComparedLine]
    balance: Sequence[ComparedLine]


def compared(month: Month, how: Comparing) -> ComparedStatements:
    """What income, cost and result came to, and how the balances stood at each month's end; nothing but nil is left
    out."""
    months = [month]
    while len(months) < (MONTHS if how == Comparing.MONTHS else YEARS):
        months.append(months[-1].previous if how == Comparing.MONTHS else Month(months[-1].year - 1, month.number))
    found = [figures_of(one, so_far=how == Comparing.YEARS) for one in months]
    return ComparedStatements(months, *(_lines(periods) for periods in zip(*found, strict=True)))


def _lines(periods: Sequence[Sequence[StatementRow]]) -> list[ComparedLine]:
    lines = []
    for rows in zip(*periods, strict=True):
        line, amounts = rows[0].line, [row.first or ZERO for row in rows]
        if line.number and any(amounts):
            lines.append(ComparedLine(line.name, line.level, amounts))
    return lines
