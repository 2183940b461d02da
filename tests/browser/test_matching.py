"""Receipts are settled by keyboard alone: arrows, digits, Enter, s and u."""

import re

from playwright.sync_api import expect

MAKE_RECEIPTS = """
from datetime import date
from django.utils import timezone
from invoices.modules.payments.public import MoneyMovement, PaymentChannel, record
from property_ops.framework.accounts import system_user
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.testing import EstateFactory, owned_unit
estate = EstateFactory(code="KEYS", name="键盘小区")
for room, owner in (("101", "钱一"), ("102", "孙二"), ("103", "钱一")):
    owned_unit(owner=owner, estate=estate, room=room, code=f"KEYS-1-1-{room}")
day = date(2022, 7, 8)
moves = [MoneyMovement(PaymentChannel.BANK, f"KEYS{n}", day, Yuan(100_00 + n), name=name, memo="物业费")
         for n, name in enumerate(("钱一", "孙二", "李三"))]
record(movements=moves, by=system_user(), now=timezone.now(), today=timezone.localdate(), file="keys.xlsx")
"""


def test_receipts_are_matched_by_keyboard(office, visit):
    installation, _site = office
    installation.shell(MAKE_RECEIPTS)
    page = visit("accountant")
    page.goto("/receipts/match/")
    at_hand = page.locator(".matching-one[aria-current=true]")
    expect(at_hand).to_contain_text("钱一")
    expect(page.locator(".matching-candidates li")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(at_hand).to_contain_text("孙二")
    page.keyboard.press("ArrowUp")
    expect(at_hand).to_contain_text("钱一")
    page.keyboard.press("2")
    expect(page.locator("[data-number='2']")).to_be_checked()
    page.keyboard.press("Enter")
    done = page.locator(".note-success")
    expect(done).to_contain_text("KEYS-1-1-103")
    expect(at_hand).to_contain_text("孙二")
    page.keyboard.press("u")
    expect(at_hand).to_contain_text("钱一")
    expect(done).to_have_count(0)
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(done).to_contain_text("KEYS-1-1-101")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(done).to_contain_text("KEYS-1-1-102")
    expect(at_hand).to_contain_text("李三")
    page.keyboard.press("/")
    page.keyboard.type("1-1-103")
    page.keyboard.press("Enter")
    expect(page.locator("[data-number='1']")).to_have_value(re.compile("KEYS-1-1-103"))
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.keyboard.type("等业主回电")
    page.keyboard.press("Enter")
    expect(page.get_by_text("收款已全部认领")).to_be_visible()
    page.goto("/receipts/match/?state=deferred")
    expect(page.locator(".matching-head")).to_contain_text("等业主回电")
