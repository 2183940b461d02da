"""The two kinds of database that rows are carried between, and one form for the rows: as SQLite stores them.

Dates and times are texts (UTC), truth is 0 and 1, an id of 128 bits its hex digits, JSON its text. PostgreSQL takes
each of these for its own type, and gives its own types back, which are put into this form.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.types.string import TextLoader

Rows = Iterator[tuple[Any, ...]]
CHUNK = 5000


class End(Protocol):
    """A database that rows come from or go to, in one transaction."""

    def tables(self) -> set[str]: ...
    def columns(self, table: str) -> list[str]: ...
    def rows(self, table: str, columns: Sequence[str]) -> Rows: ...
    def has_rows(self, table: str) -> bool: ...
    def last_id(self, table: str) -> int: ...
    def close(self) -> None: ...


class Target(End, Protocol):
    """Takes rows with the rules aside that guard each single change; foreign keys are looked at in the end."""

    def open_for_rows(self) -> None: ...
    def clear(self, tables: Iterable[str]) -> None: ...
    def insert(self, table: str, columns: Sequence[str], rows: Rows) -> None: ...
    def set_last_id(self, table: str, last: int) -> None: ...
    def commit(self) -> None: ...


class SQLiteEnd:
    """A SQLite file; `alone`: nobody else may have it open."""

    def __init__(self, path: Path, *, alone: bool = False) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, timeout=5)
        self._triggers: list[str] = []
        if alone:
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("BEGIN EXCLUSIVE")
        else:
            self._db.execute("BEGIN")

    def tables(self) -> set[str]:
        found = self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return {name for (name,) in found}

    def columns(self, table: str) -> list[str]:
        return [name for _, name, *_ in self._db.execute(f"PRAGMA table_info({_quoted(table)})")]

    def rows(self, table: str, columns: Sequence[str]) -> Rows:
        yield from self._db.execute(f"SELECT {_listed(columns)} FROM {_quoted(table)} ORDER BY {_quoted(columns[0])}")

    def has_rows(self, table: str) -> bool:
        return self._db.execute(f"SELECT 1 FROM {_quoted(table)} LIMIT 1").fetchone() is not None

    def last_id(self, table: str) -> int:
        found = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
        return int(found[0]) if found else 0

    def open_for_rows(self) -> None:
        self._db.execute("ROLLBACK")
        self._db.execute("PRAGMA foreign_keys = OFF")
        self._db.execute("BEGIN IMMEDIATE")
        triggers = self._db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, statement in triggers:
            self._triggers.append(statement)
            self._db.execute(f"DROP TRIGGER {_quoted(name)}")

    def clear(self, tables: Iterable[str]) -> None:
        for table in tables:
            self._db.execute(f"DELETE FROM {_quoted(table)}")

    def insert(self, table: str, columns: Sequence[str], rows: Rows) -> None:
        marks = ", ".join("?" for _ in columns)
        self._db.executemany(f"INSERT INTO {_quoted(table)} ({_listed(columns)}) VALUES ({marks})", rows)

    def set_last_id(self, table: str, last: int) -> None:
        if last:
            self._db.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
            self._db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, last))

    def commit(self) -> None:
        """Raises sqlite3.IntegrityError for a row that names one which is not there."""
        for statement in self._triggers:
            self._db.execute(statement)
        missing = self._db.execute("PRAGMA foreign_key_check").fetchone()
        if missing:
            raise sqlite3.IntegrityError(f"{missing[0]}: row {missing[1]} names a row of {missing[2]} that is missing")
        self._db.execute("COMMIT")

    def close(self) -> None:
        self._db.close()


class PostgreSQLEnd:
    """A database on a PostgreSQL server; `alone`: nobody else may be connected to it."""

    def __init__(self, parameters: dict[str, Any], *, alone: bool = False) -> None:
        self._db = psycopg.connect(**parameters)
        self._db.execute("SET timezone = 'UTC'; SET datestyle = 'ISO'")
        self._db.commit()
        for name in ("json", "jsonb", "inet", "cidr"):
            self._db.adapters.register_loader(name, TextLoader)
        if alone and self._others():
            raise psycopg.errors.ObjectInUse
        self._db.rollback()
        self._db.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        self._tables: list[str] = []

    def _others(self) -> bool:
        others = (
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend'"
        )
        return self._db.execute(others).fetchone() is not None

    def tables(self) -> set[str]:
        """Without those that PostgreSQL itself keeps no log of (UNLOGGED): they are no record of anything."""
        query = (
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND c.relpersistence = 'p' AND NOT EXISTS "
            "(SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"
        )
        return {name for (name,) in self._db.execute(query)}

    def columns(self, table: str) -> list[str]:
        query = (
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND table_name = %s ORDER BY ordinal_position"
        )
        return [name for (name,) in self._db.execute(query, [table])]

    def rows(self, table: str, columns: Sequence[str]) -> Rows:
        query = sql.SQL("SELECT {} FROM {} ORDER BY {}").format(
            sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Identifier(table), sql.Identifier(columns[0])
        )
        with self._db.cursor(name="rows") as cursor:
            cursor.itersize = CHUNK
            cursor.execute(query)
            for row in cursor:
                yield tuple(_AS_STORED[type(value)](value) if type(value) in _AS_STORED else value for value in row)

    def has_rows(self, table: str) -> bool:
        query = sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(table))
        return self._db.execute(query).fetchone() is not None

    def last_id(self, table: str) -> int:
        sequence = self._sequence(table)
        if sequence is None:
            return 0
        query = sql.SQL("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {}")
        found = self._db.execute(query.format(sql.SQL(sequence))).fetchone()  # it is quoted there
        return int(found[0]) if found else 0

    def open_for_rows(self) -> None:
        self._tables = sorted(self.tables())
        self._db.execute("SET CONSTRAINTS ALL DEFERRED")
        self._rules("DISABLE")

    def clear(self, tables: Iterable[str]) -> None:
        self._db.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, sorted(tables)))))

    def insert(self, table: str, columns: Sequence[str], rows: Rows) -> None:
        query = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
        )
        with self._db.cursor() as cursor, cursor.copy(query) as copy:
            for row in rows:
                copy.write_row(row)

    def set_last_id(self, table: str, last: int) -> None:
        sequence = self._sequence(table)
        if sequence and last:
            self._db.execute("SELECT setval(%s, %s, true)", [sequence, last])

    def commit(self) -> None:
        self._db.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self._rules("ENABLE")
        self._db.commit()

    def close(self) -> None:
        self._db.close()

    def _rules(self, word: str) -> None:
        for table in self._tables:
            self._db.execute(sql.SQL("ALTER TABLE {} {} TRIGGER USER").format(sql.Identifier(table), sql.SQL(word)))

    def _sequence(self, table: str) -> str | None:
        """That its key is taken from, whatever the key is called: a history's is `history_id`."""
        query = "SELECT pg_get_serial_sequence(%s, %s)"
        asked = (self._db.execute(query, [_quoted(table), column]).fetchone() for column in self.columns(table))
        return next((found[0] for found in asked if found and found[0]), None)


def _time_as_stored(value: datetime) -> str:
    """As Django writes it into SQLite."""
    return str(value.astimezone(UTC).replace(tzinfo=None))


_AS_STORED: dict[type, Callable[[Any], Any]] = {
    datetime: _time_as_stored,
    date: date.isoformat,
    time: time.isoformat,
    bool: int,
    UUID: lambda value: value.hex,
    Decimal: str,
    memoryview: bytes,
}


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(_quoted, names))
