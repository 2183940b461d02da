"""Every column of every watched table, changed past the database's rules, is named by `verify` with its row."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from property_ops.framework.journal.comparing import unlike
from property_ops.framework.journal.guarding import content_of
from property_ops.framework.journal.tables import OURS, WatchedTable, is_watched, watched_tables
from tests.property_ops.framework.journal.behind import kept_by_the_journal_alone, past_the_rules

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL's types and checks refuse made-up values"),
]

WITHOUT_ROWS = 62
"""Of so many tables at most the site of the tests has no row: there one is made up, which the journal writes down."""


def asked(query: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall() if cursor.description else []


def found(table: WatchedTable) -> list[Any]:
    return list(unlike(table, content_of(table, "t", "sqlite")))


def test_an_honest_site_is_as_it_was_written_down(site):
    assert [(table.name, one) for table in watched_tables() for one in found(table)] == []


def test_every_column_that_is_changed_is_named(site):
    made_up, missed = 0, []
    for table in watched_tables():
        wanted = tuple(sorted({*table.columns} - {table.key}))
        with transaction.atomic():
            row, is_made_up = a_row_of(table)
            made_up += is_made_up
            change(table, wanted, row)
            told = [(one.row, one.columns) for one in found(table)]
            transaction.set_rollback(True)
        if told != [(str(row), wanted)]:
            missed.append(f"{table.name}: {told}")
    assert not missed, "\n".join(missed)
    assert made_up <= WITHOUT_ROWS


def a_row_of(table: WatchedTable) -> tuple[Any, bool]:
    """The key of a row, and whether it had to be made up: as the journal saw it come, past all other rules."""
    if row := asked(f'SELECT "{table.key}" FROM {table.name} LIMIT 1'):
        return row[0][0], False
    values = {field.column: something(field) for field in model_of(table)._meta.concrete_fields}
    with kept_by_the_journal_alone(table.name):
        columns, marks = ", ".join(f'"{column}"' for column in values), ", ".join(["%s"] * len(values))
        asked("PRAGMA defer_foreign_keys = ON")
        asked(f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", *values.values())
    return values[table.key], True


def model_of(table: WatchedTable) -> Any:
    return next(one for one in apps.get_models(include_auto_created=True) if one._meta.db_table == table.name)


def something(field: Any) -> Any:
    """A value of the field's kind."""
    kinds = ((models.DateTimeField, "2022-06-01 00:00:00"), (models.DateField, "2022-06-01"),
             (models.TimeField, "08:00:00"), (models.BinaryField, b"x"), (models.JSONField, "{}"),
             (models.UUIDField, "0" * 32), ((models.CharField, models.TextField), "x"))  # fmt: skip
    return next((value for kind, value in kinds if isinstance(field, kind)), 1)


def change(table: WatchedTable, columns: tuple[str, ...], row: Any) -> None:
    """Another value in every column of the row."""
    named = ", ".join(f'"{column}"' for column in columns)
    (values,) = asked(f'SELECT {named} FROM {table.name} WHERE "{table.key}" = %s', row)
    others = [value + 987654 if isinstance(value, int) else f"{value}x" for value in values]
    set_to = ", ".join(f'"{column}" = %s' for column in columns)
    with past_the_rules(table.name):
        asked("PRAGMA defer_foreign_keys = ON")
        asked(f'UPDATE {table.name} SET {set_to} WHERE "{table.key}" = %s', *others, row)


def test_a_row_that_is_deleted_or_added_is_named(site):
    missed = []
    for table in watched_tables():
        with transaction.atomic():
            row, _ = a_row_of(table)
            with past_the_rules(table.name):
                asked("PRAGMA defer_foreign_keys = ON")
                asked(f'UPDATE OR REPLACE {table.name} SET "{table.key}" = %s WHERE "{table.key}" = %s', 987654321, row)
            told = {(one.row, one.written is None, one.now is None) for one in found(table)}
            transaction.set_rollback(True)
        if told != {(str(row), False, True), ("987654321", True, False)}:
            missed.append(f"{table.name}: {told}")
    assert not missed, "\n".join(missed)


def test_what_has_no_journal_says_why():
    ours = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table.startswith(OURS)]
    silent = [model.__name__ for model in ours if not is_watched(model) and not getattr(model, "journal", "")]
    assert silent == []
    assert sum(map(is_watched, ours)) > 100
