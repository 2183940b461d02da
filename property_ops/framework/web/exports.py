"""A list as Excel: the whole of it, written row by row into a file that goes away when it was sent."""

import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import IO, Any

from django.conf import settings
from django.http import FileResponse
from django.utils import timezone
from django.utils.text import capfirst
from django_tables2.rows import BoundRow

from property_ops.framework.exporting import write_xlsx
from property_ops.kernel.money import Yuan

CHUNK = 1000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def excel_response(table: Any, *, name: str) -> tuple[FileResponse, int]:
    """The table's rows, unpaged, in its order, as a download `<name>-<today>.xlsx`; and how many they are.

    Text is written as text, never as a formula. Columns with `exclude_from_export` stay out.
    """
    columns = [column for column in table.columns if not column.column.exclude_from_export]
    headings = _distinct([str(capfirst(column.header)) for column in columns])
    file: IO[bytes] = tempfile.TemporaryFile(dir=settings.DATA, prefix=".export-")  # noqa: SIM115  # closed when sent
    try:
        count = write_xlsx(headings, _rows(table, [column.name for column in columns], headings), file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    filename = f"{name}-{timezone.localdate():%Y%m%d}.xlsx"
    return FileResponse(file, as_attachment=True, filename=filename, content_type=XLSX), count


def _rows(table: Any, names: list[str], headings: list[str]) -> Iterator[Mapping[str, Any]]:
    data = table.data.data
    records = data.iterator(chunk_size=CHUNK) if hasattr(data, "iterator") else iter(data)
    for record in records:
        row = BoundRow(record, table=table)
        yield {heading: _cell(row.get_cell_value(name)) for heading, name in zip(headings, names, strict=True)}


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
