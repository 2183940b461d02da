"""Whatever is done with a work, in any order: what residents pay stays below the ceiling, rework never raises it, the
payers' parts add up, and the store never owes anything."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.testing import EstateFactory, UnitFactory
from property_ops.modules.works.domain.funding import FundingSplit, payable
from property_ops.modules.works.domain.quantities import accepted_part
from property_ops.modules.works.models import Material, WorkEvent, WorkOrder
from property_ops.modules.works.public import (
    Party,
    approve_work,
    cancel_work,
    close_work,
    correct_cost,
    estimate_work,
    finish_work,
    issue_material,
    lines_of,
    payable_parts,
    receive_material,
    record_cost,
    record_done,
    return_material,
    revise_work,
    schedule_work,
    send_back_work,
    start_work,
    unschedule_work,
)
from property_ops.modules.works.testing import hear
from property_ops.modules.works.verifiers import verify
from tests.property_ops.modules.works.stages import DAY, KERB, ROAD, draft, staff

pytestmark = pytest.mark.django_db
SPLIT = FundingSplit(residents=Decimal("33.33"), subsidy=Decimal("33.33"), third_party=Decimal("33.34"))
ON = DAY + timedelta(days=10)


def _estimate(work: Any, by: Any, amount: int) -> None:
    lines = [ROAD, KERB] if amount % 2 else [ROAD]
    estimate_work(work=work, lines=lines, split=SPLIT, scope="全小区", third_party="电信", by=by.dispatcher, on=ON)


def _finish(work: Any, by: Any, amount: int) -> None:
    done = {line.number: Decimal(amount) for line in lines_of(work)}
    finish_work(work=work, done=done, by=by.dispatcher, on=ON)


def _confirm(work: Any, by: Any, amount: int) -> None:
    measured = {line.number: min(Decimal(amount), line.done or Decimal(0)) for line in lines_of(work)}
    for party in Party:
        hear(work, party, measured, on=ON, staff=by.dispatcher)


def _send_back(work: Any, by: Any, amount: int) -> None:
    send_back_work(work=work, party=Party.BRANCH, person="孙", reason="不平", on=ON, by=by.dispatcher)


def _cost(work: Any, by: Any, amount: int) -> None:
    record_cost(work=work, type="provider", amount=Yuan(amount * 100), by=by.manager, on=ON, remark="外包")


def _correct(work: Any, by: Any, amount: int) -> None:
    cost = work.costs.filter(type="provider", corrects=None).last()
    if cost:
        correct_cost(cost=cost, less=Yuan(amount * 40), by=by.manager, on=ON, remark="折让")


def _issue(work: Any, by: Any, amount: int) -> None:
    issue_material(
        work=work, material=Material.objects.get(), quantity=Decimal(amount) / 10, by=by.manager, on=ON, remark="领"
    )


def _return(work: Any, by: Any, amount: int) -> None:
    cost = work.costs.filter(type="material", corrects=None).last()
    if cost:
        return_material(cost=cost, quantity=Decimal(amount) / 20, by=by.manager, on=ON, remark="退")


STEPS: dict[str, Callable[[Any, Any, int], Any]] = {
    "estimate": _estimate,
    "approve": lambda work, by, n: approve_work(work=work, ceiling=Yuan(n * 900), by=by.manager, on=ON),
    "revise": lambda work, by, n: revise_work(work=work, by=by.dispatcher, on=ON, remark="改"),
    "schedule": lambda work, by, n: schedule_work(work=work, planned_on=ON, by=by.dispatcher, on=ON),
    "unschedule": lambda work, by, n: unschedule_work(work=work, by=by.dispatcher, on=ON),
    "start": lambda work, by, n: start_work(work=work, by=by.dispatcher, on=ON),
    "record": lambda work, by, n: record_done(work=work, done={1: Decimal(n)}, by=by.dispatcher, on=ON),
    "finish": _finish,
    "confirm": _confirm,
    "send back": _send_back,
    "cost": _cost,
    "correct": _correct,
    "issue": _issue,
    "return": _return,
    "close": lambda work, by, n: close_work(work=work, by=by.dispatcher, on=ON),
    "cancel": lambda work, by, n: cancel_work(work=work, by=by.dispatcher, on=ON, remark="停"),
}
USUAL = ["estimate", "approve", "start", "cost", "issue", "finish", "send back", "start", "cost", "finish", "confirm"]


def _check(work: WorkOrder, before: WorkOrder, step: str) -> None:
    paid = payable_parts(work)
    if work.is_settled:
        whole = payable(work.cost, accepted=accepted_part(lines_of(work)), ceiling=work.ceiling)
        assert sum(paid.values(), Yuan(0)) == Yuan.rounded(whole)
        assert work.ceiling is not None
        assert sum(paid.values(), Yuan(0)) <= min(work.cost, work.ceiling)
    else:
        assert paid == {}
    if before.round > 1 or before.is_settled:
        assert work.cost <= before.cost, step
    store = Material.objects.get()
    assert store.stock >= 0
    assert store.value >= Yuan(0)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from([*STEPS, *USUAL]), st.integers(1, 60)), max_size=12), st.integers(2, 11))
def test_no_order_of_steps_breaks_a_promise(steps, usual):
    with transaction.atomic():
        by, estate = staff(), EstateFactory()
        UnitFactory(estate=estate)
        material = Material.objects.create(code="AC", name="沥青", unit="t")
        receive_material(material=material, quantity=Decimal(10), paid=Yuan(4211_11), by=by.dispatcher, on=DAY)
        work = draft(estate, by)
        for step, amount in [*((name, 50) for name in USUAL[:usual]), *steps]:
            before = WorkOrder.objects.get(pk=work.pk)
            events = WorkEvent.objects.filter(work=work).count()
            try:
                with transaction.atomic():
                    STEPS[step](WorkOrder.objects.get(pk=work.pk), by, amount)
            except BusinessError:
                assert WorkEvent.objects.filter(work=work).count() == events
            _check(WorkOrder.objects.get(pk=work.pk), before, step)
        assert [difference for check in verify() for difference in check.differences] == []
        transaction.set_rollback(True)
