"""The pages on which a work is planned, done, accepted and paid for: who sees which button, what a form does."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve
from django.utils import timezone

from property_ops.framework.web.offered import may_open
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.testing import EstateFactory, UnitFactory
from property_ops.modules.works.models import AcceptanceTerms, Material, Transcription, WorkOrder
from property_ops.modules.works.public import Party, WorkState, lines_of, receive_material
from property_ops.modules.works.selectors import terms_of
from property_ops.modules.works.services.store import change_rate
from property_ops.modules.works.testing import WorkOrderFactory, agree
from property_ops.modules.works.views import steps
from property_ops.modules.works.views.planning import PayersNotClear
from tests.pages import OFFICE_ROLES, said_of, sheet_of, text_of, visitor
from tests.property_ops.framework.pictures import photos
from tests.property_ops.modules.works.stages import DAY, confirm, estimated, finished, started

pytestmark = pytest.mark.django_db


def today() -> str:
    return str(timezone.localdate())


@pytest.fixture
def estate():
    estate = EstateFactory(name="牡丹花园")
    UnitFactory(estate=estate, building=3, entrance=1)
    return estate


def rows(*typed: dict, **more: str) -> dict[str, str]:
    data = {"form-TOTAL_FORMS": str(len(typed)), "form-INITIAL_FORMS": "0", **more}
    return data | {f"form-{at}-{name}": value for at, row in enumerate(typed) for name, value in row.items()}


def test_a_work_from_its_first_word_to_acceptance_on_the_pages(estate, by):
    dispatcher, manager = visitor("dispatcher"), visitor("manager")
    dispatcher.post("/works-new/", {"estate": estate.pk, "kind": "路面修补", "place": "3号楼前", "remark": "塌陷"})
    work = WorkOrder.objects.get()
    number = work.number
    planned = {"name": "路面修补", "unit": "㎡", "planned": "１２０", "price": "45.5"}
    kerb = {"name": "更换路缘石", "unit": "m", "planned": "40", "price": "30"}
    payers = {"part_residents": "60", "part_subsidy": "30", "scope": "3号楼"}
    refused = dispatcher.post(f"/work-steps/estimate/{number}/", rows(planned, kerb, **payers))
    assert refused.status_code == 422
    assert "须正好为 100%" in refused.content.decode()
    unclear = dispatcher.post(f"/work-steps/estimate/{number}/", rows(planned, kerb, **payers | {"part_subsidy": "x"}))
    assert said_of(PayersNotClear()) in unclear.content.decode()
    dispatcher.post(f"/work-steps/estimate/{number}/", rows(planned, kerb, **payers | {"part_subsidy": "40"}))
    assert 'value="6660"' in text_of(manager.get(f"/work-steps/approve/{number}/"))
    for _asked_and_again in range(2):  # it is far from the estimate
        manager.post(f"/work-steps/approve/{number}/", {"ceiling": "6000"})
    dispatcher.post(f"/work-steps/schedule/{number}/", {"planned_on": "2026-12-31"})
    dispatcher.post(f"/work-steps/start/{number}/")
    dispatcher.post(f"/work-steps/finish/{number}/", {"line_1": "118", "line_2": "40", "on": today()})
    typed = {"on": today(), "line_1": "116", "line_2": "40"}
    dispatcher.post(f"/work-steps/confirm/{number}/", typed)
    for party, person in ((Party.COMMITTEE, "王主任"), (Party.BRANCH, "孙书记")):
        paper = {
            "party": party.value,
            "person": person,
            "scan": SimpleUploadedFile("signed.jpg", photos.jpeg()),
        } | typed
        visitor("grid_worker", estate).post(f"/work-steps/transcribe/{number}/", paper)
        work.refresh_from_db()
        assert work.state == WorkState.DONE
        (waiting,) = Transcription.objects.filter(party=party.value)
        visitor("reviewer").post(f"/approvals/transcription/{waiting.pk}/approve/")
    work.refresh_from_db()
    assert (work.state, work.ceiling, work.accepted) == (WorkState.ACCEPTED, Yuan(6000_00), Decimal(116))
    assert [line.accepted for line in lines_of(work)] == [Decimal(116), Decimal(40)]
    page = text_of(dispatcher.get(f"/works/{number}/"))
    for words in ("合格", "居民分摊", "60%", "更换路缘石", "验收量（取最小）", "工程经过", "塌陷", "报告缺陷"):
        assert words in page
    dispatcher.post(f"/work-steps/defect/{number}/", {"what": "开裂", "on": today()})
    order = WorkOrder.objects.exclude(pk=work.pk).get()
    assert "质保期内维修：免费" in text_of(dispatcher.get(f"/works/{order.number}/"))
    assert order.number in text_of(dispatcher.get(f"/works/{number}/"))


def test_buttons_are_those_of_the_state_and_of_the_role(estate, by):
    work = estimated(estate, by)
    url = f"/works/{work.number}/"
    assert "复核估算" in text_of(visitor("manager").get(url))
    for role in ("dispatcher", "auditor", "accountant"):
        assert "复核估算" not in text_of(visitor(role).get(url))
    worker = visitor("grid_worker", estate)
    page = text_of(worker.get(f"/works/{finished(estate, by).number}/"))
    assert "代表物业公司验收" in page
    assert "/work-steps/close/" not in page


def test_who_estimated_sees_no_button_to_approve_it(estate, by):
    work = estimated(estate, by)
    manager = visitor("manager")
    WorkOrder.objects.update(prepared_by=manager.user)
    assert "复核估算" not in text_of(manager.get(f"/works/{work.number}/"))


@pytest.mark.parametrize("role", ["auditor", "accountant", "reviewer", "grid_worker"])
def test_who_may_not_gets_no_form(role, estate, by):
    work = finished(estate, by)
    client = visitor(role, estate)
    for step in ("estimate", "approve", "revise", "schedule", "finish", "cancel"):
        assert client.get(f"/work-steps/{step}/{work.number}/").status_code == 403
    for step in ("start", "close", "deem", "unschedule"):
        assert client.post(f"/work-steps/{step}/{work.number}/").status_code == 403
    assert client.get(f"/work-costs/paid/{work.number}/").status_code == 403


def test_a_work_of_another_estate_is_not_found(estate, by):
    work = finished(estate, by)
    stranger = visitor("grid_worker", EstateFactory(name="别处"))
    assert stranger.get(f"/work-steps/confirm/{work.number}/").status_code == 404


def test_a_step_out_of_order_says_so_and_does_nothing(estate, by):
    work = estimated(estate, by)
    answer = visitor("dispatcher").post(f"/work-steps/start/{work.number}/", follow=True)
    assert "当前状态为“待复核”，不能执行“开工”" in answer.content.decode()
    work.refresh_from_db()
    assert work.state == "estimated"


def test_a_day_to_come_is_not_taken(estate, by):
    work = started(estate, by)
    answer = visitor("dispatcher").post(f"/work-steps/finish/{work.number}/", {"line_1": "1", "on": "2999-01-01"})
    assert "这一天还没有到" in answer.content.decode()


def test_sent_back_with_a_reason_it_is_told_on_the_page(estate, by):
    work = finished(estate, by)
    client = visitor("dispatcher")
    typed = {"party": "branch", "person": "孙书记", "on": today(), "reason": "接缝不平"}
    client.post(f"/work-steps/send-back/{work.number}/", typed)
    page = text_of(client.get(f"/works/{work.number}/"))
    assert "接缝不平" in page
    assert "第 2 轮" in page


def test_costs_are_typed_in_as_tables_all_rows_or_none(estate, by):
    work = started(estate, by)
    change_rate(trade="瓦工", start=DAY, rate=Yuan(37_50), by=by.manager)
    asphalt = Material.objects.create(code="AC", name="沥青", unit="t")
    receive_material(material=asphalt, quantity=Decimal(10), paid=Yuan(4200_00), by=by.dispatcher, on=DAY)
    client, number = visitor("dispatcher"), work.number
    hours = {"trade": "瓦工", "hours": "8", "on": "2026-03-04", "remark": ""}
    client.post(f"/work-costs/hours/{number}/", rows(hours, hours | {"hours": "16.5"}))
    take = {"material": asphalt.pk, "quantity": "6", "on": "2026-03-04", "remark": ""}
    asked = client.post(f"/work-costs/material/{number}/", rows(take, take))
    assert "确定吗" in asked.content.decode()  # it breaks the ceiling
    refused = client.post(f"/work-costs/material/{number}/", rows(take, take))
    assert "库存只有 4，要领 6" in refused.content.decode()
    client.post(f"/work-costs/material/{number}/", rows(take))
    invoice = {"type": "provider", "amount": "1,0", "document": "发票", "on": "2026-03-04", "remark": ""}
    assert client.post(f"/work-costs/paid/{number}/", rows(invoice)).status_code == 422
    client.post(f"/work-costs/paid/{number}/", rows(invoice | {"amount": "300"}))
    work.refresh_from_db()
    assert (work.labour, work.material, work.provider) == (Yuan(918_75), Yuan(2520_00), Yuan(300_00))
    page = text_of(client.get(f"/works/{number}/"))
    for words in ("瓦工", "16.5 × 37.50", "沥青 6 t", "3,738.75", "退料", "冲减"):
        assert words in page
    cost = work.costs.get(type="material")
    client.post(f"/work-costs/{cost.pk}/correct/", {"quantity": "1", "on": "2026-03-04", "remark": "剩余"})
    work.refresh_from_db()
    assert work.material == Yuan(2100_00)


def test_the_store_on_its_pages(estate, by):
    client = visitor("dispatcher")
    client.post("/materials/new/", {"code": "AC", "name": "沥青", "unit": "t", "in_use": "on"})
    pk = Material.objects.get().pk
    client.post(
        f"/materials/{pk}/receive/",
        {"quantity": "10", "paid": "4200", "on": today(), "remark": "送货单"},
    )
    client.post(f"/materials/{pk}/count/", {"counted": "9.5", "on": today(), "remark": "盘亏"})
    page = text_of(client.get(f"/materials/{pk}/"))
    for words in ("入库", "盘点", "-0.5", "3,990.00", "送货单"):
        assert words in page
    assert sheet_of(client.get("/materials/?q=沥青&export=xlsx"))[1][:3] == ("AC", "沥青", Decimal("9.5"))
    assert visitor("auditor").get(f"/materials/{pk}/receive/").status_code == 403
    assert visitor("grid_worker", estate).get("/materials/").status_code == 403


def test_terms_and_rates_are_changed_by_a_manager(estate, by):
    manager = visitor("manager")
    typed = {"has_committee": "on", "deemed_days": "7", "warranty_months": "24"}
    manager.post(f"/works-terms/{estate.code}/change/", typed)
    terms = AcceptanceTerms.objects.get()
    assert terms_of(estate).said == {
        "has_committee": True, "deemed_days": None, "warranty_months": None,
        "emergency_limit": None, "emergency_month_limit": None, "complaint_days": None, "complaint_percent": None,
    }  # fmt: skip
    visitor("reviewer").post(f"/approvals/terms/{terms.pk}/approve/")
    assert terms_of(estate) == terms
    assert (terms.has_committee, terms.deemed_days, terms.warranty_months) == (True, 7, 24)
    assert "牡丹花园" in text_of(visitor("auditor").get("/works-terms/"))
    assert visitor("dispatcher").get(f"/works-terms/{estate.code}/change/").status_code == 403
    manager.post("/materials/rates/new/", {"trade": "瓦工", "start": "2026-01-01", "rate": "37.50"})
    assert "37.50" in text_of(visitor("auditor").get("/materials/rates/"))


def test_silence_is_offered_as_acceptance_once_the_days_are_over(estate, by, monkeypatch):
    agree(estate, deemed_days=7)
    work = finished(estate, by)
    manager = visitor("manager")
    confirm(work, by, Party.COMPANY, {1: Decimal(100)})
    assert "work-steps/deem" not in text_of(manager.get(f"/works/{work.number}/"))
    later = timezone.localdate() + timedelta(days=8)
    day_of = timezone.localdate
    monkeypatch.setattr(steps.timezone, "localdate", lambda *at: day_of(*at) if at else later)
    assert str(later) in text_of(manager.get(f"/works/{work.number}/"))
    manager.post(f"/work-steps/deem/{work.number}/")
    work.refresh_from_db()
    assert (work.state, work.deemed, work.accepted) == ("accepted", True, Decimal(100))


@pytest.mark.parametrize("role", OFFICE_ROLES)
def test_no_role_is_offered_a_step_that_it_may_not_make(role, estate, monkeypatch):
    """In no state of a work, silence over and papers waiting."""
    monkeypatch.setattr(steps.selectors, "may_be_deemed", lambda work, today: True)
    monkeypatch.setattr(steps.selectors, "may_transcribe", lambda work, user: True)
    user, work, offered = visitor(role, estate).user, WorkOrderFactory(estate=estate), []
    for state in WorkState:
        work.state = state.value
        offered += steps.steps_of(work, user, today=timezone.localdate())
    assert [one.label for one in offered if not may_open(user, resolve(one.url).url_name)] == []
    assert bool(offered) is (role in {"dispatcher", "manager", "grid_worker"})
