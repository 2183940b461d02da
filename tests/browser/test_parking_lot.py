"""Drawing a lot with the mouse, choosing a layout, and finding its spaces in the register."""

import re

from playwright.sync_api import expect

MAKE_ESTATE = """
from property_ops.modules.estates.testing import EstateFactory
EstateFactory(code="LOTS", name="划线小区")
"""


def test_a_lot_is_drawn_laid_out_and_made_into_spaces(office, visit):
    installation, _site = office
    installation.shell(MAKE_ESTATE)
    page = visit("dispatcher")
    page.goto("/parking/lots/new/")
    page.get_by_label("小区").select_option(label="划线小区")
    page.get_by_label("停车场名称").fill("南门")
    canvas = page.locator("#lot-canvas")
    box = canvas.bounding_box()
    for across, down in ((0.2, 0.8), (0.6, 0.8), (0.6, 0.5), (0.2, 0.5)):
        canvas.click(position={"x": box["width"] * across, "y": box["height"] * down})
    expect(page.locator("[name=outline]")).to_have_value(re.compile(r"^(-?[\d.]+,-?[\d.]+\n){3}-?[\d.]+,-?[\d.]+$"))
    page.get_by_role("button", name="出入口").click()
    canvas.click(position={"x": box["width"] * 0.2, "y": box["height"] * 0.65})
    expect(page.locator("[name=entrances]")).to_have_value(re.compile(r",6$"))
    page.get_by_role("button", name="生成方案").click()
    expect(page.locator(".lot-card")).to_have_count(4)
    page.locator(".lot-card h2 a").first.click()
    page.get_by_label("车位号前缀").fill("南-")
    page.get_by_role("button", name="选定此方案").click()
    expect(page.get_by_text("已生成施划工单")).to_be_visible()
    page.goto("/parking/spaces/?q=南-001")
    expect(page.get_by_role("link", name="南-001")).to_be_visible()
