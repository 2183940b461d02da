"""A household on its phone, 390 × 844: from the statement's QR code through the door to the payment and its receipt."""

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import _wait_for
from tests.services.installation import ROOT, Installation
from tests.services.payments.platforms import Platforms
from tests.web.test_accessibility import AXE, LEVELS, LOOK

PHONE = {"width": 390, "height": 844}
DATA = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from invoices.modules.statements.public import document_of
from property_ops.framework.testing import UserFactory
from property_ops.modules.estates.models import Tenure
from tests.invoices import june
june.issued(UserFactory(role="accountant"), UserFactory(role="reviewer"))
Tenure.objects.filter(name="李小华").update(phone="13905300123")
doc = document_of(june.bill_of(june.LIVED_IN))
print(doc.url.rpartition("/")[2], doc.check_code)
"""


@pytest.fixture
def site(sqlite_template: Path, tmp_path: Path) -> Iterator[tuple[str, str, str]]:
    """The address of a site with June's bills and a payment service, a statement's token and its check code."""
    platforms, made = Platforms(), Installation(data=tmp_path / "data", url="")
    shutil.copytree(sqlite_template, made.data)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    token, code = made.shell(DATA, PROPERTY_OPS_URL=address).split()[-2:]
    keys = str(platforms.keys(tmp_path))
    says = {"PROPERTY_OPS_URL": address, "PROPERTY_OPS_PAY": keys, "PROPERTY_OPS_INSIDE": "127.0.0.1"}
    process = made.start("serve", "--port", str(port), **says)
    _wait_for(f"{address}/healthz")
    yield address, token, code
    process.terminate()
    process.wait(20)
    made.end_processes()
    platforms.end()


READABLE = """async () => {
  await document.fonts.ready;
  const drawn = (character) => {
    const pen = Object.assign(document.createElement("canvas"), { width: 40, height: 40 }).getContext("2d");
    pen.font = "30px " + getComputedStyle(document.body).fontFamily;
    pen.fillText(character, 2, 32);
    return pen.getImageData(0, 0, 40, 40).data.join();
  };
  return drawn("物") !== drawn("业");
}"""
"""Whether two characters are two characters, on a phone that has a Chinese font and on one that has none."""


def look(page: Page) -> None:
    """Nothing stands in anybody's way, nothing is wider than the phone, and Chinese can be read."""
    assert page.evaluate(READABLE)
    page.add_script_tag(path=str(AXE))
    assert page.evaluate(LOOK, [LEVELS, []]) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_from_the_statements_code_to_the_receipt(site: tuple[str, str, str], browser: Browser) -> None:
    address, token, code = site
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True, base_url=address, bypass_csp=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"/s/{token}")
    page.get_by_role("link", name="进入我家的页面").click()
    page.get_by_label("账单上的核对码").fill(code)
    page.get_by_role("button", name="进入我家的页面").click()
    expect(page.get_by_role("alert")).to_contain_text("三项中的两项")
    page.get_by_label("缴费人的姓").fill("李")
    look(page)
    page.get_by_role("button", name="进入我家的页面").click()
    expect(page.get_by_text("¥ 511.49")).to_be_visible()
    page.get_by_role("button", name="大字").click()
    look(page)
    page.get_by_role("link", name="440.67").first.click()
    expect(page.get_by_text("GD20220003")).to_be_visible()
    look(page)
    page.get_by_role("link", name="我家").click()
    page.get_by_role("link", name="去缴费").click()
    page.get_by_role("checkbox").first.uncheck()
    expect(page.locator("#total output")).to_have_text("497.11")
    look(page)
    page.get_by_role("button", name="支付宝支付所选项目").click()
    look(page)
    page.get_by_role("link", name="支付宝支付").click()
    page.get_by_role("link", name="返回商家").click()
    expect(page.get_by_role("heading", name="已缴费，谢谢！")).to_be_visible()
    look(page)
    page.get_by_role("link", name="收据", exact=True).click()
    expect(page.get_by_text("497.11")).to_be_visible()
    page.get_by_role("link", name="我家").click()
    expect(page.get_by_text("¥ 14.38")).to_be_visible()
    assert errors == []
    context.close()
