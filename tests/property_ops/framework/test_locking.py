"""One at a time. (Two processes at once: tests of the whole product, with real processes.)"""

import pytest
from django.db import connection, transaction

from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import NumberSeries


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
