"""Cost and income of an estate and year on paper."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext

from invoices.modules.breakeven.domain.rates import Rated
from invoices.modules.breakeven.domain.result import Result
from invoices.modules.breakeven.reports import sheet
from property_ops.framework.pdf.papers import Bars, Column, Facts, Heading, Paper, Part, Table, Words, render
from property_ops.kernel.quantity import plain
from property_ops.modules.estates.public import Company, Estate


def draw(
    estate: Estate, year: int, result: Result, *, now: Sequence[Rated], balancing: Sequence[Rated], bears: str, on: date
) -> bytes:
    company = Company.objects.first() or Company(name="")
    return render(
        Paper(
            title=gettext("%(estate)s: break-even %(year)s") % {"estate": estate.name, "year": year},
            issuer=company.name,
            subtitle=gettext("Cost − income = balance, from the ledger, by the months that entries belong to"),
            foot=gettext("Printed %(day)s") % {"day": on},
            parts=[*_summary(result, bears), *_table(result), *_months(result), *_rates(now, balancing)],
            landscape=True,
        )
    )


def _summary(result: Result, bears: str) -> list[Part]:
    pairs = [
        (gettext("Expense"), result.cost.grouped()),
        (gettext("Income"), result.income.grouped()),
        (gettext("Balance"), result.balance.grouped()),
        (gettext("Borne by the company"), result.borne_by_company.grouped()),
    ]
    return [Facts(pairs), Words(bears)]


def _table(result: Result) -> list[Part]:
    columns = [
        Column("", 0.7),
        Column(gettext(sheet.KIND), 1.6),
        *(Column(name, figures=True) for name in sheet.funding_names(result)),
        Column(gettext(sheet.TOTAL), figures=True),
    ]
    *lines, last = sheet.rows(result)
    cells = [_cells(row) for row in [*lines, last]]
    return [Heading(gettext("By kind and who pays")), Table(columns, cells[:-1], total=cells[-1])]


def _cells(row: sheet.Row) -> list[str]:
    section = "" if row.is_sum else row.section
    return [section, row.label, *(amount.grouped() for amount in row.amounts), row.total.grouped()]


def _months(result: Result) -> list[Part]:
    months = [(month, result.of_month(month)) for month in result.months]
    most = max((max(one.cost, one.income).fen for _, one in months), default=0) or 1
    bars = [
        (f"{month} {name}", amount.fen / most if amount.fen > 0 else 0.0, amount.grouped())
        for month, one in months
        for name, amount in ((gettext("Expense"), one.cost), (gettext("Income"), one.income))
    ]
    return [Heading(gettext("By month")), Bars(bars)] if bars else []


def _rates(now: Sequence[Rated], balancing: Sequence[Rated]) -> list[Part]:
    if not balancing:
        return []
    columns = [
        Column(gettext("Use")),
        Column(gettext("Rate in force"), figures=True),
        Column(gettext("Next rate"), figures=True),
    ]
    rows = [[one.use, plain(one.rate), plain(then.rate)] for one, then in zip(now, balancing, strict=True)]
    return [Heading(gettext("The next rate that would bring the residents' balance to zero")), Table(columns, rows)]
