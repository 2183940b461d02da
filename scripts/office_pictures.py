"""The pictures of the office's how-tos: what accountant, cashier and reviewer see of their work."""

from PIL import Image
from playwright.sync_api import Browser, Page

from scripts.picture_kit import keep, logged_in, seen

MONTH, DEBTOR = "2022-07", "5-2-301"


def office(chromium: Browser, site: str) -> None:
    accountant = logged_in(chromium, site, "accountant")
    keep("overview", page_at(accountant, "/"))
    keep("matching", page_at(accountant, "/receipts/match/"))
    keep("closing", page_at(accountant, f"/closing/{MONTH}/"))
    keep("statements-of-books", page_at(accountant, "/financial-statements/2022-06/"))
    cashier = logged_in(chromium, site, "cashier")
    keep("counter", counter(cashier))
    keep("till", page_at(cashier, "/counter/closes/new/"))
    reviewer = logged_in(chromium, site, "reviewer")
    keep("approvals", page_at(reviewer, "/approvals/"))


def page_at(page: Page, address: str) -> Image.Image:
    page.goto(address)
    return seen(page)


def counter(page: Page) -> Image.Image:
    """A household that was found, with what it owes."""
    page.goto("/counter/")
    page.locator("#counter-q").fill(DEBTOR)
    page.locator("#counter-q").press("Enter")
    page.wait_for_load_state()
    first = page.locator("main a[href*='/counter/']").filter(has_text="BC")
    if first.count():
        first.first.click()
        page.wait_for_load_state()
    return seen(page)
