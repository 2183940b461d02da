"""A contractor's crew: registered by the office, priced by two people, then all by its own log-in on the phone."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PERSON, PHONE, fits

pytestmark = pytest.mark.long

MAKE_ACCOUNT_AND_WORKS = f"""
{PERSON}
from django.utils import timezone
from property_ops.modules.dispatch.testing import CrewFactory, VisitFactory
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.works.testing import WorkOrderFactory
person("contractor", "crew", "鲁西建安")
estate = EstateFactory(code="OUTER", name="外包小区")
today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
def make(number, crew):
    work = WorkOrderFactory(
        number=number, estate=estate, place="东门", result="pending", state="scheduled", done=None, done_on=None,
        accepted=None, accepted_on=None,
    )
    return VisitFactory(work=work, number=1, crew=crew, starts_at=today)
others = make("GD-OTHERS", CrewFactory(code="OTHERS", name="别家班"))
print(others.pk)
"""
GIVE_WORK = """
from property_ops.modules.dispatch.models import Crew, Visit
from property_ops.modules.works.models import WorkOrder
from property_ops.modules.works.testing import WorkOrderFactory
from property_ops.modules.dispatch.testing import VisitFactory
others = Visit.objects.get(work__number="GD-OTHERS")
work = WorkOrderFactory(
    number="GD-OUTER", estate=others.work.estate, place="西门", result="pending", state="scheduled", done=None,
    done_on=None, accepted=None, accepted_on=None,
)
VisitFactory(work=work, number=1, crew=Crew.objects.get(code="WB01"), starts_at=others.starts_at)
"""
WHAT_IT_COST = """
from property_ops.modules.works.models import WorkCost
print([(one.type, str(one.amount), one.document) for one in WorkCost.objects.filter(work__number="GD-OUTER")])
"""


def test_from_the_registration_to_the_settlement_on_the_phone(office, visit, browser: Browser, stored) -> None:
    others = stored(MAKE_ACCOUNT_AND_WORKS)
    page = visit("dispatcher")
    page.goto("/dispatch/crews/new/")
    page.locator("[name=code]").fill("WB01")
    page.locator("[name=name]").fill("鲁西外包队")
    page.get_by_label("路面修补").check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="鲁西外包队")).to_be_visible()
    crew = page.url
    page.goto(f"{crew}members/")
    page.locator("[name$=name]").first.fill("孙老板")
    page.locator("select[name$=user]").first.select_option(label="鲁西建安")
    page.locator("[name$=is_leader]").first.check()
    page.get_by_role("button", name="保存").click()
    page.goto(f"{crew}contract/")
    page.locator("[name=contractor]").fill("鲁西建安")
    page.locator("[name=agreement]").fill("HT-88")
    page.locator("[name=price_road_repair]").fill("42.50")
    page.get_by_role("button", name="提交复核").click()
    boss = visit("manager")
    boss.goto(crew)
    boss.on("dialog", lambda dialog: dialog.accept())
    boss.get_by_role("button", name="复核", exact=True).click()
    expect(boss.get_by_text("已复核")).to_be_visible()
    office[0].shell(GIVE_WORK)

    phone = visit("contractor", **PHONE)
    phone.wait_for_url("**/phone/")
    expect(phone.locator(".visit[data-visit]")).to_have_count(1)
    assert phone.request.get(f"/phone/visits/{others}/").status == 404
    assert phone.request.get("/dispatch/").status == 403
    assert phone.request.get(crew).status == 403
    phone.goto("/phone/")
    phone.get_by_role("link", name="路面修补").click()
    phone.get_by_role("button", name="开工").click()
    phone.get_by_label("路面修补").fill("30")
    phone.get_by_role("button", name="上报工程量").click()
    expect(phone.get_by_text("已完成 30 ㎡")).to_be_visible()
    phone.on("dialog", lambda dialog: dialog.accept())
    phone.get_by_role("button", name="全部完工，报验收").click()
    expect(phone.locator("#bar")).to_have_text("已全部发送")
    phone.goto("/phone/")
    phone.get_by_role("link", name="我的结算").click()
    expect(phone.get_by_text("1,275.00 元，其中已验收 0.00 元")).to_be_visible()
    expect(phone.get_by_text("路面修补 30 ㎡ × 42.50")).to_be_visible()
    assert fits(phone)
    assert stored(WHAT_IT_COST) == "[('provider', '1275.00', 'HT-88')]"
