"""Counts of who asks how often, that all web processes share (Django's cache `counts`).

On PostgreSQL they stand in a table of the database, for all hosts; else in a small SQLite file beside it, so that who
counts never waits for an import. They are worth minutes: nothing waits for the disk, and no backup holds them. Where
the file can't be written, each process counts for itself.
"""

import random
import sqlite3
import threading
import time
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection

TABLE, COUNTS = "po_framework_shared_count", "counts.sqlite3"
COLUMNS = "key text PRIMARY KEY, value bigint NOT NULL, until double precision NOT NULL"
"""`until` in seconds of Unix."""
_ADD = f"""
INSERT INTO {TABLE} VALUES (%s, %s, %s) ON CONFLICT (key) DO UPDATE SET value = excluded.value, until = excluded.until
WHERE {TABLE}.until <= %s RETURNING 1
"""
_ADD_TO = f"UPDATE {TABLE} SET value = value + %s WHERE key = %s AND until > %s RETURNING value"
_READ = f"SELECT value FROM {TABLE} WHERE key = %s AND until > %s"
_FORGET = f"DELETE FROM {TABLE} WHERE until <= %s"
_FORGET_ALL = f"DELETE FROM {TABLE}"
_FORGOTTEN_EACH = 100  # so many new counts, about, old ones are swept away
_PATIENCE_SECONDS = 1.0


def counted(key: str, *, seconds: int) -> int:
    """How often that was, with this time, since it began to be counted."""
    counts = caches["counts"]
    for _ in range(2):
        try:
            return int(counts.incr(key))
        except ValueError:  # not counted yet, or it ran out just now
            if counts.add(key, 1, timeout=seconds):
                return 1
    return 1


def count_of(key: str) -> int:
    """How often that was so far."""
    return int(caches["counts"].get(key, 0))


class SharedCounts(LocMemCache):
    """Of Django's cache what counting needs: `add`, `incr`, `get`, `clear`, for whole numbers."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(name, params)
        self._mine = threading.local()

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        now, name = time.time(), self.make_and_validate_key(key, version=version)
        rows = self._said(_ADD, [name, value, self.get_backend_timeout(timeout), now])
        if rows is None:
            return super().add(key, value, timeout, version)
        if rows and not random.randrange(_FORGOTTEN_EACH):
            self._said(_FORGET, [now])
        return bool(rows)

    def incr(self, key: str, delta: int = 1, version: Any = None) -> int:
        """Raises ValueError where nothing is counted under the key."""
        rows = self._said(_ADD_TO, [delta, self.make_and_validate_key(key, version=version), time.time()])
        if rows is None:
            return int(super().incr(key, delta, version))
        if not rows:
            raise ValueError(key)
        return int(rows[0][0])

    def get(self, key: str, default: Any = None, version: Any = None) -> Any:
        rows = self._said(_READ, [self.make_and_validate_key(key, version=version), time.time()])
        if rows is None:
            return super().get(key, default, version)
        return rows[0][0] if rows else default

    def clear(self) -> None:
        super().clear()
        self._said(_FORGET_ALL, [])

    def _said(self, sql: str, facts: Sequence[Any]) -> list[Any] | None:
        """The rows; None where the file does not take them."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(sql, facts)
                return list(cursor.fetchall()) if cursor.description else []
        try:
            return self._file().execute(sql.replace("%s", "?"), facts).fetchall()
        except sqlite3.Error:
            self._mine.__dict__.clear()
            return None

    def _file(self) -> sqlite3.Connection:
        """Of this thread."""
        if not hasattr(self._mine, "file"):
            path = settings.DATA / COUNTS
            file = sqlite3.connect(path, isolation_level=None, timeout=_PATIENCE_SECONDS)
            for once in ("journal_mode = MEMORY", "synchronous = OFF"):
                file.execute(f"PRAGMA {once}")
            file.execute(f"CREATE TABLE IF NOT EXISTS {TABLE} ({COLUMNS})")
            self._mine.file = file
        found: sqlite3.Connection = self._mine.file
        return found
