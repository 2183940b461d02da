"""A list as Excel: the whole of it, written row by row into a file that goes away when it was sent."""

import re
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Any

from django.conf import settings
from django.http import FileResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext

from property_ops.framework.slots import plugged_into
from property_ops.framework.web.cells import as_value
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
    readers = [(heading, as_value(table.columns[name])) for heading, name in zip(headings, names, strict=True)]
    for record in records:
        yield {heading: as_cell(read(record)) for heading, read in readers}


def as_cell(value: Any) -> Any:
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
