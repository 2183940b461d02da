"""What released works still need is kept for them: seen in the store, asked about before others take it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from invoices.modules.ledger.public import close_month
from property_ops.framework.approval.services import reject
from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.road_repair.models import RoadDefect, RoadMix
from property_ops.modules.works import selectors
from property_ops.modules.works.domain.errors import StoreDayClosed
from property_ops.modules.works.models import Material, MaterialMove, StockCount, WorkOrder
from property_ops.modules.works.public import (
    approve_work,
    count_stock,
    issue_material,
    receive_material,
    record_cost,
    return_material,
)
from property_ops.modules.works.services.store import approve_count
from property_ops.modules.works.views import questions
from tests.pages import text_of, visitor
from tests.property_ops.modules.works.stages import CEILING, DAY, estimated, started

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


@pytest.fixture
def asphalt(by):
    mix = RoadMix.objects.order_by("code").first()
    material = Material.objects.create(code=mix.code, name="沥青", unit="t")
    receive_material(material=material, quantity=Decimal(3), paid=Yuan(1200_00), by=by.dispatcher, on=DAY)
    return material


def a_hole(work) -> Decimal:
    """What mending it needs of the mix."""
    values = {"length": Decimal(10), "width": Decimal(2), "depth": Decimal(5)}
    RoadDefect.objects.create(
        work=work, number=1, type="pothole", mix=RoadMix.objects.order_by("code").first(), **values
    )
    return selectors.known(work).estimate.needs[0].quantity


def test_a_released_work_keeps_what_it_still_needs_and_others_are_asked_about(estate, by, asphalt):
    waiting = estimated(estate, by)
    needed = a_hole(waiting)
    assert 2 < needed < 3
    assert selectors.reserved() == {}  # nobody has released it
    approve_work(work=waiting, ceiling=CEILING, by=by.manager, on=DAY)
    assert selectors.reserved() == {asphalt.pk: needed}
    other, asphalt = started(estate, by), selectors.materials().get()
    assert (asphalt.reserved, asphalt.free) == (needed, 3 - needed)
    much, little = ([{"material": asphalt, "quantity": one}] for one in (Decimal(1), 3 - needed))
    assert len(list(questions.of_reserved(other, much))) == 1
    assert list(questions.of_reserved(other, little)) == []
    assert list(questions.of_reserved(waiting, much)) == []  # it is kept for it
    store = visitor("dispatcher", english=True)
    assert waiting.number in text_of(store.get(f"/materials/{asphalt.pk}/"))
    issue_material(work=waiting, material=asphalt, quantity=needed, by=by.dispatcher, on=DAY)
    assert selectors.reserved() == {}


def test_who_releases_an_estimate_is_told_what_the_store_does_not_have_free(estate, by, asphalt):
    first, second = estimated(estate, by), estimated(estate, by)
    needed = a_hole(first)
    assert a_hole(second) == needed
    assert list(questions.of_shortages(second)) == []
    approve_work(work=first, ceiling=CEILING, by=by.manager, on=DAY)
    ((material, asked, free),) = selectors.shortages(second)
    assert (material, asked, free) == (asphalt, needed, 3 - needed)
    assert len(list(questions.of_shortages(second))) == 1


def test_nothing_comes_or_goes_in_a_month_that_is_closed(estate, by, asphalt):
    closer, now = UserFactory(is_superuser=True), datetime(2026, 4, 3, tzinfo=UTC)
    work = started(estate, by)
    issued = issue_material(work=work, material=asphalt, quantity=Decimal(1), by=by.dispatcher, on=DAY)
    asked = count_stock(material=asphalt, counted=Decimal(0), by=by.dispatcher, on=DAY, remark="盘亏", now=now)
    close_month(month=Month(2026, 3), by=closer, at=now)
    before = MaterialMove.objects.count()
    with pytest.raises(StoreDayClosed):
        receive_material(material=asphalt, quantity=Decimal(1), paid=Yuan(400_00), by=by.dispatcher, on=DAY)
    with pytest.raises(StoreDayClosed):
        approve_count(count_id=asked.pk, by=by.manager, now=now)
    reject(StockCount, asked.pk, reason="已结账", by=by.manager, now=now)
    with pytest.raises(StoreDayClosed):
        count_stock(material=asphalt, counted=Decimal(1), by=by.dispatcher, on=DAY, remark="盘点", now=now)
    with pytest.raises(StoreDayClosed):
        issue_material(work=work, material=asphalt, quantity=Decimal(1), by=by.dispatcher, on=DAY)
    with pytest.raises(StoreDayClosed):
        return_material(cost=issued, quantity=Decimal(1), by=by.dispatcher, on=DAY, remark="多领")
    assert MaterialMove.objects.count() == before
    receive_material(material=asphalt, quantity=Decimal(1), paid=Yuan(400_00), by=by.dispatcher, on=date(2026, 4, 1))
    assert MaterialMove.objects.count() == before + 1


def test_who_looks_after_works_is_told_of_those_whose_ceiling_is_nearly_used_up(estate, by):
    """Also where a phone booked it, which asks nobody; rework counts for it, though nobody pays for that."""
    work, other = started(estate, by), started(estate, by)
    asked = selectors.near_ceiling(selectors.works(by.dispatcher))
    record_cost(work=work, type="machine", amount=CEILING - Yuan(1_00), by=by.dispatcher, on=DAY)
    assert list(asked) == [work]
    assert text_of(visitor("dispatcher").get("/works/?ceiling=near")).count(other.number) == 0
    record_cost(work=other, type="machine", amount=Yuan(2500_00), by=by.dispatcher, on=DAY)
    assert list(asked.all()) == [work]
    WorkOrder.objects.filter(pk=other.pk).update(round=2)
    record_cost(work=other, type="machine", amount=Yuan(2500_00), by=by.dispatcher, on=DAY)
    assert set(asked.all()) == {work, other}


def test_a_price_far_from_the_usual_is_asked_about_by_who_releases_it_too(estate, by):
    """It may have come by another door than the page of the estimate."""
    for _usual in range(5):
        started(estate, by)
    work = estimated(estate, by)
    WorkOrder.objects.filter(pk=work.pk).update(price=work.price * 10)
    manager = visitor("manager")
    page = manager.post(f"/work-steps/approve/{work.number}/", {"ceiling": "99999.00"}).content.decode()
    assert "同类工程" in page
    assert WorkOrder.objects.get(pk=work.pk).state == "estimated"


def test_an_invoice_is_found_again_however_its_number_is_typed(estate, by):
    record_cost(
        work=started(estate, by), type="provider", amount=Yuan(100), by=by.dispatcher, on=DAY, document="ab 123"
    )
    rows = [{"document": "AB-124"}, {"document": "AB123 "}, {"document": "ab１23"}]
    assert len(list(questions.of_paid(rows))) == 2
