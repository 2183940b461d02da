"""The table on paper: the figures in all, by estate, and the areas as bars."""

from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext

from property_ops.framework.pdf.papers import (
    Bars,
    Document,
    DocumentPart,
    Heading,
    Paragraph,
    PdfColumn,
    PdfTable,
    render,
)
from property_ops.kernel.quantity import grouped
from property_ops.modules.estates.public import Company
from property_ops.modules.insight.reports import sheet
from property_ops.modules.insight.reports.charts import AREAS
from property_ops.modules.insight.selectors import HalfYear

ESTATES_PER_TABLE = 8


def draw(found: HalfYear, *, on: date) -> bytes:
    company = Company.load()
    period = found.period
    return render(
        Document(
            title=gettext("Half-year table"),
            issuer=company.name,
            subtitle=f"{period.start} – {period.last_day}",
            foot=gettext("Printed %(day)s. Works count on the day they were accepted.") % {"day": on},
            parts=[*_in_all(found), *_areas(found), *_by_estate(found)],
            landscape=True,
        )
    )


def _in_all(found: HalfYear) -> list[DocumentPart]:
    figure, unit, total = map(gettext, sheet.HEADINGS)
    columns = (PdfColumn(figure, 3), PdfColumn(unit, 0.8), PdfColumn(total, 1.2, figures=True))
    rows = [
        [
            f"　{line.label}" if line.is_part else line.label,
            line.unit,
            gettext(sheet.NO_RECORD) if line.total is None else line.shown(line.total),
        ]
        for line in sheet.lines(found)
    ]
    parts: list[DocumentPart] = [PdfTable(columns, rows)]
    if told := sheet.told_manners(found):
        parts.append(Paragraph(told))
    for left in found.works.uncounted:
        words = gettext("Not counted: %(works)s work(s) “%(kind)s”, %(quantity)s %(unit)s.")
        quantity = grouped(left.quantity)
        parts.append(
            Paragraph(words % {"works": left.works, "kind": left.kind, "quantity": quantity, "unit": left.unit})
        )
    return parts


def _areas(found: HalfYear) -> list[DocumentPart]:
    parts: list[DocumentPart] = []
    for row in found.works.rows:
        if row.figure.code not in AREAS or not row.works:
            continue
        most = max(row.by_estate.values())
        bars = [
            (estate.name, float(value / most) if most else 0.0, f"{grouped(value)} {row.figure.unit}")
            for estate in found.estates
            if (value := row.by_estate.get(estate.code)) is not None
        ]
        parts += [Heading(str(capfirst(gettext(row.figure.label)))), Bars(bars)]
    return parts


def _by_estate(found: HalfYear) -> list[DocumentPart]:
    parts: list[DocumentPart] = []
    lines = [line for line in sheet.lines(found) if line.total is not None]
    for start in range(0, len(found.estates), ESTATES_PER_TABLE):
        some = found.estates[start : start + ESTATES_PER_TABLE]
        columns = [
            PdfColumn(gettext(sheet.HEADINGS[0]), 2.2),
            *(PdfColumn(estate.name, figures=True) for estate in some),
        ]
        rows = [
            [f"{line.label}（{line.unit}）", *("" if value is None else line.shown(value) for value in values)]
            for line in lines
            if any(values := line.values[start : start + ESTATES_PER_TABLE])
        ]
        parts += [Heading(gettext("By estate")), PdfTable(columns, rows)]
    return parts
