"""The demonstration's July: told once, through the services, and nothing of it is accepted yet."""

from decimal import Decimal

import pytest

from property_ops.framework.checks import Check
from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.testing import EstateFactory, UnitFactory
from property_ops.modules.works.models import Material, WorkOrder
from property_ops.modules.works.services.demonstrating import tell_july
from property_ops.modules.works.testing import WorkOrderFactory
from property_ops.modules.works.verifiers import verify

pytestmark = pytest.mark.django_db


def test_july_is_told_once():
    for role in ("dispatcher", "manager", "reviewer"):
        UserFactory(username=role, role=role)
    for name in ("牡丹花园", "曹州家园", "北城新村", "丹阳苑", "益和小区"):
        estate = EstateFactory(name=name)
        for building in (2, 6, 10):
            UnitFactory(estate=estate, building=building, entrance=1)
    WorkOrderFactory(number="GD20220003")
    for _again in range(2):
        tell_july(print)
    found = WorkOrder.objects.filter(from_register=False).order_by("number").values_list("number", "state", "funding")
    assert list(found) == [
        ("PG20220001", "done", "split"),
        ("PG20220002", "sent_back", "subsidy"),
        ("PG20220003", "in_progress", "split"),
        ("PG20220004", "estimated", "split"),
        ("PG20220005", "draft", "undecided"),
        ("PG20220006", "scheduled", "nobody"),
        ("PG20220007", "done", "subsidy"),
        ("PG20220008", "done", "common_income"),
        ("PG20220009", "done", "subsidy"),
        ("PG20220010", "done", "residents"),
        ("PG20220011", "done", "residents"),
        ("PG20220012", "done", "residents"),
    ]
    assert WorkOrder.objects.get(number="PG20220001").cost == Yuan(8880_75)
    assert Material.objects.get(code="AC-13").stock == Decimal("59.5")
    checks: list[Check] = list(verify())
    assert [difference for check in checks for difference in check.differences] == []
