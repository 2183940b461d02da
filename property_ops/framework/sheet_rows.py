"""The rows of an Excel sheet as its XML. XlsxWriter makes the book, its styles, heads and totals; it takes 9 µs for a
cell, which was most of a long export, and a cell written here takes less than 1."""

import re
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import IO
from xml.sax.saxutils import escape

from django.utils import timezone

LONGEST_TEXT = 32_767
_DAY_NOUGHT, _FIRST_DAY = date(1899, 12, 30).toordinal(), date(1900, 3, 1)
"""Excel believes in the 29th of February 1900: days before March are written as text."""
_SECONDS_OF_A_DAY = 86_400
_ESCAPED = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")
_STYLE = re.compile(r' s="(\d+)"')
_ROWS_AT_ONCE, _LEVEL = 500, 3


class SheetRows:
    """The rows of one sheet from the row `first` on, counted from 1, kept in a file until the book is made."""

    def __init__(self, *, columns: int, first: int) -> None:
        from xlsxwriter.utility import xl_col_to_name  # soon enough: few commands write a sheet

        self._heads = [f'<c r="{xl_col_to_name(position)}' for position in range(columns)]
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed once it is copied
        self._lines: list[str] = []
        self.first = first
        self.place = first

    def write(self, cells: list[str]) -> None:
        """A row; each cell as `text`, `number` and their like give it, "" for an empty one."""
        place = self.place
        made = [f'{head}{place}"{cell}</c>' for head, cell in zip(self._heads, cells, strict=True) if cell]
        self._lines.append(f'<row r="{place}">{"".join(made)}</row>')
        self.place += 1
        if len(self._lines) >= _ROWS_AT_ONCE:
            self._flush()

    def copy_to(self, sheet: IO[bytes]) -> None:
        self._flush()
        self._file.seek(0)
        shutil.copyfileobj(self._file, sheet)
        self._file.close()

    def _flush(self) -> None:
        self._file.write("".join(self._lines).encode())
        self._lines.clear()


def text(value: str) -> str:
    """What stands between a cell's address and its end."""
    if len(value) > LONGEST_TEXT:
        value = value[:LONGEST_TEXT]
    if _ESCAPED.search(value):
        value = _CONTROL.sub(lambda sign: f"_x{ord(sign[0]):04X}_", escape(_LIKE_AN_ESCAPE.sub("_x005F_", value)))
    kept = ' xml:space="preserve"' if value[:1].isspace() or value[-1:].isspace() else ""
    return f' t="inlineStr"><is><t{kept}>{value}</t></is>'


def number(value: int | Decimal, style: int = 0) -> str:
    look = f' s="{style}"' if style else ""
    return f"{look}><v>{value:f}</v>" if isinstance(value, Decimal) else f"{look}><v>{value}</v>"


def formula(said: str, value: Decimal, style: int) -> str:
    """`said` without its sign of equality; `value` is what it comes to."""
    return f' s="{style}"><f>{escape(said)}</f><v>{value:f}</v>'


def day(value: date, style: int) -> str:
    if value < _FIRST_DAY:
        return text(value.isoformat())
    return f' s="{style}"><v>{value.toordinal() - _DAY_NOUGHT}</v>'


def moment(value: datetime, style: int) -> str:
    local = timezone.localtime(value)
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    return f' s="{style}"><v>{local.toordinal() - _DAY_NOUGHT + seconds / _SECONDS_OF_A_DAY:.8f}</v>'


def put_together(book: IO[bytes], rows: Mapping[int, SheetRows], styles: tuple[int, ...], file: IO[bytes]) -> None:
    """The book, with the rows of each sheet (by its number from 1) in the place of its row of samples, which must have
    these styles. Raises ValueError."""
    parts = {f"xl/worksheets/sheet{number}.xml": written for number, written in rows.items()}
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as to:
        for part in source.infolist():
            if part.filename not in parts:
                to.writestr(part.filename, source.read(part))
                continue
            written = parts[part.filename]
            before, samples, after = _around(source.read(part).decode(), written.first)
            if tuple(map(int, _STYLE.findall(samples))) != styles:
                raise ValueError(f"XlsxWriter numbers its styles otherwise: {samples}")
            with to.open(part.filename, "w", force_zip64=True) as sheet:
                sheet.write(re.sub(r"<dimension [^>]*>", "", before).encode())
                written.copy_to(sheet)
                sheet.write(after.encode())


def _around(sheet: str, row: int) -> tuple[str, str, str]:
    found = re.search(rf'<row r="{row}"[ >].*?</row>', sheet)
    assert found is not None
    return sheet[: found.start()], found[0], sheet[found.end() :]
