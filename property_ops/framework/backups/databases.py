"""Databases by their address: which kind, whether anything is in them, and the product's commands run on them."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

from property_ops.framework import environment
from property_ops.framework.backups.ends import PostgreSQLEnd, SQLiteEnd
from property_ops.framework.backups.errors import DatabaseDamaged, InUse, NotEmpty, StepFailed
from property_ops.kernel.text import gettext_noop

FILE = "property-ops.sqlite3"
"""The database in the data folder, where DATABASE_URL names no other."""
_MADE_WITH_TABLES = {"django_migrations", "django_content_type", "auth_permission"}
"""What Django puts in when it makes the tables; a database with nothing else in it is empty."""


@dataclass(frozen=True)
class Database:
    """One by its URL, as in DATABASE_URL."""

    url: str

    @property
    def settings(self) -> dict[str, Any]:
        return environment.database_at(self.url, "DATABASE_URL")

    @property
    def path(self) -> Path | None:
        """The file of SQLite."""
        found = self.settings
        return Path(found["NAME"]).resolve() if found["ENGINE"].endswith("sqlite3") else None

    @property
    def vendor(self) -> str:
        return "sqlite" if self.path else "postgresql"

    @property
    def words(self) -> str:
        """Where it is, without user and password."""
        return environment.place_of(self.settings)

    def end(self, *, alone: bool = False) -> Any:
        """To read or write rows. Raises InUse."""
        try:
            return SQLiteEnd(self.path, alone=alone) if self.path else PostgreSQLEnd(self._parameters, alone=alone)
        except psycopg.errors.ObjectInUse as error:
            raise InUse() from error
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise InUse() from error
            raise

    def must_be_empty(self) -> None:
        """Raises NotEmpty."""
        if self.path and not self.path.exists():
            return
        with closing(self.end()) as end:
            filled = sorted(table for table in end.tables() - _MADE_WITH_TABLES if end.has_rows(table))
        if filled:
            raise NotEmpty(place=self.words, holds=", ".join(filled[:3]))

    @property
    def _parameters(self) -> dict[str, Any]:
        found = self.settings
        named = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
        given = {key: found[name] for key, name in named.items() if found.get(name)}
        return given | {"connect_timeout": 10} | found.get("OPTIONS", {})


def current() -> Database:
    """The installation's own."""
    found = settings.DATABASES["default"]
    if found["ENGINE"].endswith("sqlite3"):
        return Database(f"sqlite:///{Path(found['NAME']).resolve()}")
    return Database(os.environ["DATABASE_URL"])


_OF_THIS_ONE = ("PROPERTY_OPS_BACKUPS", "PROPERTY_OPS_TASKS")
"""What holds for this installation's own database: Redis, say, for no SQLite file."""


def run(*command: str, data: Path, database: Database, stream: Any = None) -> str:
    """A command of the product on another data folder and database: what it said. Raises StepFailed."""
    program = [sys.executable, "-m", "property_ops.framework.cli", *command]
    given = {"PROPERTY_OPS_DATA": str(data), "DATABASE_URL": database.url, "PYTHONUNBUFFERED": "1"}
    others = {name: value for name, value in os.environ.items() if name not in _OF_THIS_ONE}
    done = subprocess.run(
        program, env=others | given, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or done.stdout.strip().splitlines() or [str(done.returncode)]
        found = [line.strip() for line in done.stdout.splitlines() if line.startswith(("✗", "    "))]
        raise StepFailed(command=" ".join(command), reason=" ".join([said[-1], *found[:3]]))
    return done.stdout


def make_tables(database: Database, *, data: Path) -> None:
    """Empty tables as this program wants them."""
    run("django", "migrate", "--verbosity", "0", data=data, database=database)


def copy_of_file(path: Path, copy: Path) -> None:
    """One moment of a SQLite file that others may be writing to, as a file of its own. Raises DatabaseDamaged."""
    try:
        with (
            closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
            found = [said for (said,) in target.execute("PRAGMA integrity_check(3)")]
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        raise DatabaseDamaged(reason=str(error)) from error
    if found != ["ok"]:
        raise DatabaseDamaged(reason=found[0])


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A SQLite file that nobody writes to."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        yield connection


def migrations_in(path: Path) -> set[tuple[str, str]]:
    with reading(path) as connection:
        return set(connection.execute("SELECT app, name FROM django_migrations"))


HOLDS_FILES = gettext_noop("there are files in it")
