"""What stands in the database can be read, checked, copied and written by SQLite's own tools, without Django."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

# Functions of SQLite itself, as they stand in constraints, indexes and triggers; words before a bracket that are none.
KNOWN = {
    "abs", "cast", "char", "coalesce", "count", "exists", "hex", "instr", "json_object", "json_valid", "length", "like",
    "lower", "max", "min", "raise", "replace", "strftime", "substr", "sum", "trim", "upper",
}  # fmt: skip
WORDS = {
    "and", "as", "bigint", "check", "else", "in", "insert", "integer", "key", "not", "on", "or", "over", "references",
    "select", "sqlite_sequence", "text", "then", "unique", "values", "varchar", "when", "where",
}  # fmt: skip
CALLED = re.compile(r'(?<!["\w])([A-Za-z_]\w*)\s*\(')
TEXTS = re.compile(r"'(?:[^']|'')*'")


@pytest.fixture
def bare(sqlite_template: Path, tmp_path: Path):
    """An installation's database, opened with nothing but SQLite."""
    copy = tmp_path / "copy.sqlite3"
    copy.write_bytes((sqlite_template / "property-ops.sqlite3").read_bytes())
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        yield connection


def tables(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]


def test_every_rule_of_the_database_calls_only_what_the_database_knows(bare):
    called = {}
    for name, statement in bare.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"):
        for word in CALLED.findall(TEXTS.sub("''", statement)):
            if word.lower() not in KNOWN | WORDS and not word.startswith(("po_", "django_tasks_")):
                called.setdefault(name, set()).add(word)
        if re.search(r"\bREGEXP\b", TEXTS.sub("''", statement)):
            called.setdefault(name, set()).add("REGEXP")
    assert called == {}


def test_a_row_of_every_table_is_looked_at_without_django(bare):
    """A value for each column that passes no check: what refuses is the constraint, never a missing function."""
    wrong = []
    for table in tables(bare):
        columns = [(name, kind) for _, name, kind, *_ in bare.execute(f'PRAGMA table_info("{table}")')]
        values = ["2022-06-01" if kind in ("date", "datetime") else "1" for _, kind in columns]
        names, marks = ", ".join(f'"{name}"' for name, _ in columns), ", ".join("?" for _ in columns)
        try:
            bare.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', values)
        except sqlite3.IntegrityError:
            pass
        except sqlite3.Error as error:
            wrong.append(f"{table}: {error}")
    assert wrong == []


def test_the_database_is_copied_and_checked_by_sqlite_itself(bare, tmp_path):
    other = tmp_path / "vacuumed.sqlite3"
    bare.execute("VACUUM INTO ?", (str(other),))
    with closing(sqlite3.connect(other)) as copied:
        assert copied.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert tables(copied) == tables(bare)
