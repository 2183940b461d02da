"""The three statements on paper, as the printed forms have them: each on a sheet of its own, upright."""

from collections.abc import Sequence

from invoices.modules.books.domain.statement_lines import CASH_FORM
from invoices.modules.books.domain.statements import StatementRow, side_by_side
from invoices.modules.books.selectors import StatementsOfMonth
from property_ops.framework.pdf.papers import (
    Document,
    DocumentPart,
    Heading,
    NewSheet,
    Paragraph,
    PdfColumn,
    PdfTable,
    Signature,
    Signatures,
    render,
)
from property_ops.kernel.chinese_days import chinese_day, chinese_month
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Company

SIGNED_BY = ("单位负责人", "财务负责人", "制表")


def statements_pdf(found: StatementsOfMonth) -> bytes:
    month, issuer = found.month, Company.load().name or "物业公司"
    last, made = month.period.last_day, Paragraph(f"编制单位：{issuer}　　单位：元")
    parts: list[DocumentPart] = [
        Heading(f"资产负债表（会小企01表）　{chinese_day(last)}"),
        made,
        PdfTable(_columns("资产", "期末余额", "年初余额", twice="负债和所有者权益"), _side_by_side(found)),
        NewSheet(),
        Heading(f"利润表（会小企02表）　{chinese_month(month)}"),
        made,
        PdfTable(_columns("项目", "本年累计金额", "本月金额"), [_cells(row) for row in found.income]),
        NewSheet(),
        Heading(f"现金流量表（会小企03表）　{chinese_month(month)}"),
        made,
        PdfTable(_columns("项目", "本年累计金额", "本月金额"), _cash(found)),
        Signatures([Signature(party) for party in SIGNED_BY]),
    ]
    if not found.agree:
        parts.append(Paragraph("注意：报表之间勾稽不符，见页面“勾稽核对”。"))
    title = "财务报表"
    return render(Document(title, issuer, chinese_month(month), f"{issuer}　{title}", parts))


def _columns(name: str, first: str, second: str, twice: str = "") -> list[PdfColumn]:
    names = (name, twice) if twice else (name,)
    return [
        column
        for one in names
        for column in (
            PdfColumn(one, 2.4),
            PdfColumn("行次", 0.6),
            PdfColumn(first, 1.4, figures=True),
            PdfColumn(second, 1.4, figures=True),
        )
    ]


def _side_by_side(found: StatementsOfMonth) -> list[tuple[str, ...]]:
    blank = ("", "", "", "")
    return [
        (*(_cells(one) if one else blank), *(_cells(other) if other else blank))
        for one, other in zip(*side_by_side(found.assets, found.liabilities), strict=True)
    ]


def _cells(row: StatementRow) -> tuple[str, ...]:
    line = row.line
    return "　" * line.level + line.name, str(line.number or ""), _figure(row.first), _figure(row.second)


def _cash(found: StatementsOfMonth) -> Sequence[tuple[str, ...]]:
    rows = []
    for name, number, totals in CASH_FORM:
        year, month = found.cash[number] if number else (None, None)
        step = "" if totals or not number else "　"
        rows.append((f"{step}{name}", str(number or ""), _figure(year), _figure(month)))
    return rows


def _figure(amount: Yuan | None) -> str:
    return amount.grouped() if amount else ""
