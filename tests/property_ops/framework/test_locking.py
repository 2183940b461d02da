"""One at a time. (Two processes at once: tests of the whole product, with real processes.)"""

from typing import Any
from unittest.mock import patch

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

from property_ops.framework import locking
from property_ops.framework.audit import writer
from property_ops.framework.database_errors import DatabaseBusy
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import NumberSeries, PersonalToken
from property_ops.framework.rest import door


@pytest.mark.django_db(transaction=True)
def test_a_lock_is_a_transaction():
    with locked_transaction("ledger"):
        assert connection.in_atomic_block
    assert not connection.in_atomic_block


@pytest.mark.django_db(transaction=True)
def test_what_failed_under_a_lock_is_undone():
    def fails():
        with locked_transaction("ledger"):
            NumberSeries.objects.create(name="x")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert NumberSeries.objects.count() == 0
    with locked_transaction("ledger"):
        pass


@pytest.mark.django_db
def test_locks_can_be_held_one_inside_the_other():
    with locked_transaction("a"), locked_transaction("b"), locked_transaction("a"):
        NumberSeries.objects.create(name="x")
    assert NumberSeries.objects.count() == 1


@pytest.mark.django_db
def test_a_lock_inside_a_transaction_ends_with_it():
    with transaction.atomic():
        with locked_transaction("a"):
            NumberSeries.objects.create(name="x")
        assert NumberSeries.objects.count() == 1


def under_a_lock() -> None:
    with locked_transaction("a"):
        raise AssertionError("nobody holds it")


WAITS = {
    "a lock": (locking.transaction, "atomic", under_a_lock, DatabaseBusy),
    "the use of a token": (door, "patience", lambda: door._note_use(PersonalToken()), None),
    "looks that wait on the disk": (writer, "patience", writer.take_in, False),
}
"""What the database is asked for by, what asks, and what it says where somebody else is at work."""


@pytest.mark.django_db
@pytest.mark.parametrize("what", WAITS)
def test_somebody_elses_work_is_waited_for_and_any_other_error_is_told(what):
    place, name, attempt, told = WAITS[what]

    def attempted(error: DatabaseError) -> Any:
        with patch.object(place, name, side_effect=error):
            return attempt()

    with pytest.raises(OperationalError, match="malformed"):
        attempted(OperationalError("database disk image is malformed"))
    busy = OperationalError("database is locked")
    if told is DatabaseBusy:
        with pytest.raises(DatabaseBusy):
            attempted(busy)
    else:
        assert attempted(busy) is told
