"""States of the test database that many tests begin with: made once, and copied back instead of made anew."""

import sqlite3
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction


class KeptStates:
    """Begin with the database as it is now, called ""; on another engine than SQLite nothing is kept.

    Each test must take back what it changes, as those in a transaction do.
    """

    def __init__(self) -> None:
        self._copies: dict[str, sqlite3.Connection] = {}
        self._values: dict[str, Any] = {"": None}
        self._current = ""
        self.is_able = connection.vendor == "sqlite"
        if self.is_able:
            connection.ensure_connection()
            self._keep("")

    def enter(self, name: str, make: Callable[[], Any]) -> Any:
        """The database as `make` leaves it, which is called the first time; and what it gave back."""
        if name not in self._values:
            with transaction.atomic():
                self._values[name] = make()
                connection.run_on_commit = []  # as in a test, nothing that waits for a commit happens
            self._keep(name)
        elif name != self._current:
            self._copies[name].backup(connection.connection)
        self._current = name
        return self._values[name]

    def leave(self) -> None:
        if self.is_able:
            self._copies[""].backup(connection.connection)
            for copy in self._copies.values():
                copy.close()

    def _keep(self, name: str) -> None:
        self._copies[name] = sqlite3.connect(":memory:")
        connection.connection.backup(self._copies[name])
