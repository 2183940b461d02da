"""All rows of one database into another that has the same tables, with proof that each table arrived as it was."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import psycopg
from django.utils.translation import gettext

from property_ops.framework.backups.ends import End, Rows, Target
from property_ops.framework.backups.errors import NotCarried, UnknownTables

MIGRATIONS = "django_migrations"
"""Each database keeps its own: its tables were made there."""
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class TableCount:
    table: str
    rows: int
    digest: str


def carry(source: End, target: Target, *, progress: Progress | None = None) -> list[TableCount]:
    """What was carried, by table. The target commits once every table is proven to hold what the source's holds.

    Rows get no new keys, and what is numbered goes on where the source stopped. Raises UnknownTables, NotCarried.
    """
    tables = sorted(target.tables() - {MIGRATIONS})
    if unknown := source.tables() - {*tables, MIGRATIONS}:
        raise UnknownTables(tables=", ".join(sorted(unknown)))
    target.open_for_rows()
    target.clear(tables)
    carried = []
    for done, table in enumerate(tables):
        if progress:
            progress(done, len(tables), table)
        with _named(table):
            carried.append(_carry_table(source, target, table))
    with _named(""):
        target.commit()
    return carried


def _carry_table(source: End, target: Target, table: str) -> TableCount:
    columns = source.columns(table)
    if set(columns) != set(target.columns(table)):
        raise NotCarried(table=table, reason=gettext("its columns differ"))
    sent = _Counted(source.rows(table, columns))
    target.insert(table, columns, iter(sent))
    target.set_last_id(table, source.last_id(table))
    there = _Counted(target.rows(table, columns))
    for _ in there:
        pass
    if (sent.count, sent.digest) != (there.count, there.digest):
        rows = gettext("%(left)s rows left, %(arrived)s arrived, or they differ")
        raise NotCarried(table=table, reason=rows % {"left": sent.count, "arrived": there.count})
    return TableCount(table, sent.count, sent.digest)


class _Counted:
    """Rows, counted and summed up while they pass; in whatever order they come."""

    def __init__(self, rows: Rows) -> None:
        self._rows, self.count, self._sum = rows, 0, 0

    @property
    def digest(self) -> str:
        return f"{self._sum:064x}"

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for row in self._rows:
            self.count += 1
            self._sum = (self._sum + _number_of(row)) % (1 << 256)
            yield row


def _number_of(row: Sequence[Any]) -> int:
    told = "\x1f".join(map(_told, row))
    return int.from_bytes(hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest(), "big")


def _told(value: Any) -> str:
    """A value in words that are the same from either database: JSON by what it says, decimals by their value."""
    if value is None:
        return "\x00"
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).hex()
    if isinstance(value, float):
        return _decimal(str(value))
    if isinstance(value, str):
        if value[:1] in ("{", "["):
            return _json(value)
        if "." in value and len(value) < 40 and value.lstrip("-")[:1].isdigit():
            return _decimal(value)
    return str(value)


def _decimal(written: str) -> str:
    try:
        return f"{Decimal(written).normalize():f}"
    except InvalidOperation:
        return written


def _json(written: str) -> str:
    try:
        return json.dumps(json.loads(written), ensure_ascii=False, sort_keys=True)
    except ValueError:
        return written


@contextmanager
def _named(table: str) -> Iterator[None]:
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.DataError, psycopg.IntegrityError, psycopg.DataError) as error:
        raise NotCarried(table=table or "–", reason=" ".join(str(error).split())) from error
