"""Cost and income of an estate and year on paper."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext

from invoices.modules.breakeven.domain.rates import Rated
from invoices.modules.breakeven.domain.result import EstateResult
from invoices.modules.breakeven.reports import sheet
from property_ops.framework.pdf.papers import (
    Bars,
    Document,
    DocumentPart,
    Heading,
    LabelledFacts,
    Paragraph,
    PdfColumn,
    PdfTable,
    render,
)
from property_ops.kernel.quantity import plain
from property_ops.modules.estates.public import Company, Estate


def draw(
    estate: Estate,
    year: int,
    result: EstateResult,
    *,
    now: Sequence[Rated],
    balancing: Sequence[Rated],
    bears: str,
    on: date,
) -> bytes:
    company = Company.load()
    return render(
        Document(
            title=gettext("%(estate)s: break-even %(year)s") % {"estate": estate.name, "year": year},
            issuer=company.name,
            subtitle=gettext("Cost − income = balance, from the ledger, by the months that entries belong to"),
            foot=gettext("Printed %(day)s") % {"day": on},
            parts=[*_summary(result, bears), *_table(result), *_months(result), *_rates(now, balancing)],
            landscape=True,
        )
    )


def _summary(result: EstateResult, bears: str) -> list[DocumentPart]:
    pairs = [
        (gettext("Expense"), result.cost.grouped()),
        (gettext("Income"), result.income.grouped()),
        (gettext("Balance"), result.balance.grouped()),
        (gettext("Borne by the company"), result.borne_by_company.grouped()),
    ]
    return [LabelledFacts(pairs), Paragraph(bears)]


def _table(result: EstateResult) -> list[DocumentPart]:
    columns = [
        PdfColumn("", 0.7),
        PdfColumn(gettext(sheet.KIND), 1.6),
        *(PdfColumn(name, figures=True) for name in sheet.funding_names(result)),
        PdfColumn(gettext(sheet.TOTAL), figures=True),
    ]
    *lines, last = sheet.rows(result)
    cells = [_cells(row) for row in [*lines, last]]
    return [Heading(gettext("By kind and who pays")), PdfTable(columns, cells[:-1], total=cells[-1])]


def _cells(row: sheet.SheetRow) -> list[str]:
    section = "" if row.is_sum else row.section
    return [section, row.label, *(amount.grouped() for amount in row.amounts), row.total.grouped()]


def _months(result: EstateResult) -> list[DocumentPart]:
    months = [(month, result.of_month(month)) for month in result.months]
    most = max((max(one.cost, one.income).fen for _, one in months), default=0) or 1
    bars = [
        (f"{month} {name}", amount.fen / most if amount.fen > 0 else 0.0, amount.grouped())
        for month, one in months
        for name, amount in ((gettext("Expense"), one.cost), (gettext("Income"), one.income))
    ]
    return [Heading(gettext("By month")), Bars(bars)] if bars else []


def _rates(now: Sequence[Rated], balancing: Sequence[Rated]) -> list[DocumentPart]:
    if not balancing:
        return []
    columns = [
        PdfColumn(gettext("Use")),
        PdfColumn(gettext("Rate in force"), figures=True),
        PdfColumn(gettext("Next rate"), figures=True),
    ]
    rows = [[one.use, plain(one.rate), plain(then.rate)] for one, then in zip(now, balancing, strict=True)]
    return [Heading(gettext("The next rate that would bring the residents' balance to zero")), PdfTable(columns, rows)]
