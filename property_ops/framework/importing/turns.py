"""One import after the other, and imports that are taken back."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from django.db import transaction

from property_ops.framework.locking import locked_transaction, patience

LOCK = "import"
PATIENCE = 15 * 60  # seconds to wait for another import


@contextmanager
def in_turn() -> Iterator[None]:
    """A transaction in which nobody else imports."""
    with waiting_turn(), locked_transaction(LOCK):
        yield


@contextmanager
def taken_back() -> Iterator[None]:
    """A transaction that never commits."""
    with waiting_turn(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def waiting_turn() -> AbstractContextManager[None]:
    """An import from the command line is patient with others who write."""
    return patience(PATIENCE)
