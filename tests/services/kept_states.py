"""States of the test database that many tests begin with: made once in a process, then copied back."""

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction


@dataclass(frozen=True)
class Beginning:
    """What many tests begin with: `make` makes it upon another beginning, or upon the migrated database."""

    make: Callable[[], Any]
    upon: str = ""


BEGINNINGS: dict[str, Beginning] = {}
"""By the name of the fixture that asks for it; a later one has what the earlier ones have."""


def beginning_of(fixtures: Collection[str]) -> str:
    """The name of what a test with these fixtures begins with."""
    return next((name for name in reversed(BEGINNINGS) if name in fixtures), "")


class KeptStates:
    """Begin with the database as it is now, called ""; on another engine than SQLite nothing is kept.

    Each test takes back what it changes, as those in a transaction do, or says `forget`.
    """

    def __init__(self) -> None:
        self._copies: dict[str, sqlite3.Connection] = {}
        self._values: dict[str, Any] = {"": None}
        self._current: str | None = ""
        self.is_able = connection.vendor == "sqlite"
        if self.is_able:
            connection.ensure_connection()
            self._keep("")

    @property
    def value(self) -> Any:
        """What making the present state gave back."""
        return self._values.get(self._current or "")

    def enter(self, name: str) -> None:
        """The database as this beginning leaves it, which is made the first time."""
        if not self.is_able or (name == self._current and connection.connection is not None):
            return
        connection.ensure_connection()  # a test may have closed it
        if name in self._values:
            self._copies[name].backup(connection.connection)
        else:
            self.enter(BEGINNINGS[name].upon)
            with transaction.atomic():
                self._values[name] = BEGINNINGS[name].make()
                connection.run_on_commit = []  # as in a test, nothing that waits for a commit happens
            self._keep(name)
        self._current = name

    def forget(self) -> None:
        """The database is about to become something else."""
        self._current = None

    def _keep(self, name: str) -> None:
        self._copies[name] = sqlite3.connect(":memory:")
        connection.connection.backup(self._copies[name])
