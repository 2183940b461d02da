"""Sane limits: what is possible and unlikely is asked about once, and what was typed stays."""

import importlib
import inspect
import pkgutil
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.utils import timezone

from property_ops.framework.web.sane import Usual, UsualDays
from property_ops.kernel.money import Yuan
from property_ops.modules.works.models import Material, TradeRate, WorkCost, WorkOrder
from property_ops.modules.works.public import WorkResult, WorkState
from property_ops.modules.works.testing import WorkOrderFactory
from tests.pages import visitor

FIELD_MODULES = ("works", "dispatch", "portal", "parking", "inspections", "assets", "road_repair", "wall_painting")
ASKED = "确定吗？"
NO_JOB = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"}


def all_forms() -> list[type[forms.BaseForm]]:
    """Every form of the modules of the field."""
    found: set[type[forms.BaseForm]] = set()
    for module in settings.MODULES:
        if module.name not in FIELD_MODULES:
            continue
        rooms = importlib.import_module(f"{module.package}.views")
        for info in pkgutil.iter_modules(rooms.__path__):
            room = importlib.import_module(f"{rooms.__name__}.{info.name}")
            found |= {
                one
                for one in vars(room).values()
                if inspect.isclass(one) and issubclass(one, forms.BaseForm) and one.__module__ == room.__name__
            }
    return sorted(found, key=lambda one: (one.__module__, one.__qualname__))


def without_limit(form: type[forms.BaseForm]) -> list[str]:
    """Fields for figures, amounts and days which say neither what is usual nor what is the most."""
    kinds = (forms.DecimalField, forms.IntegerField, forms.FloatField, forms.DateField)
    return [
        name
        for name, field in form.base_fields.items()
        if isinstance(field, kinds)
        and getattr(field, "usual", None) is None
        and getattr(field, "max_value", None) is None
    ]


def test_every_figure_amount_and_day_of_every_form_of_the_field_has_a_limit():
    forms_of_field = all_forms()
    assert len(forms_of_field) > 30
    assert {str(form): found for form in forms_of_field if (found := without_limit(form))} == {}


def test_days_of_another_decade_are_unusual_and_those_of_this_one_are_not():
    today = timezone.localdate()
    assert UsualDays().is_usual(today)
    assert not UsualDays().is_usual(date(1990, 1, 1))
    assert not UsualDays().is_usual(today.replace(year=today.year + 20))
    assert Usual(Decimal(1), Decimal(5)).is_usual(Decimal(5))
    assert not Usual(Decimal(1), Decimal(5)).is_usual(Decimal("0.5"))


def twice(client: Any, path: str, typed: dict[str, str]) -> Any:
    """Asked the first time with what was typed still there, taken the second time."""
    first = client.post(path, typed)
    assert first.status_code == 422
    assert ASKED in first.content.decode()
    return first, client.post(path, typed)


def a_work(**more: Any) -> WorkOrder:
    usual = {"result": WorkResult.PENDING, "done": None, "done_on": None, "accepted": None, "accepted_on": None}
    work: WorkOrder = WorkOrderFactory(**usual | more)
    return work


@pytest.mark.django_db
def test_a_thousand_million_a_square_metre_is_asked_about_once_and_kept():
    work, manager = a_work(state=WorkState.DRAFT, planned=None, price=None), visitor("dispatcher")
    row = {"form-0-name": "路面修补", "form-0-unit": "㎡", "form-0-planned": "95", "form-0-price": "1000000000"}
    path = f"/work-steps/estimate/{work.number}/"
    first, second = twice(manager, path, NO_JOB | row | {"part_subsidy": "100"})
    assert 'value="1000000000"' in first.content.decode()
    assert second.status_code == 302
    changed = NO_JOB | row | {"form-0-price": "2000000000", "part_subsidy": "100"}
    assert manager.post(path, changed).status_code == 422  # another figure is another question


@pytest.mark.django_db
def test_a_ceiling_far_above_the_estimate_and_more_done_than_planned_are_asked_about():
    work = a_work(state=WorkState.ESTIMATED, planned=Decimal(95), price=Yuan(100_00), from_register=False)
    work.prepared_by = visitor("dispatcher").user
    work.save()
    _first, answer = twice(visitor("manager"), f"/work-steps/approve/{work.number}/", {"ceiling": "95000"})
    assert answer.status_code == 302
    done = {"line_1": "120", "on": str(timezone.localdate())}
    work.refresh_from_db()
    WorkOrder.objects.filter(pk=work.pk).update(state=WorkState.IN_PROGRESS)
    first, _second = twice(visitor("manager"), f"/work-steps/done/{work.number}/", done)
    assert "120" in first.content.decode()


@pytest.mark.django_db
def test_five_thousand_hours_a_broken_ceiling_and_the_same_invoice_twice_are_asked_about():
    work = a_work(state=WorkState.IN_PROGRESS, ceiling=Yuan(100_00))
    manager, today = visitor("manager"), str(timezone.localdate())
    TradeRate.objects.create(trade="普工", start=date(2020, 1, 1), rate=Yuan(30_00))
    hours = NO_JOB | {"form-0-trade": "普工", "form-0-hours": "5000", "form-0-on": today}
    first, _second = twice(manager, f"/work-costs/hours/{work.number}/", hours)
    assert "100.00" in first.content.decode()  # the ceiling that breaks
    paid = NO_JOB | {"form-0-type": "machine", "form-0-amount": "50", "form-0-document": "A-7", "form-0-on": today}
    path = f"/work-costs/paid/{work.number}/"
    other = a_work(state=WorkState.IN_PROGRESS)
    assert manager.post(f"/work-costs/paid/{other.number}/", paid).status_code == 302
    first, second = twice(manager, path, paid)
    assert other.number in first.content.decode()
    assert second.status_code == 302
    assert WorkCost.objects.filter(document="A-7").count() == 2


@pytest.mark.django_db
def test_a_delivery_outside_the_usual_price_and_the_same_delivery_again_are_asked_about():
    material = Material.objects.create(code="LQ", name="沥青", unit="t")
    manager, today = visitor("manager"), str(timezone.localdate())
    path = f"/materials/{material.pk}/receive/"
    usual = {"quantity": "10", "paid": "4000", "on": today, "remark": "送货单 1"}
    assert manager.post(path, usual).status_code == 302
    twice(manager, path, usual)
    first, _second = twice(manager, path, usual | {"paid": "90000"})
    assert "400.00" in first.content.decode()
