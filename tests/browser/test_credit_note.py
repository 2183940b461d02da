"""A credit note in a real browser: from the bill over another person's approval to the paper."""

import io
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.services.installation import Installation

UNIT = "HZ01-1-1-101"
ISSUE = """
from invoices.modules.billing.testing import bill
from invoices.modules.charges.testing import ChargeFactory
from invoices.modules.tariffs.testing import FeeItemFactory
from property_ops.framework.models import User
from property_ops.kernel.period import Month
from property_ops.modules.estates.testing import EstateFactory, owned_unit
estate = EstateFactory(code="HZ01", name="红字小区")
ChargeFactory(unit=owned_unit(owner="王芳", estate=estate, room="101"), item=FeeItemFactory())
people = {name: User.objects.get(username=name) for name in ("accountant", "reviewer")}
bill(Month(2022, 6), prepared_by=people["accountant"], approved_by=people["reviewer"])
"""


def test_a_credit_note_from_the_bill_over_another_person_to_the_paper(
    office: tuple[Installation, str], visit: Callable[..., Page]
) -> None:
    office[0].shell(ISSUE)
    clerk = visit("accountant")
    clerk.goto(f"/bills/?q={UNIT}")
    clerk.get_by_role("link", name=re.compile(r"ZD2022-HZ01-\d{6}")).first.click()
    expect(clerk.get_by_role("heading", name="当前状况")).to_be_visible()
    bill = clerk.url
    clerk.get_by_role("link", name="提出红字更正").click()
    clerk.get_by_label("物业服务费 冲减金额").fill("20.00")
    clerk.get_by_label("原因").fill("建筑面积登记有误")
    clerk.get_by_role("button", name="提交复核").click()
    expect(clerk.get_by_text("须由另一人复核")).to_be_visible()
    note = clerk.url

    reviewer = visit("reviewer")
    reviewer.on("dialog", lambda dialog: dialog.accept())
    reviewer.goto(note)
    reviewer.get_by_role("button", name="复核", exact=True).click()
    expect(reviewer.get_by_role("heading", name=re.compile(r"HZ\d{4}-\d{6}"))).to_be_visible()
    paper = reviewer.request.get(f"{note}credit-note.pdf")
    assert paper.headers["content-type"] == "application/pdf"
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.body())).pages)
    for words in ("红字账单", "建筑面积登记有误", "-20.00", "人民币贰拾元整", "王芳"):
        assert words in text

    clerk.goto(bill)
    standing = clerk.locator("section").filter(has=clerk.get_by_role("heading", name="当前状况"))
    expect(standing.get_by_text("80.00")).to_be_visible()
