"""One at a time: two processes that want the same lock run one after the other."""

import math
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from filelock import FileLock

from property_ops.framework.database_errors import DatabaseBusy, is_busy

_LOCK = "hashtextextended(%s, 0)"


@contextmanager
def locked_transaction(name: str, *, shared: bool = False) -> Iterator[None]:
    """A transaction that holds the lock `name` until it commits; those who share it keep out only who does not.

    On SQLite that is the database's one write lock, which every transaction takes at its start. Raises DatabaseBusy
    where somebody else keeps it for longer than this process has patience.
    """
    with ExitStack() as held:
        try:
            held.enter_context(transaction.atomic(savepoint=False))
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    take = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
                    cursor.execute(f"SELECT {take}({_LOCK})", [name])
        except DatabaseError as error:
            if is_busy(error):
                raise DatabaseBusy from error
            raise
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


class _Limit:
    """A web server has less patience than anybody asks for: somebody waits for the page."""

    seconds = math.inf


limit = _Limit()


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Outside a transaction: for how long those that follow wait for another writer before they give up."""
    if connection.in_atomic_block:
        yield
        return
    read, write = _PATIENCE[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(read)
        usual = cursor.fetchone()[0]
        cursor.execute(write % int(min(seconds, limit.seconds) * 1000))
    try:
        yield
    finally:
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute(write % usual)


_PATIENCE = {
    "sqlite": ("PRAGMA busy_timeout", "PRAGMA busy_timeout = %s"),
    "postgresql": ("SELECT setting FROM pg_settings WHERE name = 'lock_timeout'", "SET lock_timeout = %s"),
}
"""Reading and setting it, in milliseconds."""
