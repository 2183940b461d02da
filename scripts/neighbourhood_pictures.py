"""The pictures of paying and of the neighbourhood: votes, meetings, providers, the queue, the assessment, the grid."""

from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from scripts.picture_kit import DATA, PHONE, drawn, entered, keep, logged_in, seen, side_by_side

MONTH = "2022-06"


def neighbourhood(chromium: Browser, site: str) -> None:
    office = logged_in(chromium, site, "manager")
    money = logged_in(chromium, site, "accountant")
    home = entered(money, chromium.new_page(base_url=site, viewport=PHONE), f"{MONTH}/{who_paid(money)}")
    keep("pay", side_by_side(paying(home), receipt(home)))
    keep("ballot", side_by_side(ballot(home), result_sheet(office)))
    keep("services", side_by_side(services(chromium.new_page(base_url=site, viewport=PHONE)), settlement(money)))
    keep("meeting", first_of(office, "/meetings/"))
    keep("queue", queue(office))
    keep("assessment", assessment(office))
    keep("grid", grid(office))
    keep("supervision", supervision(office))
    keep("volunteers", first_of(office, "/volunteers/"))
    keep("grid-worker", day_of_grid_worker(logged_in(chromium, site, "grid", PHONE)))


def who_paid(money: Page) -> str:
    """The account of a household that paid on its phone."""
    money.goto("/online-payments/")
    return money.locator("tbody td", has_text="BC").first.inner_text().strip()


def paying(home: Page) -> Image.Image:
    home.get_by_role("link", name="去缴费").click()
    return seen(home)


def receipt(home: Page) -> Image.Image:
    """The paper of what was paid."""
    home.goto(home.url.replace("pay/", "receipts/"))
    address = home.locator("a[href$='.pdf']").first.get_attribute("href") or ""
    return paper(home, address, width=560)


def ballot(home: Page) -> Image.Image:
    """What a household is asked at a vote, on its own page."""
    home.goto(home.url.replace("receipts/", ""))
    home.get_by_role("link", name="业主表决：").first.click()
    return seen(home)


def result_sheet(office: Page) -> Image.Image:
    """The sheet of the first vote whose result is found."""
    office.goto("/votes/")
    office.locator("tbody a[href^='/votes/']").last.click()
    office.get_by_role("link", name="结果单").wait_for()
    return paper(office, office.get_by_role("link", name="结果单").get_attribute("href") or "", width=560)


def services(phone: Page) -> Image.Image:
    """Providers with their prices and scores, for everybody."""
    phone.goto("/services/")
    return seen(phone)


def settlement(money: Page) -> Image.Image:
    money.goto("/providers/settlements/")
    money.locator("tbody a[href^='/providers/settlements/']").first.click()
    return paper(money, money.locator("a[href$='.pdf']").first.get_attribute("href") or "", width=560)


def first_of(office: Page, address: str) -> Image.Image:
    """The oldest of a list: it is over, and has all that belongs to it."""
    office.goto(address)
    office.locator(f"tbody a[href^='{address}']").last.click()
    return seen(office)


def queue(office: Page) -> Image.Image:
    office.goto("/queue/")
    office.locator("main a[href^='/queue/BC']").first.click()
    return seen(office)


def assessment(office: Page) -> Image.Image:
    """A sheet with what stands behind its figures."""
    office.goto("/assessments/")
    office.get_by_role("link", name="调度员").first.click()
    return seen(office)


def grid(office: Page) -> Image.Image:
    office.goto("/grid/plans/BC01/")
    return seen(office)


def supervision(office: Page) -> Image.Image:
    return paper(office, "/supervision/2022-Q2/BC01.pdf", width=900)


def day_of_grid_worker(phone: Page) -> Image.Image:
    """The first page of the day, and what is asked in the own estates."""
    phone.goto("/phone/")
    first = seen(phone)
    phone.goto("/phone/requests/")
    return side_by_side(first, seen(phone))


def paper(page: Page, address: str, *, width: int) -> Image.Image:
    """The first sheet of a PDF that the page leads to."""
    path: Path = DATA / "paper.pdf"
    path.write_bytes(page.request.get(address).body())
    return drawn(path, width=width)
