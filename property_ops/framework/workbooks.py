"""Excel files of many rows: XlsxWriter makes the book, its styles and how it prints; the rows are written here.

XlsxWriter takes 9 µs for a cell, which is most of an export; a cell as text of the sheet takes less than 1.
"""

import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import islice, pairwise
from typing import IO, Any
from xml.sax.saxutils import escape

import xlsxwriter
from django.utils import timezone
from xlsxwriter.utility import xl_col_to_name

from property_ops.kernel.money import Yuan

Row = Mapping[str, Any]
EXCEL_ROWS = 1_048_575
LONGEST_TEXT = 32_767
_A4, _LONGEST_NAME = 9, 27
_NOT_IN_A_SHEETS_NAME = re.compile(r"[\[\]:*?/\\]")
_MONEY, _MOMENT, _DAY = 2, 3, 4
_LOOKS = {_MONEY: "#,##0.00", _MOMENT: "yyyy-mm-dd hh:mm", _DAY: "yyyy-mm-dd"}
_DAY_NOUGHT, _FIRST_DAY = date(1899, 12, 30).toordinal(), date(1900, 3, 1)
"""Excel believes in the 29th of February 1900: days before March are written as text."""
_SECONDS_OF_A_DAY = 86_400
_ESCAPED = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")
_SAMPLE = re.compile(r'<row r="2".*?</row>')
_SHEETS_AT_ONCE, _LEVEL = 1000, 3


def write_xlsx(columns: Sequence[str], rows: Iterable[Row], file: IO[bytes], *, title: str = "") -> int:
    """A sheet with a frozen head and filters; numbers and dates are such, all else is text and never a formula.

    It prints on A4 across, as wide as the paper, the head and `title` on each page. More rows than a sheet holds go on
    in the next sheet. Returns the rows written.
    """
    with tempfile.TemporaryFile() as written:
        ends, counts = [0], []
        remaining = iter(rows)
        while not counts or counts[-1] == EXCEL_ROWS:
            count = _write_rows(columns, islice(remaining, EXCEL_ROWS), written)
            if not count and counts:
                break
            counts.append(count)
            ends.append(written.tell())
        written.seek(0)
        _put_together(_book(columns, counts, title), written, [end - start for start, end in pairwise(ends)], file)
    return sum(counts)


def _write_rows(columns: Sequence[str], rows: Iterable[Row], written: IO[bytes]) -> int:
    named = [(name, f'<c r="{xl_col_to_name(position)}') for position, name in enumerate(columns)]
    count, remaining = 0, iter(rows)
    while some := list(islice(remaining, _SHEETS_AT_ONCE)):
        lines = []
        for place, row in enumerate(some, start=count + 2):
            cells = [
                f'{head}{place}"{_cell(value)}</c>'
                for name, head in named
                if (value := row[name]) is not None and value != ""
            ]
            lines.append(f'<row r="{place}">{"".join(cells)}</row>')
        written.write("".join(lines).encode())
        count += len(some)
    return count


def _cell(value: Any) -> str:
    """What stands between a cell's address and its end."""
    write = _WRITERS.get(type(value))
    return write(value) if write else _text(str(value))


def _text(value: str) -> str:
    if len(value) > LONGEST_TEXT:
        value = value[:LONGEST_TEXT]
    if _ESCAPED.search(value):
        value = _CONTROL.sub(lambda sign: f"_x{ord(sign[0]):04X}_", escape(_LIKE_AN_ESCAPE.sub("_x005F_", value)))
    kept = ' xml:space="preserve"' if value[:1].isspace() or value[-1:].isspace() else ""
    return f' t="inlineStr"><is><t{kept}>{value}</t></is>'


def _number(value: int | Decimal) -> str:
    return f"><v>{value:f}</v>" if isinstance(value, Decimal) else f"><v>{value}</v>"


def _money(value: Yuan) -> str:
    return f' s="{_MONEY}"><v>{value.as_decimal()}</v>'


def _day(value: date) -> str:
    if value < _FIRST_DAY:
        return _text(value.isoformat())
    return f' s="{_DAY}"><v>{value.toordinal() - _DAY_NOUGHT}</v>'


def _moment(value: datetime) -> str:
    local = timezone.localtime(value)
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    return f' s="{_MOMENT}"><v>{local.toordinal() - _DAY_NOUGHT + seconds / _SECONDS_OF_A_DAY:.8f}</v>'


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: _text, int: _number, Decimal: _number, Yuan: _money, date: _day, datetime: _moment,
}  # fmt: skip


def _book(columns: Sequence[str], counts: Sequence[int], title: str) -> BytesIO:
    """The book without its rows; in the second row of each sheet are samples, so that it has the styles."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
        head = book.add_format({"bold": True, "bg_color": "#EEF2F6", "bottom": 1, "border_color": "#D5DCE3"})
        looks = [book.add_format({"num_format": pattern}) for pattern in _LOOKS.values()]
        for count in counts:
            sheet = _new_sheet(book, columns, head, title)
            for position, look in enumerate(looks):
                sheet.write_number(1, position, 0, look)
            if count and columns:
                sheet.autofilter(0, 0, count, len(columns) - 1)
    return made


def _new_sheet(book: Any, columns: Sequence[str], head: Any, title: str) -> Any:
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
    for position, name in enumerate(columns or [""]):
        wide = sum(1 + (ord(character) > 0x2E80) for character in name)
        sheet.set_column(position, position, max(wide + 2, 12))
        sheet.write_string(0, position, name, head)
    return sheet


def _put_together(book: BytesIO, written: IO[bytes], lengths: Sequence[int], file: IO[bytes]) -> None:
    """The book, with the rows of each sheet in the place of its samples."""
    sheets = {f"xl/worksheets/sheet{number}.xml": length for number, length in enumerate(lengths, start=1)}
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as to:
        for part in source.infolist():
            if part.filename not in sheets:
                to.writestr(part.filename, source.read(part))
                continue
            before, after = _SAMPLE.split(source.read(part).decode())
            with to.open(part.filename, "w", force_zip64=True) as sheet:
                sheet.write(re.sub(r"<dimension [^>]*>", "", before).encode())
                _copy(written, sheet, sheets[part.filename])
                sheet.write(after.encode())


def _copy(source: IO[bytes], target: IO[bytes], length: int) -> None:
    while length:
        some = source.read(min(length, shutil.COPY_BUFSIZE))
        target.write(some)
        length -= len(some)
