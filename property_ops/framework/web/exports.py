"""A list as Excel: the whole of it, written row by row into a file that goes away when it was sent."""

import inspect
import re
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Any

import django_tables2 as tables
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db.models import Model
from django.http import FileResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django_tables2.rows import BoundRow

from property_ops.framework.slots import plugged_into
from property_ops.framework.workbook import Below, SheetHead, write_xlsx
from property_ops.kernel.money import Yuan

CHUNK = 1000
_NOT_IN_A_FILES_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_SAYS_ITS_DAYS = re.compile(r"\d{4}-\d\d(-\d\d)?$|\d{8}-\d{8}$")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def excel_response(
    table: Any, *, name: str, told: Sequence[str] = (), progress: Callable[[int], Any] | None = None
) -> tuple[FileResponse, int]:
    """The table's rows, unpaged, in its order, as a download `<name>-<today>.xlsx`; and how many they are.

    Text is written as text, never as a formula. Columns with `exclude_from_export` stay out; those that add up have
    their sum below. `told`: what the rows are narrowed to. `progress` is told how many rows are written.
    """
    columns = [column for column in table.columns if not column.column.exclude_from_export]
    headings = _distinct([str(capfirst(column.header)) for column in columns])
    rows = _rows(table, [column.name for column in columns], headings)
    totals = [head for head, one in zip(headings, columns, strict=True) if getattr(one.column, "adds", False)]
    rows = _told(rows, progress) if progress else rows
    return workbook_response(headings, rows, name=name, told=told, totals=totals)


def workbook_response(
    headings: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    *,
    name: str,
    title: str = "",
    told: Sequence[str] = (),
    totals: Collection[str] = (),
    below: Mapping[str, Below] | None = None,
    for_program: bool = False,
) -> tuple[FileResponse, int]:
    """Rows that are no list's table as such a download; and how many they are. Without a `title`, its name is that.

    What another program reads (`for_program`) has its columns in the first row, and no totals.
    """
    file: IO[bytes] = tempfile.TemporaryFile(dir=settings.DATA, prefix=".export-")  # noqa: SIM115  # closed when sent
    try:
        if for_program:
            count = write_xlsx(headings, rows, file, title=name)
        else:
            count = write_xlsx(headings, rows, file, head=sheet_head(title or name, told), totals=totals, below=below)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=file_named(name), content_type=XLSX), count


def sheet_head(title: str, told: Sequence[str] = ()) -> SheetHead:
    """The title, the company, what the rows are narrowed to, and the day."""
    company = next(iter(plugged_into("company_names")), lambda: "")()
    made = gettext("Made on %(day)s") % {"day": timezone.localdate()}
    whose = gettext("Company: %(name)s") % {"name": company} if company else ""
    return SheetHead(title, whose, (*told, made))


def file_named(name: str) -> str:
    """With today's date, unless the name says its days."""
    plain = _NOT_IN_A_FILES_NAME.sub(" ", name).strip()
    return f"{plain}.xlsx" if _SAYS_ITS_DAYS.search(plain) else f"{plain}-{timezone.localdate():%Y%m%d}.xlsx"


def _told(rows: Iterable[Mapping[str, Any]], progress: Callable[[int], Any]) -> Iterator[Mapping[str, Any]]:
    for done, row in enumerate(rows, start=1):
        yield row
        progress(done)


def _rows(table: Any, names: list[str], headings: list[str]) -> Iterator[Mapping[str, Any]]:
    data = table.data.data
    records = data.iterator(chunk_size=CHUNK) if hasattr(data, "iterator") else iter(data)
    readers = [(heading, _Reader(table, name)) for heading, name in zip(headings, names, strict=True)]
    for record in records:
        yield {heading: _cell(reader.value_of(record)) for heading, reader in readers}


class _Reader:
    """Reads one column of record after record: what the table's own rows give, but looked up once, not per cell."""

    def __init__(self, table: Any, name: str) -> None:
        self._table, self._column = table, table.columns[name]
        self._accessor = tables.A(self._column.accessor)
        self._path = tuple(self._accessor.bits)
        self._nothing = tuple(self._column.column.empty_values)
        self._function = _value_function(self._column)
        self._is_shown_as_stored = getattr(self._function, "__func__", None) is tables.Column.render
        parameters = inspect.signature(self._function).parameters
        takes_all = any(one.kind is one.VAR_KEYWORD for one in parameters.values())
        self._wanted = {name for name in _ARGUMENTS if takes_all or name in parameters}
        whole = {"table": table, "column": self._column.column, "bound_column": self._column}
        self._same_for_all = {name: value for name, value in whole.items() if name in self._wanted}
        self._words: str | None = None  # the method that says a choice in words; "" without choices
        self._said: dict[Any, Any] = {}

    def value_of(self, record: Any) -> Any:
        value = self._stored(record)
        if value is None or value in self._nothing:
            return None
        if self._is_shown_as_stored:
            return value
        given = self._same_for_all.copy()
        if "value" in self._wanted:
            given["value"] = value
        if "record" in self._wanted:
            given["record"] = record
        if "bound_row" in self._wanted:
            given["bound_row"] = BoundRow(record, table=self._table)
        return self._function(**given)

    def _stored(self, record: Any) -> Any:
        if self._words is None:
            self._words = self._method_with_words(record)
        if not self._words:
            return self._resolved(record)
        holder, name = self._accessor.penultimate(record)
        if holder is None:
            return None
        stored = getattr(holder, name)
        if stored not in self._said:
            self._said[stored] = getattr(holder, self._words)()
        return self._said[stored]

    def _resolved(self, record: Any) -> Any:
        """As the accessor does it; without its many questions where each step is an attribute that is there."""
        if isinstance(record, dict):
            return self._accessor.resolve(record, quiet=True)
        found = record
        try:
            for name in self._path:
                found = getattr(found, name)
        except (AttributeError, ObjectDoesNotExist):
            return self._accessor.resolve(record, quiet=True)
        return self._accessor.resolve(record, quiet=True) if callable(found) else found

    def _method_with_words(self, record: Any) -> str:
        if not isinstance(record, Model):
            return ""
        try:
            field = self._accessor.get_field(record)
        except FieldDoesNotExist:
            return ""
        return f"get_{field.name}_display" if getattr(field, "choices", None) else ""


_ARGUMENTS = ["value", "record", "column", "bound_column", "bound_row", "table"]


def _value_function(column: Any) -> Callable[..., Any]:
    """The column's or the table's own way to a value; without one, what people see."""
    function: Callable[..., Any] = column.value
    is_usual = getattr(function, "__func__", None) is tables.Column.value
    return column.column.render if is_usual else function


def _cell(value: Any) -> Any:
    """What `write_xlsx` knows stays; everything else by its words."""
    if value is None or type(value) in (str, int) or isinstance(value, (date, Decimal, Yuan)):
        return value
    return str(value)


def _distinct(headings: list[str]) -> list[str]:
    """The same heading twice would lose a column: the later ones are numbered."""
    found: list[str] = []
    for heading in headings:
        copies = headings[: len(found)].count(heading)
        found.append(f"{heading} ({copies + 1})" if copies else heading)
    return found
