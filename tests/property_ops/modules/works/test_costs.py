"""What a work costs, line by line: frozen once accepted, and never more charged by a rework."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from property_ops.framework.approval.services import reject
from property_ops.framework.checks import Check
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed, ReasonMissing
from property_ops.kernel.money import Yuan
from property_ops.modules.works.domain.errors import (
    CostNotPositive,
    CostsNotOpen,
    CountWaits,
    MoreThanTheCost,
    NegativeReceipt,
    NoRate,
    NotEnoughStock,
    NothingToAverage,
    NotThisWay,
    StockMovedMeanwhile,
)
from property_ops.modules.works.models import Material, MaterialMove, TradeRate, WorkCost, WorkOrder
from property_ops.modules.works.public import (
    Party,
    close_work,
    correct_cost,
    costs_of,
    count_stock,
    finish_work,
    issue_material,
    receive_material,
    record_cost,
    record_labour,
    return_material,
    send_back_work,
    spent_on,
    start_work,
)
from property_ops.modules.works.services.store import approve_count, change_rate
from property_ops.modules.works.testing import WorkOrderFactory
from property_ops.modules.works.verifiers import verify
from tests.property_ops.modules.works.stages import (
    ACCEPTED_ON,
    DAY,
    DONE_ON,
    accept,
    estimated,
    finished,
    started,
)

pytestmark = pytest.mark.django_db
DONE = {1: Decimal(120)}
NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


@pytest.fixture
def asphalt(by):
    """Two deliveries: 10 t for ¥4,000.00, then 5 t for ¥2,300.00; an average of ¥420.00."""
    material = Material.objects.create(code="AC-13", name="细粒式沥青混凝土", unit="t")
    receive_material(material=material, quantity=Decimal(10), paid=Yuan(4000_00), by=by.dispatcher, on=DAY)
    receive_material(material=material, quantity=Decimal(5), paid=Yuan(2300_00), by=by.dispatcher, on=DAY)
    material.refresh_from_db()
    return material


@pytest.fixture
def mason(by):
    change_rate(trade="瓦工", start=date(2026, 1, 1), rate=Yuan(35_00), by=by.manager)
    change_rate(trade="瓦工", start=date(2026, 3, 5), rate=Yuan(37_50), by=by.manager)
    return "瓦工"


def found(checks) -> list[str]:
    return [difference.says % difference.facts for check in checks for difference in check.differences]


def test_hours_cost_what_the_trade_cost_on_that_day(estate, by, mason):
    work = started(estate, by)
    early = record_labour(work=work, trade=mason, hours=Decimal("8.25"), by=by.dispatcher, on=date(2026, 3, 4))
    late = record_labour(work=work, trade=mason, hours=Decimal("8.25"), by=by.dispatcher, on=date(2026, 3, 5))
    assert (early.amount, late.amount) == (Yuan(288_75), Yuan(309_38))
    work.refresh_from_db()
    assert work.labour == Yuan(598_13)
    with pytest.raises(NoRate):
        record_labour(work=work, trade=mason, hours=Decimal(1), by=by.dispatcher, on=date(2025, 12, 31))
    with pytest.raises(NoRate):
        record_labour(work=work, trade="电工", hours=Decimal(1), by=by.dispatcher, on=DAY)
    with pytest.raises(CostNotPositive):
        record_labour(work=work, trade=mason, hours=Decimal(0), by=by.dispatcher, on=DAY)


@pytest.mark.parametrize("fen", [0, -1])
def test_a_cost_a_correction_and_a_return_are_of_something(estate, by, asphalt, fen):
    """Less than nothing taken away would be a cost that nobody recorded."""
    work = started(estate, by)
    said = {"by": by.dispatcher, "on": DAY, "remark": "误记"}
    with pytest.raises(CostNotPositive), transaction.atomic():
        record_cost(work=work, type="provider", amount=Yuan(fen), **said)
    cost = record_cost(work=work, type="provider", amount=Yuan(90_00), **said)
    with pytest.raises(CostNotPositive), transaction.atomic():
        correct_cost(cost=cost, less=Yuan(fen), **said)
    correction = correct_cost(cost=cost, less=Yuan(10_00), **said)
    with pytest.raises(NotThisWay), transaction.atomic():
        correct_cost(cost=correction, less=Yuan(1), **said)
    issued = issue_material(work=work, material=asphalt, quantity=Decimal(4), by=by.dispatcher, on=DAY)
    with pytest.raises(NegativeReceipt), transaction.atomic():
        return_material(cost=issued, quantity=Decimal(fen), **said)
    with pytest.raises(MoreThanTheCost), transaction.atomic():
        return_material(cost=cost, quantity=Decimal(1), **said)
    work.refresh_from_db()
    assert (work.provider, work.material) == (Yuan(80_00), Yuan(1680_00))


def test_material_costs_its_average_and_the_store_keeps_the_rest(estate, by, asphalt):
    work = started(estate, by)
    cost = issue_material(work=work, material=asphalt, quantity=Decimal(4), by=by.dispatcher, on=DAY)
    assert cost.amount == Yuan(1680_00)
    asphalt.refresh_from_db()
    assert (asphalt.stock, asphalt.value) == (Decimal(11), Yuan(4620_00))
    with pytest.raises(NotEnoughStock), transaction.atomic():
        issue_material(work=work, material=asphalt, quantity=Decimal("11.0001"), by=by.dispatcher, on=DAY)
    issue_material(work=work, material=asphalt, quantity=Decimal(11), by=by.dispatcher, on=DAY)
    asphalt.refresh_from_db()
    work.refresh_from_db()
    assert (asphalt.stock, asphalt.value, work.material) == (Decimal(0), Yuan(0), Yuan(6300_00))


def test_the_database_keeps_the_store_from_going_below_zero(asphalt):
    for columns in ({"stock": Decimal(-1)}, {"value": Yuan(-1)}, {"stock": Decimal(0)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Material.objects.filter(pk=asphalt.pk).update(**columns)
    for change in (
        lambda: MaterialMove.objects.update(quantity=Decimal(1)),
        lambda: MaterialMove.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_what_is_left_over_goes_back_at_the_price_of_its_issue(estate, by, asphalt):
    work = started(estate, by)
    cost = issue_material(work=work, material=asphalt, quantity=Decimal(4), by=by.dispatcher, on=DAY)
    receive_material(material=asphalt, quantity=Decimal(1), paid=Yuan(900_00), by=by.dispatcher, on=DAY)
    with pytest.raises(ReasonMissing), transaction.atomic():
        return_material(cost=cost, quantity=Decimal(1), by=by.dispatcher, on=DAY, remark="")
    return_material(cost=cost, quantity=Decimal("1.5"), by=by.dispatcher, on=DAY, remark="剩余")
    with pytest.raises(MoreThanTheCost), transaction.atomic():
        return_material(cost=cost, quantity=Decimal("2.6"), by=by.dispatcher, on=DAY, remark="剩余")
    with pytest.raises(NotThisWay):
        correct_cost(cost=cost, less=Yuan(1), by=by.dispatcher, on=DAY, remark="不行")
    work.refresh_from_db()
    asphalt.refresh_from_db()
    assert work.material == Yuan(1050_00)
    assert (asphalt.stock, asphalt.value) == (Decimal("13.5"), Yuan(6150_00))
    return_material(cost=cost, quantity=Decimal("2.5"), by=by.dispatcher, on=DAY, remark="剩余")
    work.refresh_from_db()
    assert work.material == Yuan(0)


def test_a_stocktaking_says_why(by, asphalt):
    with pytest.raises(ReasonMissing), transaction.atomic():
        count_stock(material=asphalt, counted=Decimal(14), by=by.dispatcher, on=DAY, now=NOON, remark=" ")
    count_stock(material=asphalt, counted=Decimal(14), by=by.dispatcher, on=DAY, now=NOON, remark="盘亏")
    assert count_stock(material=asphalt, counted=Decimal(14), by=by.dispatcher, on=DAY, now=NOON, remark="") is None
    asphalt.refresh_from_db()
    assert (asphalt.stock, asphalt.value) == (Decimal(14), Yuan(5880_00))
    assert found(verify()) == []


def test_a_stocktaking_that_differs_by_much_waits_for_another_person(by, asphalt):
    """15 t worth 6,300.00; many small differences of a month are one."""
    count_stock(material=asphalt, counted=Decimal(14), by=by.dispatcher, on=DAY, now=NOON, remark="盘亏")
    asked = count_stock(material=asphalt, counted=Decimal("13.5"), by=by.dispatcher, on=DAY, now=NOON, remark="盘亏")
    asphalt.refresh_from_db()
    assert (asphalt.stock, asked.recorded, asked.worth) == (Decimal(14), Decimal(14), Yuan(-210_00))
    with pytest.raises(CountWaits):
        count_stock(material=asphalt, counted=Decimal(13), by=by.dispatcher, on=DAY, now=NOON, remark="盘亏")
    with pytest.raises(NotAllowed):
        approve_count(count_id=asked.pk, by=by.dispatcher, now=NOON)
    approve_count(count_id=asked.pk, by=by.manager, now=NOON)
    asphalt.refresh_from_db()
    assert (asphalt.stock, asphalt.value) == (Decimal("13.5"), Yuan(5670_00))
    assert found(verify()) == []


def test_a_stocktaking_of_a_store_that_moved_meanwhile_is_counted_again(by, asphalt):
    asked = count_stock(material=asphalt, counted=Decimal(0), by=by.dispatcher, on=DAY, now=NOON, remark="盘亏")
    receive_material(material=asphalt, quantity=Decimal(1), paid=Yuan(420_00), by=by.dispatcher, on=DAY)
    with pytest.raises(StockMovedMeanwhile):
        approve_count(count_id=asked.pk, by=by.manager, now=NOON)
    asphalt.refresh_from_db()
    assert asphalt.stock == Decimal(16)
    reject(type(asked), asked.pk, reason="重盘", by=by.manager, now=NOON)
    assert (
        count_stock(material=asphalt, counted=Decimal(15), by=by.dispatcher, on=DAY, now=NOON, remark="盘亏").left == 15
    )


def test_what_was_never_there_is_a_delivery(by, asphalt):
    asked = count_stock(material=asphalt, counted=Decimal(0), by=by.dispatcher, on=DAY, now=NOON, remark="盘亏")
    approve_count(count_id=asked.pk, by=by.manager, now=NOON)
    with pytest.raises(NothingToAverage):
        count_stock(material=asphalt, counted=Decimal(1), by=by.dispatcher, on=DAY, now=NOON, remark="盘盈")


def test_machines_and_invoices_and_their_corrections(estate, by):
    work = started(estate, by)
    record_cost(work=work, type="machine", amount=Yuan(600_00), by=by.dispatcher, on=DAY, remark="压路机 1 台班")
    invoice = record_cost(work=work, type="provider", amount=Yuan(2000_00), by=by.dispatcher, on=DAY, document="发票12")
    with pytest.raises(ReasonMissing):
        correct_cost(cost=invoice, less=Yuan(500_00), by=by.dispatcher, on=DAY, remark="")
    correct_cost(cost=invoice, less=Yuan(500_00), by=by.dispatcher, on=DAY, remark="折让")
    with pytest.raises(MoreThanTheCost):
        correct_cost(cost=invoice, less=Yuan(1500_01), by=by.dispatcher, on=DAY, remark="折让")
    work.refresh_from_db()
    assert (work.machine, work.provider, work.cost) == (Yuan(600_00), Yuan(1500_00), Yuan(2100_00))
    with pytest.raises(ValueError, match="labour"):
        record_cost(work=work, type="labour", amount=Yuan(1), by=by.dispatcher, on=DAY)


def test_no_costs_before_the_release_and_none_once_closed(estate, by):
    with pytest.raises(CostsNotOpen):
        record_cost(work=estimated(estate, by), type="machine", amount=Yuan(1), by=by.dispatcher, on=DAY)
    work = close_work(work=accept(finished(estate, by), by, DONE), by=by.dispatcher, on=DAY)
    with pytest.raises(CostsNotOpen):
        record_cost(work=work, type="machine", amount=Yuan(1), by=by.manager, on=DAY, remark="迟到")


def test_what_comes_after_acceptance_needs_a_reason_and_a_manager_and_is_never_charged(estate, by):
    work = started(estate, by)
    machine = record_cost(work=work, type="machine", amount=Yuan(600_00), by=by.dispatcher, on=DAY)
    work = accept(finish_work(work=work, done=DONE, by=by.dispatcher, on=DONE_ON), by, DONE)
    with pytest.raises(NotAllowed):
        record_cost(work=work, type="provider", amount=Yuan(90_00), by=by.dispatcher, on=DAY, remark="迟到发票")
    with pytest.raises(ReasonMissing):
        record_cost(work=work, type="provider", amount=Yuan(90_00), by=by.manager, on=DAY)
    late = record_cost(work=work, type="provider", amount=Yuan(90_00), by=by.manager, on=DAY, remark="迟到发票")
    assert late.late
    work.refresh_from_db()
    assert (work.cost, spent_on(work)) == (Yuan(600_00), Yuan(690_00))
    correct_cost(cost=machine, less=Yuan(100_00), by=by.manager, on=DAY, remark="多记台班")
    work.refresh_from_db()
    assert (work.cost, spent_on(work)) == (Yuan(500_00), Yuan(590_00))
    assert found(verify()) == []


def test_what_a_rework_costs_is_recorded_and_never_stands_in_the_sums(estate, by):
    work = started(estate, by)
    record_cost(work=work, type="machine", amount=Yuan(600_00), by=by.dispatcher, on=DAY)
    work = finish_work(work=work, done=DONE, by=by.dispatcher, on=DONE_ON)
    work = send_back_work(
        work=work, party=Party.BRANCH, person="孙书记", reason="不平", on=ACCEPTED_ON, by=by.dispatcher
    )
    work = start_work(work=work, by=by.dispatcher, on=ACCEPTED_ON)
    record_cost(work=work, type="machine", amount=Yuan(300_00), by=by.dispatcher, on=ACCEPTED_ON)
    work = accept(finish_work(work=work, by=by.dispatcher, on=ACCEPTED_ON), by, DONE)
    assert (work.cost, spent_on(work)) == (Yuan(600_00), Yuan(900_00))
    assert [cost.round for cost in costs_of(work)] == [1, 2]


def test_a_row_of_the_register_takes_more_costs_while_it_waits(estate, by):
    work = WorkOrderFactory(estate=estate, result="pending", accepted=None, accepted_on=None)
    record_cost(work=work, type="machine", amount=Yuan(50_00), by=by.dispatcher, on=DAY)
    work.refresh_from_db()
    assert work.cost == Yuan(1050_00)
    assert found(verify()) == []


def test_costs_are_recorded_by_who_may(estate, by):
    work = started(estate, by)
    for who in (by.auditor, UserFactory(role="grid_worker")):
        with pytest.raises(NotAllowed):
            record_cost(work=work, type="machine", amount=Yuan(1), by=who, on=DAY)
    with pytest.raises(NotAllowed):
        change_rate(trade="瓦工", start=DAY, rate=Yuan(1), by=by.dispatcher)
    assert not WorkCost.objects.exists()
    assert not TradeRate.objects.exists()


def test_costs_are_never_changed_nor_deleted(estate, by):
    record_cost(work=started(estate, by), type="machine", amount=Yuan(1), by=by.dispatcher, on=DAY)
    for change in (lambda: WorkCost.objects.update(amount=Yuan(2)), lambda: WorkCost.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_verify_names_what_does_not_add_up(estate, by, asphalt):
    work = accept(finished(estate, by), by, DONE)
    Material.objects.update(stock=Decimal(14))
    WorkOrder.objects.update(machine=Yuan(1))
    checks: list[Check] = list(verify())
    assert found(checks) == [
        f"work order {work.number}: 0.01 stand as machine, its lines add up to 0.00",
        "material AC-13: 14.0000 worth 6300.00, its movements give 15.0000 worth 6300.00",
    ]
