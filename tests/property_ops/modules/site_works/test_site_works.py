"""Kinds that are data only: their names, what is typed in for a work of them, and what its page says."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from property_ops.framework.models import AuditEvent
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.site_works.kinds import KINDS, declared
from property_ops.modules.site_works.models import WorkSheet
from property_ops.modules.site_works.services import measure
from property_ops.modules.works.public import Result, create_work, work_kinds
from property_ops.modules.works.testing import WorkOrderFactory
from tests.pages import ROLES, text_of, visitor

OFFICE_NAMES = {
    "路面修补": "road_repair",
    "道路修补": "road_repair",
    "外墙粉刷": "facade_painting",
    "墙面粉刷": "facade_painting",
    "内墙粉刷": "inner_painting",
    "雨污分流": "rain_sewage",
    "飞线整治": "overhead_lines",
    "架空线整治": "overhead_lines",
    "垃圾清运": "rubbish",
    "墙面广告清理": "adverts",
    "小广告清理": "adverts",
    "拆除牌匾": "signs",
    "围挡": "hoarding_built",
    "围挡维修": "hoarding_repaired",
    "停车位规划": "parking_marking",
}
SHEET = "/site-works/sheet/GD-9/"


@pytest.mark.parametrize(("name", "code"), OFFICE_NAMES.items())
def test_the_names_of_the_offices_registers_mean_a_kind(name, code):
    assert work_kinds().called(name).code == code


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_kind_of_data_estimates_the_product_of_its_fields(kind):
    values = {field.code: field.most for field in kind.fields}
    found = kind.estimate(values)
    if found is not None:
        assert kind.is_usual(found.unit)
        assert found.quantity in {values[kind.fields[0].code], values[kind.fields[0].code] * kind.fields[-1].most}
    assert kind.estimate({}) is None


def test_rubbish_is_trips_times_load():
    kind = work_kinds().coded("rubbish")
    assert kind.estimate({"trips": Decimal(5), "load": Decimal("7.5")}).quantity == Decimal("37.5")


@pytest.mark.parametrize(
    ("text", "error"),
    [('code = "x"\nname = "甲"\nunits = ["个"]\ncolour = "red"', TypeError), ('code = "x"\nname = "甲"', TypeError),
     ('code = "x"\nname = "甲"\nunits = ["个"]\nquantity = ["length"]', KeyError)],
)  # fmt: skip
def test_a_kind_with_a_fault_in_its_data_is_refused(text, error):
    with pytest.raises(error):
        declared(f"[[kinds]]\n{text}")


@pytest.fixture
def work(db):
    estate = EstateFactory(code="BC02", name="北城新村")
    return WorkOrderFactory(
        number="GD-9", kind="垃圾清运", unit="方", planned=Decimal(30), estate=estate, result=Result.PENDING,
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
    assert AuditEvent.objects.get(action="site_works.measured").detail == {"values": {"trips": "4", "load": "7.5"}}


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
    work.state, work.result = "accepted", Result.ACCEPTED
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


@pytest.mark.parametrize("role", ROLES)
def test_only_dispatchers_and_managers_measure(role, work):
    client = visitor(role, work.estate)
    assert client.get(SHEET).status_code == (200 if role in ("dispatcher", "manager") else 403)
    assert "垃圾清运" in text_of(client.get("/works/GD-9/"))


def test_what_was_measured_fills_the_estimate_of_a_draft(db):
    dispatcher = visitor("dispatcher")
    work = create_work(estate=EstateFactory(), kind="垃圾清运", by=dispatcher.user, on=date(2026, 3, 2))
    measure(work=work, values={"trips": Decimal(3), "load": Decimal("7.5")}, by=dispatcher.user)
    assert 'value="22.5"' in text_of(dispatcher.get(f"/work-steps/estimate/{work.number}/"))
