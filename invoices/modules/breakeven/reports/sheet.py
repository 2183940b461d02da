"""Cost and income as rows to read: the same for screen, Excel and paper."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from invoices.modules.breakeven.domain.funding import NAMES
from invoices.modules.breakeven.domain.result import EstateResult, ResultLine
from property_ops.framework.workbook import Reckoned
from property_ops.kernel.money import Yuan
from property_ops.kernel.text import gettext_noop

COST, INCOME, BALANCE = gettext_noop("Expense"), gettext_noop("Income"), gettext_noop("Balance (cost − income)")
SECTION = gettext_noop("Income or expense")
KIND, TOTAL = gettext_noop("Kind of cost or income"), gettext_noop("Total")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """`amounts` in the order of the fundings; `is_sum` stands under what it adds up."""

    section: str
    label: str
    amounts: Sequence[Yuan]
    total: Yuan
    is_sum: bool = False


def rows(result: EstateResult) -> list[SheetRow]:
    """Costs, incomes and their difference, by kind and by who pays; labels in the reader's language."""
    fundings = result.fundings
    return [
        *_lines(COST, result.costs, fundings),
        _sum(COST, gettext("Cost in all"), [result.cost_of(one) for one in fundings], result.cost),
        *_lines(INCOME, result.incomes, fundings),
        _sum(INCOME, gettext("Income in all"), [result.income_of(one) for one in fundings], result.income),
        _sum(BALANCE, gettext(BALANCE), [result.balance_of(one) for one in fundings], result.balance),
    ]


def _lines(section: str, lines: Sequence[ResultLine], fundings: Sequence[str]) -> Iterator[SheetRow]:
    for line in lines:
        amounts = [line.by_funding.get(funding, Yuan(0)) for funding in fundings]
        yield SheetRow(gettext(section), line.name, amounts, line.total)


def _sum(section: str, label: str, amounts: Sequence[Yuan], total: Yuan) -> SheetRow:
    return SheetRow(gettext(section), label, amounts, total, is_sum=True)


def funding_names(result: EstateResult) -> list[str]:
    return [gettext(NAMES[funding]) for funding in result.fundings]


def cells(result: EstateResult) -> tuple[list[str], Iterator[Mapping[str, Any]]]:
    """Headings and rows for Excel: what adds up is a formula, across by who pays and down by kind."""
    section, kind, total = gettext(SECTION), gettext(KIND), gettext(TOTAL)
    names = funding_names(result)

    def found() -> Iterator[Mapping[str, Any]]:
        costs, incomes = len(result.costs), len(result.incomes)
        down = {
            COST: [(up, 0, 1) for up in range(1, costs + 1)],
            INCOME: [(up, 0, 1) for up in range(1, incomes + 1)],
            BALANCE: [(incomes + 2, 0, 1), (1, 0, -1)],
        }
        by_words = {gettext(words): tuple(cells) for words, cells in down.items()}
        across = tuple((0, left, 1) for left in range(1, len(names) + 1))
        for row in rows(result):
            amounts: list[Any] = list(row.amounts)
            if row.is_sum:
                amounts = [Reckoned(amount, by_words[row.section]) for amount in row.amounts]
            yield {section: row.section, kind: row.label, total: Reckoned(row.total, across)} | dict(
                zip(names, amounts, strict=True)
            )

    return [section, kind, *names, total], found()
