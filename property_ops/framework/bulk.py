"""Many rows at once: COPY on PostgreSQL, a hundred to a statement on SQLite. For tables whose rows come by the ten
thousand.

Values are given by column and as the database holds them (fen as int, ids for foreign keys); dates, times and
JSON are converted here. Constraints and triggers hold as for any insert.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from functools import cache
from itertools import chain, islice, repeat
from typing import Any, TypeVar

from django.db import connection, models, transaction

T = TypeVar("T")
ROWS_OF_A_STATEMENT = 100


def insert_columns(model: type[models.Model], columns: Mapping[str, Any], *, rows: int) -> int:
    """Insert `rows` rows; each column is a sequence of that length or one value for all. Returns `rows`."""
    if not rows:
        return 0
    names = [_column(model, name) for name in columns]
    values = zip(*(_prepared(model, name, value, rows) for name, value in columns.items()), strict=True)
    with transaction.atomic(savepoint=False):  # rows under an SQLite savepoint that triggers guard are slow
        _insert(_quoted(model._meta.db_table), names, values)
    return rows


def update_columns(model: type[models.Model], ids: Sequence[int], columns: Mapping[str, Any]) -> None:
    """Set `columns` (as for insert_columns) of the rows with primary keys `ids`."""
    if not ids:
        return
    alike = {name: value for name, value in columns.items() if not _by_row(value)}
    own = {name: value for name, value in columns.items() if name not in alike}
    names = [_column(model, name) for name in own]
    rows = zip(*(_prepared(model, name, value, len(ids)) for name, value in own.items()), ids, strict=True)
    given = [next(iter(_prepared(model, name, value, 1))) for name, value in alike.items()]
    update = _update_from_table if connection.vendor == "postgresql" else _update_in_hundreds
    update(_quoted(model._meta.db_table), [_column(model, name) for name in alike], given, names, rows)


def _update_from_table(
    table: str, alike: list[str], given: list[Any], names: list[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    columns = ", ".join(map(_quoted, [*names, "id"]))
    assignments = [f"{_quoted(name)} = %s" for name in alike]
    assignments += [f"{_quoted(name)} = new_values.{_quoted(name)}" for name in names]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE new_values ON COMMIT DROP AS SELECT {columns} FROM {table} WITH NO DATA")
        _insert("new_values", [*names, "id"], rows)
        setting = f"UPDATE {table} SET {', '.join(assignments)} FROM new_values WHERE {table}.id = new_values.id"
        cursor.execute(setting, given)
        cursor.execute("DROP TABLE new_values")


def _update_in_hundreds(
    table: str, alike: list[str], given: list[Any], names: list[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """As SQLite inserts them. The columns of the new values are called column1 and so on there."""
    width = len(names) + 1
    assignments = [f"{_quoted(name)} = ?" for name in alike]
    assignments += [f"{_quoted(name)} = fresh.column{place}" for place, name in enumerate(names, start=1)]
    wanted = f"{table}.id = fresh.column{width}"
    setting = f"UPDATE {table} SET {', '.join(assignments)} FROM (VALUES %s) fresh WHERE {wanted}"
    _execute_in_hundreds(setting, given, width, rows)


def chunks(rows: models.QuerySet[Any], columns: Sequence[str], *, size: int) -> Iterator[list[tuple[Any, ...]]]:
    """The values of `columns`, the first of which is "pk", `size` rows at a time by primary key."""
    found = list(rows.order_by("pk").values_list(*columns)[:size])
    while found:
        yield found
        following = rows.filter(pk__gt=found[-1][0])
        found = list(following.order_by("pk").values_list(*columns)[:size]) if len(found) == size else []


def slices(rows: Sequence[T], size: int) -> Iterator[list[T]]:
    """`size` of the rows at a time, in their order: what one question to a database takes, or one transaction."""
    for start in range(0, len(rows), size):
        yield list(rows[start : start + size])


def reserve_ids(model: type[models.Model], count: int) -> Sequence[int]:
    """`count` primary keys nobody else will get; inside the transaction that inserts them."""
    table, column = model._meta.db_table, _column(model, "pk")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "WITH series AS MATERIALIZED (SELECT pg_get_serial_sequence(%s, %s)::regclass AS name) "
                "SELECT nextval(name) FROM series, generate_series(1, %s)",
                [_quoted(table), column, count],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = %s), 0)", [table])
        last = cursor.fetchone()[0]
    return range(last + 1, last + count + 1)


def _insert(table: str, names: list[str], values: Iterable[tuple[Any, ...]]) -> None:
    columns = ", ".join(map(_quoted, names))
    if connection.vendor != "postgresql":
        _execute_in_hundreds(f"INSERT INTO {table} ({columns}) VALUES %s", [], len(names), values)
        return
    copy_in = f"COPY {table} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(copy_in) as copy:
        for row in values:
            copy.write_row(row)


def _execute_in_hundreds(statement: str, given: list[Any], width: int, values: Iterable[tuple[Any, ...]]) -> None:
    """The statement once for each hundred rows, in the place of `%s`; `given` are the values before them.

    Where triggers watch, SQLite writes down for each statement what it may have to take back: that is most of the
    work of a statement with one row. Its triggers see the rows one after the other all the same.
    """
    row = f"({', '.join('?' * width)})"
    whole = statement % ", ".join([row] * ROWS_OF_A_STATEMENT)
    rest = iter(values)
    connection.ensure_connection()
    with connection.wrap_database_errors, closing(connection.connection.cursor()) as cursor:
        while some := list(islice(rest, ROWS_OF_A_STATEMENT)):
            is_whole = len(some) == ROWS_OF_A_STATEMENT
            cursor.execute(
                whole if is_whole else statement % ", ".join([row] * len(some)), [*given, *chain.from_iterable(some)]
            )


def _prepared(model: type[models.Model], name: str, value: Any, rows: int) -> Iterable[Any]:
    convert = _converter(model._meta.get_field(name))
    if not _by_row(value):
        return repeat(convert(value) if convert else value, rows)
    return map(convert, value) if convert else value


def _by_row(value: Any) -> bool:
    """Whether it is one value per row; else it is the same for all."""
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes))


def _converter(field: Any) -> Callable[[Any], Any] | None:
    if isinstance(field, models.JSONField):
        return _JsonOnce()
    if connection.vendor == "postgresql":
        return None
    if isinstance(field, models.DateTimeField):
        return _sqlite_time
    if isinstance(field, models.DateField):
        return _sqlite_date
    return None


class _JsonOnce:
    """Writes JSON; an object that many rows share is written once."""

    def __init__(self) -> None:
        self._written: dict[int, tuple[Any, str]] = {}

    def __call__(self, value: Any) -> str | None:
        if value is None:
            return None
        known = self._written.get(id(value))
        if known is None:
            known = value, json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            self._written[id(value)] = known
        return known[1]


@cache
def _sqlite_date(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _sqlite_time(value: datetime | None) -> str | None:
    return str(connection.ops.adapt_datetimefield_value(value)) if value else None


def _column(model: type[models.Model], name: str) -> str:
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    return str(field.column)  # type: ignore[union-attr]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
