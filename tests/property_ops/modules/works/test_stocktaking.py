"""A sheet of the store: kept also where all agrees, checked by another person, and asked for by the close."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed, ReasonMissing, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.modules.works.domain.errors import NothingCounted, StockMovedMeanwhile
from property_ops.modules.works.models import CountedMaterial, Material, MaterialMove
from property_ops.modules.works.public import is_counted
from property_ops.modules.works.services.stocktaking import (
    CountedLine,
    approve_stock_taking,
    prepare_stock_taking,
)
from property_ops.modules.works.services.store import receive_material

pytestmark = pytest.mark.django_db
NOW, DAY, JUNE = datetime(2022, 7, 1, 2, 0, tzinfo=UTC), date(2022, 6, 30), (date(2022, 6, 1), date(2022, 7, 1))


@pytest.fixture
def store():
    """100 kg of paint that cost 1,000.00, and a keeper."""
    keeper = UserFactory(role="dispatcher")
    paint = Material.objects.create(code="C-01", name="外墙涂料", unit="kg")
    receive_material(material=paint, quantity=Decimal(100), paid=Yuan(1_000_00), by=keeper, on=DAY)
    paint.refresh_from_db()
    return keeper, paint


def sheet(keeper, *lines):
    return prepare_stock_taking(day=DAY, counted_by="王库管、李会计", lines=lines, by=keeper, now=NOW)


def test_what_agrees_leaves_a_record_and_the_month_is_counted_once_it_is_checked(store):
    keeper, paint = store
    assert is_counted(date(2022, 5, 1), date(2022, 6, 1)), "nothing moved in May"
    taking = sheet(keeper, CountedLine(paint, Decimal(100)))
    assert not is_counted(*JUNE)
    with pytest.raises((SamePerson, NotAllowed)):
        approve_stock_taking(taking_id=taking.pk, by=keeper, now=NOW)
    approve_stock_taking(taking_id=taking.pk, by=UserFactory(role="accountant"), now=NOW)
    assert is_counted(*JUNE)
    assert MaterialMove.objects.count() == 1, "nothing but the delivery"
    line = CountedMaterial.objects.get()
    assert (line.recorded, line.counted, line.worth) == (100, 100, Yuan(0))
    with pytest.raises(DatabaseError), transaction.atomic():
        CountedMaterial.objects.update(counted=1)


def test_what_differs_says_why_and_is_recorded_once_it_is_checked(store):
    keeper, paint = store
    with pytest.raises(ReasonMissing):
        sheet(keeper, CountedLine(paint, Decimal(97)))
    with pytest.raises(NothingCounted):
        sheet(keeper)
    taking = sheet(keeper, CountedLine(paint, Decimal(97), "洒漏"))
    paint.refresh_from_db()
    assert paint.stock == 100
    approve_stock_taking(taking_id=taking.pk, by=UserFactory(role="accountant"), now=NOW)
    paint.refresh_from_db()
    assert (paint.stock, paint.value) == (97, Yuan(970_00))
    assert MaterialMove.objects.get(kind="count").remark == "洒漏"


def test_a_store_that_moved_meanwhile_is_counted_anew(store):
    keeper, paint = store
    taking = sheet(keeper, CountedLine(paint, Decimal(97), "洒漏"))
    receive_material(material=paint, quantity=Decimal(1), paid=Yuan(10_00), by=keeper, on=DAY)
    with pytest.raises(StockMovedMeanwhile):
        approve_stock_taking(taking_id=taking.pk, by=UserFactory(role="accountant"), now=NOW)
    assert not MaterialMove.objects.filter(kind="count").exists()
