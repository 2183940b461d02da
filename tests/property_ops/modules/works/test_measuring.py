"""Works whose kind has fields: what is typed in for them, and what their page says."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from property_ops.framework.models import AuditEvent
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.works.models import WorkSheet
from property_ops.modules.works.public import WorkResult, create_work, measure
from property_ops.modules.works.testing import WorkOrderFactory
from tests.pages import OFFICE_ROLES, text_of, visitor

SHEET = "/site-works/sheet/GD-9/"


@pytest.fixture
def work(db):
    estate = EstateFactory(code="BC02", name="北城新村")
    return WorkOrderFactory(
        number="GD-9", kind="垃圾清运", unit="方", planned=Decimal(30), estate=estate, result=WorkResult.PENDING,
        accepted=None, accepted_on=None,
    )  # fmt: skip


@pytest.fixture
def dispatcher(work):
    return visitor("dispatcher")


def test_what_was_measured_stands_on_the_page_of_the_work(dispatcher, work):
    answer = dispatcher.post(SHEET, {"trips": "4", "load": "７.5"})
    assert (answer.status_code, answer.url) == (302, "/works/GD-9/")
    page = text_of(dispatcher.get("/works/GD-9/"))
    for words in ("车次", "4 车", "7.5 m³", "丈量工程量", "30 m³"):
        assert words in page
    assert "相差一成以上" not in page
    assert WorkSheet.objects.get(work=work).values == {"trips": "4", "load": "7.5"}
    assert AuditEvent.objects.get(action="works.measured").detail == {"values": {"trips": "4", "load": "7.5"}}


def test_a_plan_that_differs_is_told(dispatcher):
    dispatcher.post(SHEET, {"trips": "8", "load": "7.5"})
    assert "计划量 30 方 与丈量所得 60 方 相差一成以上" in text_of(dispatcher.get("/works/GD-9/"))


def test_a_unit_that_the_kind_is_not_counted_in_is_told(dispatcher, work):
    work.unit = "车"
    work.save()
    assert "本工单的单位是“车”，这类工程通常用“m³”" in text_of(dispatcher.get("/works/GD-9/"))


@pytest.mark.parametrize(
    "typed", [{"trips": "0", "load": "5"}, {"trips": "3", "load": "-1"}, {"trips": "3", "load": "400"}, {"trips": "3"},
              {"trips": "1.5", "load": "5"}, {"trips": "三", "load": "5"}],
)  # fmt: skip
def test_numbers_that_cannot_be_are_refused(typed, dispatcher):
    assert dispatcher.post(SHEET, typed).status_code == 422
    assert not WorkSheet.objects.exists()


def test_nothing_is_measured_once_the_work_is_accepted(dispatcher, work):
    work.state, work.result = "accepted", WorkResult.ACCEPTED
    work.accepted, work.accepted_on = work.done, date(2022, 6, 15)
    work.save()
    answer = dispatcher.post(SHEET, {"trips": "4", "load": "7.5"})
    assert answer.status_code == 422
    assert "已验收" in answer.content.decode()
    assert SHEET not in text_of(dispatcher.get("/works/GD-9/"))


@pytest.mark.parametrize("kind", ["修剪树木", "路面修补"])
def test_works_of_other_kinds_have_no_sheet(kind, dispatcher, work):
    work.kind = kind
    work.save()
    assert dispatcher.get(SHEET).status_code == 404
    assert SHEET not in text_of(dispatcher.get("/works/GD-9/"))


def test_a_sheet_belongs_to_a_kind_and_there_is_one_for_a_work(work):
    with pytest.raises(IntegrityError):
        WorkSheet.objects.create(work=work, kind="", values={})


@pytest.mark.parametrize("role", OFFICE_ROLES)
def test_only_dispatchers_and_managers_measure(role, work):
    client = visitor(role, work.estate)
    assert client.get(SHEET).status_code == (200 if role in ("dispatcher", "manager") else 403)
    assert "垃圾清运" in text_of(client.get("/works/GD-9/"))


def test_what_was_measured_fills_the_estimate_of_a_draft(db):
    dispatcher = visitor("dispatcher")
    work = create_work(estate=EstateFactory(), kind="垃圾清运", by=dispatcher.user, on=date(2026, 3, 2))
    measure(work=work, values={"trips": Decimal(3), "load": Decimal("7.5")}, by=dispatcher.user)
    assert 'value="22.5"' in text_of(dispatcher.get(f"/work-steps/estimate/{work.number}/"))
