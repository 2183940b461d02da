"""Lists as Excel: streamed through a temporary file, and no cell is ever a formula."""

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse
from django.utils import timezone

from property_ops.kernel.money import Yuan

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def excel_response(*, name: str, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> FileResponse:
    """`name`.xlsx for download."""
    file = tempfile.TemporaryFile()
    write_excel(file, headers=headers, rows=rows)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)


def write_excel(file: IO[bytes], *, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write one sheet with a frozen header row; returns the number of rows. Text is written as text, always."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    count = 0
    with xlsxwriter.Workbook(file, options) as workbook:
        sheet = workbook.add_worksheet()
        bold = workbook.add_format({"bold": True, "bg_color": "#EEF2F6", "border": 1, "border_color": "#D5DCE3"})
        formats = {
            "money": workbook.add_format({"num_format": "#,##0.00"}),
            "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
            "time": workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }
        sheet.freeze_panes(1, 0)
        for column, header in enumerate(headers):
            sheet.set_column(column, column, max(10, min(30, 2 * len(header) + 4)))
            sheet.write_string(0, column, str(header), bold)
        for count, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                _write(sheet, count, column, value, formats)
    return count


def _write(sheet: Any, row: int, column: int, value: Any, formats: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, Yuan):
        sheet.write_number(row, column, value.as_decimal(), formats["money"])
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, timezone.localtime(value).replace(tzinfo=None), formats["time"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, formats["date"])
    elif isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value))
