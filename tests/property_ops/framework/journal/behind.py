"""What somebody with the database's password can do: change rows past its rules, and leave the rules as they were."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


def take_rules_away(prefix: str) -> None:
    """For the rest of the test, of all tables that begin so."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in connection.introspection.table_names(cursor):
                if table.startswith(prefix):
                    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE %s", [f"{prefix}%"])
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


@contextmanager
def past_the_rules(*tables: str) -> Iterator[None]:
    """The rules of these tables are away meanwhile, and as they were afterwards."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            return
        marks = ", ".join(["%s"] * len(tables))
        cursor.execute(f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({marks})", tables)
        with _away(cursor.fetchall()):
            yield


@contextmanager
def kept_by_the_journal_alone(*tables: str) -> Iterator[None]:
    """Of the rules of these tables of a SQLite file only the journal's are there meanwhile: it writes what comes."""
    marks = ", ".join(["%s"] * len(tables))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({marks}) "
            "AND name NOT LIKE 'po_journal_%%'",
            tables,
        )
        with _away(cursor.fetchall()):
            yield


@contextmanager
def _away(triggers: list[tuple[str, str]]) -> Iterator[None]:
    with connection.cursor() as cursor:
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        yield
        cursor.execute("PRAGMA ignore_check_constraints = OFF")
        for _, statement in triggers:
            cursor.execute(statement)
