"""One at a time: two processes that want the same lock run one after the other."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction
from filelock import FileLock

_LOCK = "hashtextextended(%s, 0)"


@contextmanager
def locked_transaction(name: str) -> Iterator[None]:
    """A transaction that holds the lock `name` until it commits.

    On SQLite that is the database's one write lock, which every transaction takes at its start.
    """
    with transaction.atomic(savepoint=False):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT pg_advisory_xact_lock({_LOCK})", [name])
        yield


@contextmanager
def process_lock(name: str) -> Iterator[None]:
    """One process at a time, without a transaction: for work that waits for another system. A later one waits.

    Whatever ends the process ends the lock as well. On PostgreSQL it holds for all hosts, else for this machine.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_lock({_LOCK})", [name])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT pg_advisory_unlock({_LOCK})", [name])
    else:
        with FileLock(settings.DATA / f".{name}.lock"):
            yield
