"""Tables of one row: read in one way, and the database refuses another row."""

import pytest
from django.db import IntegrityError, transaction

from property_ops.framework.singletons import Singleton

pytestmark = pytest.mark.django_db

TABLES = sorted(Singleton.__subclasses__(), key=lambda table: table._meta.label)


def test_there_are_such_tables():
    assert {table.__name__ for table in TABLES} >= {"Company", "BillingTerms", "TravelTerms", "Connection"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_there_is_one_row_and_never_another(table):
    table.objects.all().delete()
    usual = table.load()
    assert (usual.pk, usual._state.adding, table.objects.count()) == (1, True, 0)
    usual.save()
    assert table.load() == usual
    assert not table.load()._state.adding
    with pytest.raises(IntegrityError, match="only_one"), transaction.atomic():
        table(pk=2).save()
    assert table.objects.count() == 1
