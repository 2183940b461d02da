"""Typing in a table of defects: more rows come without losing what was typed."""

import re

from playwright.sync_api import expect

MAKE_WORK = """
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.works.testing import WorkOrderFactory
estate = EstateFactory(code="ROWS", name="丈量小区")
WorkOrderFactory(number="GD-ROWS", estate=estate, result="pending", accepted=None, accepted_on=None)
"""


def test_rows_are_added_and_saved(office, visit):
    installation, _site = office
    installation.shell(MAKE_WORK)
    page = visit("dispatcher")
    page.goto("/works/GD-ROWS/")
    page.get_by_role("link", name="丈量病害").click()
    page.locator("[name=form-0-length]").fill("2")
    page.locator("[name=form-0-width]").fill("１.5")
    page.locator("[name=form-0-depth]").fill("5")
    page.get_by_role("button", name="增加空行").click()
    expect(page.locator("tbody tr")).to_have_count(6)
    expect(page.locator("[name=form-0-width]")).to_have_value("１.5")
    page.locator("[name=form-5-length]").fill("10")
    page.locator("[name=form-5-width]").fill("3")
    page.locator("[name=form-5-depth]").fill("8")
    page.get_by_role("button", name="保存").click()
    expect(page).to_have_url(re.compile("/works/GD-ROWS/$"))
    expect(page.get_by_text("6.31 t")).to_be_visible()
