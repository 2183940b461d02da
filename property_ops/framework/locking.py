"""One at a time: two processes that want the same lock run one after the other."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from property_ops.framework.models import Mutex


@contextmanager
def exclusively(name: str) -> Iterator[None]:
    """A transaction that holds the lock `name` until it commits.

    On SQLite a transaction takes the database's one write lock at its start; on PostgreSQL the row is locked.
    """
    Mutex.objects.bulk_create([Mutex(name=name)], ignore_conflicts=True)
    with transaction.atomic(savepoint=False):
        Mutex.objects.select_for_update().get(name=name)
        yield
