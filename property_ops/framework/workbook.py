"""Excel: a sheet as an accountant would have made it, written row by row.

A cell is text, None, a `date` or an exact number (int, Decimal, Ratio, Yuan). Nothing that was typed is a formula.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import IO, Any

from django.utils.translation import gettext

from property_ops.framework import sheet_rows
from property_ops.framework.sheet_rows import SheetRows, put_together
from property_ops.kernel.money import Yuan

Row = Mapping[str, Any]
EXCEL_ROWS = 1_048_576 - 5
"""So many rows a sheet holds beside its head and its total."""
_A4, _LONGEST_NAME = 9, 27
_NARROWEST, _WIDEST, _LOOKED_AT = 8, 48, 2000
_MONEY, _PER_CENT = "#,##0.00", "0.00%"
_PATTERNS = (_MONEY, _PER_CENT, "yyyy-mm-dd hh:mm", "yyyy-mm-dd")
_NOT_IN_A_SHEETS_NAME = re.compile(r"[\[\]:*?/\\]")


def _cell(row: int, column: int) -> str:
    """`B3`, from places counted from 0."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))


def text_of(value: Any) -> str:
    """A cell as text: dates as 2022-06-30, numbers without exponent."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)


class Ratio(Decimal):
    """A part of a whole, which a sheet shows in per cent: 0.985 as 98.50%."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A sum within the rows: of the cells so many rows up and columns to the left, each added (1) or taken off (-1)."""

    value: Yuan
    cells: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What stands above the columns: the title, whose figures they are, and of which days, filters and search."""

    title: str
    company: str = ""
    told: tuple[str, ...] = ()


Below = tuple[str, Yuan | Decimal | None]
"""A formula under a column, without its sign, and what it comes to."""
HEAD_ROWS = 3
"""So many rows a SheetHead takes."""


def write_xlsx(
    columns: Sequence[str],
    rows: Iterable[Row],
    file: IO[bytes],
    *,
    title: str = "",
    head: SheetHead | None = None,
    totals: Collection[str] = (),
    below: Mapping[str, Below] | None = None,
) -> int:
    """A sheet with a frozen head and filters; numbers and dates are such, all else is text and never a formula.

    Under the rows stands the sum of the columns named in `totals`, as a formula over the cells above it, with the value
    that we find; it follows the filters. `below` has other formulas for that row, over its cells by their place
    (`{3}/{1}`), and what each comes to. It prints on A4 across, as wide as the paper, what stands above the rows on
    each page. Without a `head` the columns' names are the first row, as other programs read it. More rows than a sheet
    holds go on in the next sheet. Returns the rows written.
    """
    import xlsxwriter  # soon enough: few commands write one

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    count, made = 0, BytesIO()
    with xlsxwriter.Workbook(made, options) as book:
        sheets = [_Sheet(book, columns, title, head, totals)]
        formulas = below or {}
        for row in rows:
            if count and count % EXCEL_ROWS == 0:
                sheets.append(_Sheet(book, columns, title, head, totals))
            sheets[-1].write(row)
            count += 1
        for sheet in sheets:
            sheet.end()
        if count and (totals or formulas):
            sheets[-1].write_totals(sheets, formulas)
        for sheet in sheets:
            sheet.set_widths()
    put_together(made, {at: sheet.rows for at, sheet in enumerate(sheets, start=1)}, sheets[0].styles, file)
    return count


class _Sheet:
    """One sheet, row by row."""

    def __init__(
        self, book: Any, columns: Sequence[str], title: str, head: SheetHead | None, totals: Collection[str]
    ) -> None:
        self._columns, self._formats = columns, _formats_of(book)
        self._top = HEAD_ROWS if head else 0
        self.rows = SheetRows(columns=len(columns), first=self._top + 2)
        self._widths = [wide(name) + 2 for name in columns]
        self.sums: dict[str, Decimal] = {name: Decimal(0) for name in columns if name in totals}
        self._looks: dict[str, str] = {}
        named = _NOT_IN_A_SHEETS_NAME.sub(" ", head.title if head else title).strip(" '")[:_LONGEST_NAME]
        sheets = len(book.worksheets())
        self._sheet = book.add_worksheet(f"{named} {sheets + 1}" if named and sheets else named or None)
        self._set_up(title, head)

    @property
    def name(self) -> str:
        return str(self._sheet.get_name()).replace("'", "''")

    def _set_up(self, title: str, head: SheetHead | None) -> None:
        sheet = self._sheet
        sheet.freeze_panes(self._top + 1, 0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, self._top)
        sheet.set_footer("&C&P / &N&R&D")
        if head:
            sheet.write_string(0, 0, head.title, self._formats.title())
            sheet.write_string(1, 0, head.company)
            sheet.write_string(2, 0, "　".join(head.told))
        elif title:
            sheet.set_header(f"&C{title.replace('&', '&&')[:100]}")
        for position, name in enumerate(self._columns):
            sheet.write_string(self._top, position, name, self._formats.head())
        for position, look in enumerate(self._formats.of_cells()):
            sheet.write_number(self._top + 1, position, 0, look)
        first = 3 if head else 2  # behind those of the title and the head
        self.styles = tuple(range(first, first + len(_PATTERNS) + 1))

    @property
    def _place(self) -> int:
        """The row to be written next, the sheet's first being 0."""
        return self.rows.place - 1

    def write(self, row: Row) -> None:
        values = [row[name] for name in self._columns]
        self.rows.write([self._cell(value, position) for position, value in enumerate(values)])
        if self._place <= _LOOKED_AT:
            for position, value in enumerate(values):
                self._widths[position] = max(self._widths[position], wide(_as_shown(value)) + 2)
        for name in self.sums:
            value = row[name]
            if isinstance(value, Yuan | Decimal | int):
                self._looks.setdefault(name, _MONEY if isinstance(value, Yuan) else "")
                self.sums[name] += value.as_decimal() if isinstance(value, Yuan) else value

    def _cell(self, value: Any, column: int) -> str:
        if value is None or value == "":
            return ""
        kind = type(value)
        if kind is str:
            return sheet_rows.text(value)
        money, per_cent, moment, day, reckoned = self.styles
        if kind is Yuan:
            return sheet_rows.number(value.as_decimal(), money)
        if kind is Ratio:
            return sheet_rows.number(value, per_cent)
        if kind is Reckoned:
            places = [(sign, _cell(self._place - up, column - left)) for up, left, sign in value.cells]
            parts = "".join(f"{'-' if sign < 0 else '+'}{cell}" for sign, cell in places)
            return sheet_rows.formula(parts.removeprefix("+") or "0", value.value.as_decimal(), reckoned)
        if isinstance(value, datetime):
            return sheet_rows.moment(value, moment)
        if isinstance(value, date):
            return sheet_rows.day(value, day)
        is_number = isinstance(value, int | Decimal) and kind is not bool
        return sheet_rows.number(value) if is_number else sheet_rows.text(text_of(value))

    def end(self) -> None:
        if self._place > self._top + 1 and self._columns:
            self._sheet.autofilter(self._top, 0, self._place - 1, len(self._columns) - 1)

    def set_widths(self) -> None:
        for position, width in enumerate(self._widths):
            self._sheet.set_column(position, position, min(max(width, _NARROWEST), _WIDEST))

    def write_totals(self, sheets: Sequence["_Sheet"], below: Mapping[str, Below]) -> None:
        """Under the rows of the last sheet, the totals of all."""
        if self._columns[0] not in self.sums:
            self._sheet.write_string(self._place, 0, gettext("Total"), self._formats.total(""))
        for position, name in enumerate(self._columns):
            if name in self.sums:
                sum_of_all = sum((sheet.sums[name] for sheet in sheets), Decimal(0))
                formula = "=" + "+".join(sheet.summed(position, here=sheet is self) for sheet in sheets)
                look = next((sheet._looks[name] for sheet in sheets if name in sheet._looks), "")
                self._sheet.write_formula(self._place, position, formula, self._formats.total(look), sum_of_all)
                self._widths[position] = max(self._widths[position], wide(f"{sum_of_all:,f}") + 3)
            elif name in below:
                self._write_below(position, *below[name])

    def _write_below(self, position: int, formula: str, value: Yuan | Decimal | None) -> None:
        cells = [_cell(self._place, one) for one in range(len(self._columns))]
        pattern = _PER_CENT if isinstance(value, Ratio) else _MONEY if isinstance(value, Yuan) else ""
        said = value.as_decimal() if isinstance(value, Yuan) else value
        look, found = self._formats.total(pattern), "" if said is None else said
        self._sheet.write_formula(self._place, position, f"={formula.format(*cells)}", look, found)

    def summed(self, position: int, *, here: bool) -> str:
        """The sum of a column, of what the filters show."""
        cells = f"{_cell(self._top + 1, position)}:{_cell(self._place - 1, position)}"
        return f"SUBTOTAL(9,{cells})" if here else f"SUBTOTAL(9,'{self.name}'!{cells})"


class _Formats:
    """How cells look, each made when first needed."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def title(self) -> Any:
        return self._once("title", {"bold": True, "font_size": 14})

    def head(self) -> Any:
        return self._once("head", {"bold": True, "bg_color": "#EEF2F6", "bottom": 1, "border_color": "#D5DCE3"})

    def total(self, pattern: str) -> Any:
        look = {"bold": True, "top": 1, "border_color": "#9AA5B1"}
        return self._once(f"total {pattern}", look | ({"num_format": pattern} if pattern else {}))

    def of_cells(self) -> list[Any]:
        """Those of cells among the rows."""
        return [*(self._once(pattern, {"num_format": pattern}) for pattern in _PATTERNS), self.total(_MONEY)]

    def _once(self, name: str, look: dict[str, Any]) -> Any:
        if name not in self._made:
            self._made[name] = self._book.add_format(look)
        return self._made[name]


def _formats_of(book: Any) -> _Formats:
    """One set of looks for a book, however many sheets."""
    if not hasattr(book, "po_formats"):
        book.po_formats = _Formats(book)
    formats: _Formats = book.po_formats
    return formats


def cell_at(row: int, column: int) -> str:
    """The cell of a row, the first being 0, under a SheetHead."""
    return _cell(HEAD_ROWS + 1 + row, column)


def wide(text: str) -> int:
    """How wide it is, in narrow signs: a Chinese one takes two."""
    return sum(1 + (ord(one) > 0x2E80) for one in text)


def _as_shown(value: Any) -> str:
    if isinstance(value, Reckoned):
        value = value.value
    if isinstance(value, Yuan):
        return f"{value.as_decimal():,.2f}"
    return "2022-06-30 12:00" if isinstance(value, datetime) else text_of(value)
