"""Tables written for other programs: CSV, JSON and Excel, row by row, with nothing in them that Excel would run.

A cell is text, None, a `date` or an exact number (int, Decimal, Yuan). Numbers are written as they print.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.utils import timezone

from property_ops.kernel.money import Yuan
from property_ops.kernel.quantity import plain

Row = Mapping[str, Any]
EXCEL_ROWS = 1_048_575
_A4, _LONGEST_NAME = 9, 27
_NOT_IN_A_SHEETS_NAME = re.compile(r"[\[\]:*?/\\]")
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def text_of(value: Any) -> str:
    """A cell as text: dates as 2022-06-30, numbers without exponent."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def harmless(value: Any) -> str:
    """The cell for a CSV file; text that a spreadsheet would take for a formula gets an apostrophe before it."""
    text = text_of(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_STARTS_A_FORMULA) else text


def write_csv(columns: Sequence[str], rows: Iterable[Row], file: IO[str]) -> int:
    """One line per row under a line of column names. Returns the rows written."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([harmless(row[name]) for name in columns])
        count += 1
    return count


def write_json(columns: Sequence[str], rows: Iterable[Row], file: IO[str]) -> int:
    """A list of objects, one a line; numbers as text, so that no reader makes floats of them."""
    count = 0
    file.write("[")
    for row in rows:
        cells = {name: None if row[name] is None else text_of(row[name]) for name in columns}
        file.write(",\n" if count else "\n")
        file.write(json.dumps(cells, ensure_ascii=False))
        count += 1
    file.write("\n]\n")
    return count


def write_xlsx(columns: Sequence[str], rows: Iterable[Row], file: IO[bytes], *, title: str = "") -> int:
    """A sheet with a frozen head and filters; numbers and dates are such, all else is text and never a formula.

    It prints on A4 across, as wide as the paper, the head and `title` on each page. More rows than a sheet holds go on
    in the next sheet. Returns the rows written.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    count = 0
    with xlsxwriter.Workbook(file, options) as book:
        formats = _Formats(book)
        sheet = _new_sheet(book, columns, formats, title)
        for row in rows:
            place = count % EXCEL_ROWS + 1
            if count and place == 1:
                sheet = _new_sheet(book, columns, formats, title)
            for position, name in enumerate(columns):
                _write_cell(sheet, place, position, row[name], formats)
            count += 1
        if count and columns:
            sheet.autofilter(0, 0, (count - 1) % EXCEL_ROWS + 1, len(columns) - 1)
    return count


class _Formats:
    """How cells look, each made when first needed."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def head(self) -> Any:
        return self._once("head", {"bold": True, "bg_color": "#EEF2F6", "bottom": 1, "border_color": "#D5DCE3"})

    def shown_as(self, pattern: str) -> Any:
        return self._once(pattern, {"num_format": pattern})

    def _once(self, name: str, look: dict[str, Any]) -> Any:
        if name not in self._made:
            self._made[name] = self._book.add_format(look)
        return self._made[name]


def _new_sheet(book: Any, columns: Sequence[str], formats: _Formats, title: str) -> Any:
    name = _NOT_IN_A_SHEETS_NAME.sub(" ", title).strip(" '")[:_LONGEST_NAME]
    sheets = len(book.worksheets())
    sheet = book.add_worksheet(f"{name} {sheets + 1}" if name and sheets else name or None)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&C{title.replace('&', '&&')[:100]}" if title else "")
    sheet.set_footer("&C&P / &N&R&D")
    for position, name in enumerate(columns):
        wide = sum(1 + (ord(character) > 0x2E80) for character in name)
        sheet.set_column(position, position, max(wide + 2, 12))
        sheet.write_string(0, position, name, formats.head())
    return sheet


def _write_cell(sheet: Any, row: int, column: int, value: Any, formats: _Formats) -> None:
    if value is None or value == "":
        return
    if isinstance(value, Yuan):
        sheet.write_number(row, column, value.as_decimal(), formats.shown_as("#,##0.00"))
    elif isinstance(value, datetime):
        local = timezone.localtime(value).replace(tzinfo=None)
        sheet.write_datetime(row, column, local, formats.shown_as("yyyy-mm-dd hh:mm"))
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, formats.shown_as("yyyy-mm-dd"))
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, text_of(value))


def trimmed(value: Decimal) -> Decimal:
    """Without needless zeros and without exponent: 93.0200 → 93.02, 100.00 → 100."""
    return Decimal(plain(value))


WRITERS: Mapping[str, Callable[[Sequence[str], Iterable[Row], Any], int]] = {
    "csv": write_csv,
    "json": write_json,
    "xlsx": write_xlsx,
}
"""By file format; Excel wants a binary file, the others one for text."""
