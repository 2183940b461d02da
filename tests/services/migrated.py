"""The database of the tests: its tables are made once in a run, and copied for every other process of the run."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from tests.services.once import once

TEMPLATE, NAME = "migrated_for_tests", "migrated"


@contextmanager
def migrated_database(factory: pytest.TempPathFactory) -> Iterator[None]:
    """Every migration has run in the default database, which is gone at the end."""
    creation: Any = connection.creation
    before, made_here = connection.settings_dict["NAME"], list[Path]()

    def make(folder: Path) -> Path:
        creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        made_here.append(_kept_in(folder / "migrated.sqlite3"))
        return made_here[0]

    kept = once(factory, NAME, make)
    if not made_here:
        _copied_from(kept)
    with _emptied_by_copying(kept):
        yield
    creation.destroy_test_db(before, verbosity=0)


@contextmanager
def _emptied_by_copying(kept: Path) -> Iterator[None]:
    """After a test without a transaction around it. Django would delete the rows, which the journal refuses."""
    emptied = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def as_migrated(case: TransactionTestCase) -> None:
        connection.ensure_connection()
        with closing(sqlite3.connect(kept)) as copy:
            copy.backup(connection.connection)

    if connection.vendor == "sqlite":
        TransactionTestCase._fixture_teardown = as_migrated  # type: ignore[attr-defined]
    yield
    TransactionTestCase._fixture_teardown = emptied  # type: ignore[attr-defined]


def migrated_file(factory: pytest.TempPathFactory) -> Path | None:
    """An SQLite database after all migrations, empty otherwise; never written to. None where the tests use another."""
    made: Path = once(factory, NAME, lambda folder: folder)
    return made if made.is_file() else None


def _kept_in(file: Path) -> Path:
    """A copy of the migrated database for the others: the file, or on PostgreSQL a database that is a template."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(file)) as copy:
            connection.connection.backup(copy)
        return file
    connection.close()  # a template has no sessions
    with connection.creation._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(f'DROP DATABASE IF EXISTS "{TEMPLATE}"')
        cursor.execute(f'CREATE DATABASE "{TEMPLATE}" TEMPLATE "{connection.settings_dict["NAME"]}"')
    return file


def _copied_from(kept: Path) -> None:
    """As Django makes its test database, without the migrations."""
    creation: Any = connection.creation
    connection.settings_dict["TEST"]["TEMPLATE"] = TEMPLATE
    creation._create_test_db(verbosity=0, autoclobber=True)
    connection.close()
    name = creation._get_test_db_name()
    settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(kept)) as copy:
            copy.backup(connection.connection)
