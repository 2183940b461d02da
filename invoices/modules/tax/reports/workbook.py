"""A batch of invoice requests as the workbook that the tax platform imports, or as the list of its red ones."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import xlsxwriter

from invoices.modules.tax.domain.template import BASIC, DETAIL, RED, Row, Sheet
from invoices.modules.tax.models import InvoiceBatch
from invoices.modules.tax.selectors import basic_rows, lines_of, red_lines_of

FIRST_ROW = 3
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)  # a workbook says when it was made; ours is the same whenever that is


class Wanted(StrEnum):
    INVOICES = "invoices"
    RED = "red"


def workbook(batch: InvoiceBatch, wanted: Wanted) -> bytes:
    """The same batch always makes the same bytes; all cells are text, as the platform asks."""
    sheets: list[tuple[Sheet, Iterable[Row]]] = (
        [(BASIC, basic_rows(batch)), (DETAIL, lines_of(batch))]
        if wanted is Wanted.INVOICES
        else [(RED, red_lines_of(batch))]
    )
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": ALWAYS.replace(tzinfo=None)})
        for sheet, rows in sheets:
            _write(book, sheet, rows)
    return file.getvalue()


def _write(book: Any, sheet: Sheet, rows: Iterable[Row]) -> None:
    page = book.add_worksheet(sheet.name)
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#5E6C70"})
    head = book.add_format({"bold": True, "bg_color": "#EEF2F6", "bottom": 1, "text_wrap": True})
    text = book.add_format({"num_format": "@"})
    page.merge_range(0, 0, 0, len(sheet.columns) - 1, sheet.explanation, wrapped)
    page.set_row(0, 48)
    for column, heading in enumerate(sheet.columns):
        page.write_string(1, column, "必填" if heading in sheet.required else "非必填", wrapped)
        page.write_string(2, column, heading, head)
    page.set_column(0, len(sheet.columns) - 1, 18, text)
    page.freeze_panes(FIRST_ROW, 1)
    places = {heading: column for column, heading in reversed(list(enumerate(sheet.columns)))}
    for number, row in enumerate(rows, start=FIRST_ROW):
        for heading, value in row.items():
            if value:
                page.write_string(number, places[heading], value, text)
