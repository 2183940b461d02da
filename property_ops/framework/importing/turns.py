"""One import after the other, and imports that are taken back."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from property_ops.framework.locking import locked_transaction, patience

LOCK = "import"
PATIENCE = 15 * 60  # seconds to wait for another import


class _TakeBack(Exception):
    """Undoes what was tried."""


@contextmanager
def in_turn() -> Iterator[None]:
    """A transaction in which nobody else imports."""
    with patience(PATIENCE), locked_transaction(LOCK):
        yield


@contextmanager
def taken_back() -> Iterator[None]:
    """A transaction that never commits."""
    with contextlib.suppress(_TakeBack), patience(PATIENCE), transaction.atomic():
        yield
        raise _TakeBack
