"""One at a time: two processes that want the same lock run one after the other."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction
from filelock import FileLock

from property_ops.framework.models import Mutex


@contextmanager
def locked_transaction(name: str) -> Iterator[None]:
    """A transaction that holds the lock `name` until it commits.

    On SQLite a transaction takes the database's one write lock at its start; on PostgreSQL the row is locked.
    """
    Mutex.objects.bulk_create([Mutex(name=name)], ignore_conflicts=True)
    with transaction.atomic(savepoint=False):
        Mutex.objects.select_for_update().get(name=name)
        yield


@contextmanager
def process_lock(name: str) -> Iterator[None]:
    """One process at a time, without a transaction: for work that waits for another system. A later one waits.

    Whatever ends the process ends the lock as well. On PostgreSQL it holds for all hosts, else for this machine.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [name])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [name])
    else:
        with FileLock(settings.DATA / f".{name}.lock"):
            yield
