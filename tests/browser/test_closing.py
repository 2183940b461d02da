"""A month is closed in a real browser: what is held is acknowledged, the month is locked, and opened again by two."""

from playwright.sync_api import Page, expect

HOLD_SOMETHING = """
from datetime import date
from invoices.modules.charges.models import ChargeRun, Hold
from property_ops.framework.accounts import system_user
from property_ops.modules.estates.testing import EstateFactory
run = ChargeRun.objects.create(month=date(2021, 6, 1), by=system_user())
estate = EstateFactory(code="CLOSE", name="月结小区", taken_over_on=date(2022, 1, 1))
what = dict(source="service", subject="保洁", reason="not_confirmed")
Hold.objects.create(month=date(2021, 6, 1), estate=estate, found_by=run, **what)
"""
PAGE = "/closing/2021-06/"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def test_a_month_is_closed_and_opened_again(office, visit):
    installation, _site = office
    installation.shell(HOLD_SOMETHING)
    accountant = visit("accountant")
    accountant.on("dialog", lambda dialog: dialog.accept())
    accountant.goto(PAGE)
    expect(accountant.get_by_text("月结小区")).to_be_visible()
    expect(accountant.get_by_role("button", name="月结", exact=True)).to_be_disabled()
    accountant.locator("#held-reason").fill("业委会下月补签")
    press(accountant, "确认")
    expect(accountant.get_by_text("暂缓 1 项，其中未确认 0 项")).to_be_visible()
    press(accountant, "月结")
    expect(accountant.get_by_role("heading", name="2021-06 已月结。")).to_be_visible()

    accountant.locator("#reopen-reason").fill("漏记一张凭证")
    press(accountant, "申请")
    expect(accountant.get_by_text("须由另一人复核")).to_be_visible()
    reviewer = visit("reviewer")
    reviewer.on("dialog", lambda dialog: dialog.accept())
    reviewer.goto(PAGE)
    press(reviewer, "复核")
    expect(reviewer.get_by_text("2021-06 已重新开账。")).to_be_visible()
    expect(reviewer.get_by_text("漏记一张凭证")).to_be_visible()
