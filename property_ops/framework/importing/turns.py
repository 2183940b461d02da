"""One import after the other, and imports that are taken back."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from property_ops.framework.locking import locked_transaction

LOCK = "import"
PATIENCE = 15 * 60  # seconds to wait for another import


class _TakeBack(Exception):
    """Undoes what was tried."""


@contextmanager
def in_turn() -> Iterator[None]:
    """A transaction in which nobody else imports."""
    with waiting_turn(), locked_transaction(LOCK):
        yield


@contextmanager
def taken_back() -> Iterator[None]:
    """A transaction that never commits."""
    with contextlib.suppress(_TakeBack), waiting_turn(), transaction.atomic():
        yield
        raise _TakeBack


@contextmanager
def waiting_turn() -> Iterator[None]:
    """SQLite gives up waiting for another writer after its time-out; an import is patient."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        usual = int(cursor.fetchone()[0])
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
