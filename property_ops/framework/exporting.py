"""Tables written for other programs: CSV, JSON and Excel, row by row. Nothing that was typed is a formula.

A cell is text, None, a `date` or an exact number (int, Decimal, Yuan). Numbers are written as they print.
"""

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import IO, Any

from property_ops.framework.workbook import Row, text_of, write_xlsx
from property_ops.kernel.quantity import plain

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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


def trimmed(value: Decimal) -> Decimal:
    """Without needless zeros and without exponent: 93.0200 → 93.02, 100.00 → 100."""
    return Decimal(plain(value))


WRITERS: Mapping[str, Callable[[Sequence[str], Iterable[Row], Any], int]] = {
    "csv": write_csv,
    "json": write_json,
    "xlsx": write_xlsx,
}
"""By file format; Excel wants a binary file, the others one for text."""
