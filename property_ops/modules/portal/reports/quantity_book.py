"""工程量台账: the works of an estate in a month, on paper and as rows for Excel."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from property_ops.framework.pdf.papers import Document, DocumentPart, Heading, Paragraph, PdfColumn, PdfTable, render
from property_ops.kernel.chinese_days import chinese_month
from property_ops.kernel.money import ZERO
from property_ops.modules.portal.reports.wording import figure, funding, manners, result
from property_ops.modules.portal.selectors.papers import Book, BookRow

HEADINGS = (
    "工单号",
    "类别",
    "地点",
    "项目",
    "单位",
    "计划量",
    "完成量",
    "验收量",
    "完工日期",
    "验收日期",
    "验收结果",
    "验收方式",
    "费用承担",
    "费用（元）",
)
COLUMNS = (
    PdfColumn("工单号", 1.5),
    PdfColumn("地点", 1.6),
    PdfColumn("项目", 1.7),
    PdfColumn("完工日期", 1.2),
    PdfColumn("验收日期", 1.2),
    PdfColumn("结果", 1.1),
    PdfColumn("验收方式", 1.1),
    PdfColumn("费用承担", 1.2),
    PdfColumn("单位", 0.6),
    PdfColumn("计划量", 1.0, figures=True),
    PdfColumn("完成量", 1.0, figures=True),
    PdfColumn("验收量", 1.0, figures=True),
    PdfColumn("费用（元）", 1.3, figures=True),
)
SUMS = (
    PdfColumn("项目", 3),
    PdfColumn("单位"),
    PdfColumn("项数", figures=True),
    PdfColumn("完成量", figures=True),
    PdfColumn("验收量", figures=True),
)
COUNTED = (
    "收入本月验收的工程，以及本月完工、尚未验收的工程。未验收的工程不收费，不计入验收量。"
    "费用为工单的全部费用，记在工单的第一行。"
)


def draw_book(book: Book) -> bytes:
    month = chinese_month(book.month)
    return render(
        Document(
            title="工程量台账",
            issuer=book.company.name,
            subtitle=f"{book.estate.name} · {month}",
            foot=f"工程量台账 {book.estate.code} {book.month}",
            parts=_parts(book),
            landscape=True,
        )
    )


def _parts(book: Book) -> list[DocumentPart]:
    if not book.rows:
        return [Paragraph("本月没有完工或验收的工程。")]
    sums = [
        [name, unit, str(found.lines), figure(found.done), figure(found.accepted)]
        for (name, unit), found in book.sums.items()
    ]
    total = sum((row.work.cost for row in book.rows if row.line.number == 1), ZERO)
    last = ["合计", *[""] * (len(COLUMNS) - 2), total.grouped()]
    works = PdfTable(COLUMNS, [_printed(row) for row in book.rows], last)
    return [works, Heading("按项目汇总"), PdfTable(SUMS, sums), Paragraph(COUNTED)]


def _printed(row: BookRow) -> list[str]:
    work, line = row.work, row.line
    is_first = line.number == 1
    return [
        work.number,
        work.place,
        line.name,
        _day(work.done_on),
        _day(work.accepted_on),
        result(work),
        manners(work),
        funding(work),
        line.unit,
        figure(line.planned),
        figure(line.done),
        figure(line.accepted),
        work.cost.grouped() if is_first else "",
    ]


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def excel_rows(book: Book) -> Iterator[Mapping[str, Any]]:
    """By `HEADINGS`: numbers as numbers, dates as dates."""
    for row in book.rows:
        work, line = row.work, row.line
        yield dict(
            zip(
                HEADINGS,
                (
                    work.number,
                    work.kind,
                    work.place,
                    line.name,
                    line.unit,
                    line.planned,
                    line.done,
                    line.accepted,
                    work.done_on,
                    work.accepted_on,
                    result(work),
                    manners(work),
                    funding(work),
                    work.cost if line.number == 1 else None,
                ),
                strict=True,
            )
        )
