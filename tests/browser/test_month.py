"""An accountant's month, in a real browser: from the office's workbooks to the statement on a resident's phone."""

import io
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect
from pypdf import PdfReader

import property_ops.modules.estates as estates

PACK = Path(estates.__file__).parent / "demo" / "office-pack"
MONTH = "/month-end/2022-01/"
SLOW = 120_000  # milliseconds: a background step on a busy machine


def test_a_month_from_the_workbooks_to_the_residents_phone(visit: Callable[..., Page]) -> None:
    import_the_pack(visit("manager"))
    reviewer = visit("reviewer")
    approve_what_waits(reviewer)
    accountant = visit("accountant")
    accountant.goto(MONTH)
    take_step(accountant, "计费")
    take_step(accountant, "生成草稿")
    reviewer.goto(MONTH)
    take_step(reviewer, "复核")
    accountant.goto(MONTH)
    take_step(accountant, "出账")

    accountant.goto("/bills/?month=2022-01&q=BC01-1-1-201")
    accountant.get_by_role("link", name=re.compile(r"ZD2022-BC\d\d-\d{6}")).first.click()
    accountant.wait_for_url(re.compile(r"/bills/\d+/$"))
    number = accountant.get_by_text(re.compile(r"ZD2022-BC\d\d-\d{6}")).first.inner_text()
    # Worked out by hand in tests/scenarios: 43.91 ㎡ × 0.35, nothing vacant, all delivered: 15.3685 → 15.37.
    expect(accountant.get_by_text("15.37").first).to_be_visible()

    statement = accountant.request.get(accountant.url.rstrip("/") + "/statement.pdf")
    assert statement.headers["content-type"] == "application/pdf"
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(statement.body())).pages)
    assert re.findall(r"ZD2022-BC\d\d-\d{6}", number)[0] in text
    assert "15.37" in text
    assert "本账单不是税务发票" in text

    link = re.search(r"/s/[A-Za-z0-9_.~-]+", accountant.content())
    assert link
    resident = visit(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    assert resident.goto(link[0]).status == 200  # type: ignore[union-attr]
    expect(resident.get_by_text("15.37").first).to_be_visible()
    expect(resident.get_by_text("保洁").first).to_be_attached()


def import_the_pack(page: Page) -> None:
    page.goto("/import/")
    page.locator("input[type=file]").set_input_files(sorted(PACK.iterdir()))
    expect(page.get_by_text("BC01-8-1-502").first).to_be_visible(timeout=SLOW)  # entered twice: shown before storing
    page.get_by_role("button", name="确认导入").click()
    page.wait_for_load_state()
    page.goto("/units/?q=BC01-8-1-502")
    expect(page.get_by_role("link", name="BC01-8-1-502")).to_be_visible(timeout=SLOW)


def take_step(page: Page, name: str) -> None:
    """Press the step's button and wait until its progress has ended."""
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".note-success[role=status]")).to_be_visible(timeout=SLOW)
    page.goto(MONTH)


def approve_what_waits(page: Page) -> None:
    """The tariffs first: by them the months and leases are reckoned."""
    page.goto("/import/batches/")
    waiting = page.locator("table.list a[href^='/import/batches/']").evaluate_all(
        "links => links.map(link => link.href)"
    )
    assert len(waiting) >= 4
    for address in sorted(set(waiting)):
        page.goto(address)
        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="复核", exact=True).click()
        expect(page.get_by_role("button", name="复核", exact=True)).to_have_count(0)
