"""A visitor at the gate: the guard finds the plate and shows the code, the visitor's phone pays, the owners have it."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser.conftest import PERSON, PHONE, fits, read_code
from tests.services.payments.platforms import Platforms

SHANGHAI = ZoneInfo("Asia/Shanghai")
PREPARE = f"""
{PERSON}
from datetime import timedelta
from django.utils import timezone
from invoices.modules.visitor_fees.services import VisitorPrice, approve_visitor_tariff, propose_visitor_tariff
from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.models import EstateMembership
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.parking.public import arrive
from property_ops.modules.parking.testing import LeaseFactory, SpaceFactory
estate, now = EstateFactory(code="GATE", name="门岗小区"), timezone.now()
guard = person("gate-guard", "guard", "冯保安")
EstateMembership.objects.create(user=guard, estate=estate)
before = now - timedelta(days=10)
asked, decides = (User.objects.get(username=name) for name in ("accountant", "reviewer"))
price = VisitorPrice(60, Yuan(2_00), Yuan(10_00), "业委会决议")
tariff = propose_visitor_tariff(estate=estate, start=timezone.localdate(before), price=price, by=asked, now=before)
approve_visitor_tariff(tariff_id=tariff.pk, by=decides, now=before)
arrive(estate=estate, plate="鲁R88K17", at=now - timedelta(minutes=205), now=now, by=guard)
LeaseFactory(space=SpaceFactory(estate=estate, number="G-001"), plate="鲁R88K99")
"""
STORED = """
from django.utils import timezone
from invoices.modules.common_income.selectors import fund_of
from invoices.modules.visitor_fees.models import VisitorPayment
from property_ops.modules.estates.models import Estate
one = VisitorPayment.objects.get(stay__estate__code="GATE")
held = fund_of(Estate.objects.get(code="GATE"), on=timezone.localdate()).held
receipt = one.order.receipt
print(one.amount, one.order.state, receipt.number, receipt.state, held, one.stay.left_at is not None)
"""


def test_the_guard_finds_the_plate_and_the_visitor_pays_by_the_code(
    office, visit: Callable[..., Page], stored: Callable[[str], str], platforms: Platforms
) -> None:
    office[0].shell(PREPARE)
    guard = visit("gate-guard", **PHONE)
    guard.get_by_label("车牌").fill("88k")
    guard.get_by_role("button", name="查询").click()
    expect(guard.locator(".panel", has_text="鲁R88K99")).to_contain_text("G-001")
    assert fits(guard)
    guard.locator(".panel", has_text="鲁R88K17").get_by_role("link", name="收费").click()
    expect(guard.locator("#gate")).to_contain_text("¥ 6.00")  # 205 minutes, 60 of them free: three begun hours
    address = read_code(guard.locator(".code-to-scan svg"))
    assert fits(guard)

    visitor = visit(None, **PHONE)
    visitor.goto(urlsplit(address).path)
    expect(visitor.locator(".due .amount")).to_have_text("¥ 6.00")
    visitor.get_by_role("button", name="微信支付").click()
    visitor.wait_for_url("**/park/*/*/")
    platforms.wechat.paid(visitor.url.rstrip("/").rpartition("/")[2], datetime.now(SHANGHAI))
    visitor.locator("#ask button").click()
    expect(visitor.get_by_role("heading", name="已付款，一路平安！")).to_be_visible()
    assert fits(visitor)

    expect(guard.locator("#gate")).to_contain_text("已缴")  # it looked again by itself
    guard.get_by_role("button", name="驶离").click()
    guard.wait_for_url("**/charge/")
    receipt = visitor.get_by_text("收据").inner_text()
    amount, state, number, of_receipt, held, has_left = stored(STORED).split()
    assert (amount, state, of_receipt, held, has_left) == ("6.00", "paid", "transfer", "6.00", "True")
    assert number in receipt
