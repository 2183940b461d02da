"""Opening a workbook: xlsx, xls, ods or csv, told apart by content, not by name."""

import contextlib
import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import BadZipFile

from property_ops.framework.importing.apart import Damaged, Locked, OddRow, SheetRead, TooLarge, TooLong, read_apart
from property_ops.framework.importing.problems import FileError
from property_ops.framework.importing.safety import (
    MAX_CELLS,
    MAX_ROWS,
    FileKind,
    Inspection,
    encoding_with_two_bytes,
    inspect,
    with_plain_names,
)
from property_ops.framework.importing.single_cells import cell_name, numbers_of_row, special_cells
from property_ops.framework.importing.zeros import Shapes, padded_numbers, padded_styles
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import clean

# Formulas that reach out of the workbook: their results are not data of the office.
_REACHING_OUT = ("|", "WEBSERVICE", "CALL(", "REGISTER", "DDE")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CSV_LIMIT = 1_000_000
_UNREADABLE = (OSError, ValueError, LookupError, EOFError, RuntimeError, zlib.error, ElementTree.ParseError, BadZipFile)
"""What parts of a package may end in: LookupError is an encoding that nobody knows, RuntimeError a password."""
_TEXT_AS_FORMULA = re.compile(r'="([^"]*)"')
_FOR_TEXT = re.compile(r"^(`|'(?=\d))")
_PADDING = re.compile(r"\t+(?=[,;|\r\n])")  # Alipay ends its cells with tabs, so that Excel takes them for text


@dataclass(frozen=True, slots=True)
class RawSheet:
    """Rows of cells as in Excel: `rows[0]` is row 1. An error value, and a formula
    without a usable result, stand there as their text."""

    name: str
    rows: list[list[Any]]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    dates_from_1904: bool = False
    hidden_rows: int = 0


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    path: Path
    sheets: tuple[RawSheet, ...] = field(default_factory=tuple)
    hidden: tuple[str, ...] = ()


def open_workbook(path: Path) -> RawWorkbook:
    """The sheets of a workbook that have any content. Raises FileError, never anything else, for a bad file.

    A sheet that is hidden in WPS or Excel is not read: it is named in `hidden`.
    """
    no_names: tuple[str, ...] = ()
    with with_plain_names(path) as plain:
        inspection = inspect(plain)
        if inspection.kind is FileKind.TEXT:
            sheets, hidden = _text_sheets(path), no_names
        else:
            sheets, hidden = _sheets(plain, inspection)
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise FileError(
            gettext_noop("The workbook has no sheet with anything in it."),
            gettext_noop("Check that the right file was saved."),
        )
    return RawWorkbook(path, filled, hidden)


_PROTECTED = gettext_noop("The workbook is protected with a password.")
_REMOVE_PASSWORD = gettext_noop("Open it with the password, remove the password and save it, then import again.")
_TOOK_LONG = gettext_noop("The file could not be read in the time that even a large register takes.")
_LESS_BUSY = gettext_noop("Try again when the machine is less busy. If it stays so, save the table in a new workbook.")


def _sheets(path: Path, inspection: Inspection) -> tuple[list[RawSheet], tuple[str, ...]]:
    """The sheets that are shown, and the names of those that are not."""
    try:
        parts = _parts_of_sheets(path) if inspection.kind is FileKind.WORKBOOK else {}
        read = read_apart(path, most_cells=MAX_CELLS)
        zeros = padded_styles(path) if parts else {}
        shown = [_sheet(one, path, parts.get(one.name, ""), inspection, zeros) for one in read if not one.is_hidden]
    except Locked as error:
        raise FileError(_PROTECTED, _REMOVE_PASSWORD) from error
    except TooLarge as error:
        raise _too_large() from error
    except TooLong as error:
        raise FileError(_TOOK_LONG, _LESS_BUSY) from error
    except OddRow as error:
        raise _odd_cell(error, path, parts.get(error.sheet, "")) from error
    except (Damaged, *_UNREADABLE) as error:
        raise _damaged() from error
    return shown, tuple(one.name for one in read if one.is_hidden and one.rows)


def _sheet(read: SheetRead, path: Path, part: str, inspection: Inspection, zeros: Shapes) -> RawSheet:
    if part in inspection.special:
        _show_special(read.rows, path, part)
    for row, column, shown in padded_numbers(path, part, zeros) if part and zeros else ():
        if row < len(read.rows) and column < len(read.rows[row]) and not isinstance(read.rows[row][column], str):
            read.rows[row][column] = shown
    hidden = inspection.hidden_rows.get(part, 0)
    return RawSheet(read.name, _cleaned(read.rows), read.merged, inspection.dates_from_1904, hidden)


def _too_large() -> FileError:
    return FileError(
        gettext_noop("The file unpacks to far more than a register can hold. It was not opened."),
        gettext_noop("Copy the table into a new workbook and import that one."),
    )


def _odd_cell(odd: OddRow, path: Path, part: str) -> FileError:
    """A number that is shown as a time, which it cannot be: a phone number in a cell formatted [h]:mm:ss."""
    numbers = dict[int, float]()
    with contextlib.suppress(*_UNREADABLE):
        numbers |= numbers_of_row(path, part, odd.row) if part else {}
    column, number = max(numbers.items(), key=lambda one: abs(one[1]), default=(0, 0.0))
    return FileError(
        gettext_noop("Sheet “%(sheet)s”, cell %(cell)s: %(value)s is formatted as a time, and no time is so long."),
        gettext_noop("Give the cell the format “General” or “Text”, save the workbook and import it again."),
        sheet=odd.sheet,
        cell=cell_name(odd.row, column) if numbers else odd.row,
        value=format(number, ".15g") if numbers else "",
    )


def _damaged() -> FileError:
    return FileError(
        gettext_noop("The file is damaged or is no workbook."),
        gettext_noop("Open it in WPS or Excel and save it as .xlsx, then import that file."),
    )


def _cleaned(rows: list[list[Any]]) -> list[list[Any]]:
    """Text without what cannot be seen, times as text, no blank rows at the end."""
    for row in rows:
        for column, cell in enumerate(row):
            if type(cell) is float or cell == "":
                continue
            if isinstance(cell, str):
                row[column] = _tidy(cell)
            row[column] = str(cell) if isinstance(cell, (time, timedelta)) else row[column]
    return _without_tail(rows)


def _tidy(text: str) -> str:
    """Without what programs put around a text so that Excel leaves it alone: WeChat's backtick, Alipay's tabs, an
    apostrophe before a number, the form ="0301"."""
    written = clean(text)
    if not written.startswith(("=", "`", "'")):
        return written
    as_formula = _TEXT_AS_FORMULA.fullmatch(written)
    return clean(as_formula[1]) if as_formula else _FOR_TEXT.sub("", written)


def _show_special(rows: list[list[Any]], path: Path, part: str) -> None:
    """Put an error's text where the reader leaves a blank; a formula's where its result is none, or from outside."""
    for (row, column), text in special_cells(path, part).items():
        reaches_out = any(sign in text.upper() for sign in _REACHING_OUT)
        while len(rows) <= row:
            rows.append([])
        rows[row].extend([""] * (column + 1 - len(rows[row])))
        if reaches_out or rows[row][column] == "":
            rows[row][column] = text


def _parts_of_sheets(path: Path) -> dict[str, str]:
    """Sheet name → the part of the package that holds it."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return {}
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    sheets = (element for element in book.iter() if element.tag.rpartition("}")[2] == "sheet")
    found = {sheet.get("name", ""): targets.get(sheet.get(_RELATION, ""), "") for sheet in sheets}
    return {
        name: target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        for name, target in found.items()
        if target
    }


def _text_sheets(path: Path) -> list[RawSheet]:
    text = _decoded(path.read_bytes()).replace("\0", "")
    separator = max(",\t;|", key=_PADDING.sub("", text[:8192]).count)
    csv.field_size_limit(_CSV_LIMIT)
    try:
        rows = list(_rows_of_text(text, separator))
    except csv.Error as error:
        raise FileError(
            gettext_noop("The text file is no table: %(reason)s."),
            gettext_noop("Open it in WPS or Excel and save it as .xlsx, then import that file."),
            reason=error,
        ) from error
    _refuse_open_quotes(rows, text, separator)
    return [RawSheet(path.stem, _without_tail(rows))]


def _rows_of_text(text: str, separator: str) -> Iterator[list[Any]]:
    """Rows of a csv file."""
    cells = 0
    for number, row in enumerate(_split_lines(text, separator)):
        cells += len(row)
        if cells > MAX_CELLS or number == MAX_ROWS:
            raise _too_large()
        yield [_tidy(cell) for cell in row]


def _refuse_open_quotes(rows: Sequence[Sequence[Any]], text: str, separator: str) -> None:
    """A quotation mark that is never closed makes one cell of all that follows: rows would be lost without a word."""
    width = max(map(len, rows), default=0)
    for number, row in enumerate(rows, start=1):
        for cell in row:
            if "\n" in cell and cell.count(separator) >= max(2, width - 1):
                raise _open_quote(number)
    if '"' in (last := text.rstrip().rpartition("\n")[2]) and not last.startswith("`"):
        try:
            list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
        except csv.Error as error:
            if "end of data" in str(error):
                raise _open_quote(len(rows)) from error


def _open_quote(row: int) -> FileError:
    return FileError(
        gettext_noop("In row %(row)s a quotation mark is opened and never closed."),
        gettext_noop("Export the file again; or add the missing mark, or take the one that is there away."),
        row=row,
    )


def _split_lines(text: str, separator: str) -> Iterator[list[str]]:
    """The cells of each line. WeChat writes ` before each cell and quotes none: there a separator is ,` and a comma
    alone stands in a cell. What Excel saved again has the ` still, and quotes as usual."""
    lines = text.splitlines()
    if not any(line.startswith("`") for line in lines) or f'{separator}"`' in text:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        return
    for line in _whole_lines(lines, separator):
        if line.startswith("`"):
            yield line[1:].split(f"{separator}`")
        else:
            yield from csv.reader([line], delimiter=separator)


def _whole_lines(lines: Iterable[str], separator: str) -> Iterator[str]:
    """Each with as many cells as the heads: where a cell of WeChat's goes on in the next line, it is one line here."""
    width, begun = 0, ""
    for line in lines:
        if begun and not line.startswith("`"):
            line = f"{begun} {line}"
        elif begun:
            yield begun
        begun = ""
        if line.startswith("`") and line.count(f"{separator}`") < width:
            begun = line
            continue
        if not width:
            width = line.count(separator)
        yield line
    if begun:
        yield begun


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16, or GB 18030, which old office programs write."""
    if wide := encoding_with_two_bytes(content):
        encodings = [wide]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _damaged()


def _without_tail(rows: list[list[Any]]) -> list[list[Any]]:
    """The rows up to the last one with any content."""
    filled = (number for number in range(len(rows), 0, -1) if any(cell not in ("", None) for cell in rows[number - 1]))
    return rows[: next(filled, 0)]
