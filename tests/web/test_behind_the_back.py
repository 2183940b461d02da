"""Every column of every watched table, changed past the database's rules, is named by `verify` with its row."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from property_ops.framework.journal.comparing import unlike
from property_ops.framework.journal.guarding import content_of
from property_ops.framework.journal.tables import OURS, WatchedTable, is_watched, watched_tables
from tests.property_ops.framework.journal.behind import kept_by_the_journal_alone, past_the_rules

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL's types and checks refuse made-up values"),
]

WITHOUT_ROWS = 65
"""Of so many tables at most the site of the tests has no row: there one is made up, which the journal writes down."""


def asked(query: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall() if cursor.description else []


def found(table: WatchedTable) -> list[Any]:
    return list(unlike(table, content_of(table, "t", "sqlite")))


def test_an_honest_site_is_as_it_was_written_down(site):
    assert [(table.name, one) for table in watched_tables() for one in found(table)] == []


def test_every_column_that_is_changed_is_named(rows):
    with past_the_rules(*(table.name for table in rows)):
        for table, row in rows.items():
            change(table, row)
    told = {table.name: [(one.row, one.columns) for one in found(table)] for table in rows}
    assert told == {table.name: [(str(row), changeable(table))] for table, row in rows.items()}


def test_a_row_that_is_deleted_or_added_is_named(rows):
    with past_the_rules(*(table.name for table in rows)):
        asked("PRAGMA defer_foreign_keys = ON")
        for table, row in rows.items():
            asked(f'UPDATE OR REPLACE {table.name} SET "{table.key}" = %s WHERE "{table.key}" = %s', 987654321, row)
    told = {table.name: {(one.row, one.written is None, one.now is None) for one in found(table)} for table in rows}
    named = {table.name: {(str(row), False, True), ("987654321", True, False)} for table, row in rows.items()}
    assert told == named


@pytest.fixture
def rows(site) -> dict[WatchedTable, Any]:
    """The key of a row of each table; of an empty one, of a row that is made up, past all rules but the journal's."""
    keys = {table: asked(f'SELECT "{table.key}" FROM {table.name} LIMIT 1') for table in watched_tables()}
    empty = [table for table, found in keys.items() if not found]
    assert len(empty) <= WITHOUT_ROWS
    with kept_by_the_journal_alone(*(table.name for table in empty)):
        asked("PRAGMA defer_foreign_keys = ON")
        for table in empty:
            values = {field.column: something(field) for field in model_of(table)._meta.concrete_fields}
            columns, marks = ", ".join(f'"{column}"' for column in values), ", ".join(["%s"] * len(values))
            asked(f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", *values.values())
            keys[table] = [(values[table.key],)]
    return {table: key for table, [(key,)] in keys.items()}


def model_of(table: WatchedTable) -> Any:
    return next(one for one in apps.get_models(include_auto_created=True) if one._meta.db_table == table.name)


def something(field: Any) -> Any:
    """A value of the field's kind."""
    kinds = ((models.DateTimeField, "2022-06-01 00:00:00"), (models.DateField, "2022-06-01"),
             (models.TimeField, "08:00:00"), (models.BinaryField, b"x"), (models.JSONField, "{}"),
             (models.UUIDField, "0" * 32), ((models.CharField, models.TextField), "x"))  # fmt: skip
    return next((value for kind, value in kinds if isinstance(field, kind)), 1)


def changeable(table: WatchedTable) -> tuple[str, ...]:
    return tuple(sorted({*table.columns} - {table.key}))


def change(table: WatchedTable, row: Any) -> None:
    """Another value in every column of the row."""
    columns = changeable(table)
    named = ", ".join(f'"{column}"' for column in columns)
    (values,) = asked(f'SELECT {named} FROM {table.name} WHERE "{table.key}" = %s', row)
    others = [value + 987654 if isinstance(value, int) else f"{value}x" for value in values]
    set_to = ", ".join(f'"{column}" = %s' for column in columns)
    asked("PRAGMA defer_foreign_keys = ON")
    asked(f'UPDATE {table.name} SET {set_to} WHERE "{table.key}" = %s', *others, row)


def test_what_has_no_journal_says_why():
    ours = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table.startswith(OURS)]
    silent = [model.__name__ for model in ours if not is_watched(model) and not getattr(model, "journal", "")]
    assert silent == []
    assert sum(map(is_watched, ours)) > 100
