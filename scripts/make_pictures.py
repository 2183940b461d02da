"""Makes the pictures of the README and the how-tos from the demonstration: `make pictures`.

The demonstration runs once in build/pictures (minutes; away with the folder to begin anew) and is served for as long as
a browser looks at it. Papers are drawn by poppler. What comes out is small: few colours, in docs/pictures.
"""

from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page

from scripts.field_pictures import field
from scripts.neighbourhood_pictures import neighbourhood
from scripts.office_pictures import office as office_pages
from scripts.picture_kit import (
    BOARD,
    DATA,
    PHONE,
    browser,
    drawn,
    entered,
    keep,
    logged_in,
    run,
    seen,
    served,
    side_by_side,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAYS = 30  # in which a crew has a visit
FEW = 4  # visits that a plan leaves in the tray
MONTH, STATEMENT = "2022-06", "2022-04/BC01-9-3-502"  # a home with a service fee, a parking space and a share of a work
ASKED, COMPLAINS = "2022-05/BC01-8-1-102", "2022-05/BC01-10-1-101"
"""A home that is asked by a questionnaire, and one that complains of a work which is held for all."""


def main() -> None:
    run("demo")
    with served() as site, browser() as chromium:
        keep("statement", drawn(DATA / "statements" / f"{STATEMENT}.pdf", width=900))
        office = logged_in(chromium, site, "accountant")
        keep("month-end", month_end(office))
        keep("poster", drawn(poster(office), width=1000))
        keep("erpnext", erpnext(office, ""))
        keep("erpnext-check", erpnext(office, "check/"))
        crew = visit(logged_in(chromium, site, "crew", PHONE))  # a plan that is taken may leave this crew nothing
        keep("board", board(logged_in(chromium, site, "dispatcher", BOARD)))
        resident = online_statement(office, chromium.new_page(base_url=site, viewport=PHONE))
        keep("phone", side_by_side(crew, resident))
        held = entered(office, chromium.new_page(base_url=site, viewport=PHONE), COMPLAINS)
        keep("complaint", side_by_side(complaint(held), affairs(held)))
        home = entered(office, chromium.new_page(base_url=site, viewport=PHONE), ASKED)
        keep("household", side_by_side(seen(home), bill(home)))
        keep("questionnaire", side_by_side(questionnaire(home), result(office, chromium, site)))
        grid = logged_in(chromium, site, "grid", PHONE)
        keep("home-visit", home_visit(grid))
        keep("petition", petition(grid))
        office_pages(chromium, site)
        neighbourhood(chromium, site)
        field(chromium, site)
        keep("plate", plate(logged_in(chromium, site, "dispatcher"), chromium.new_page(base_url=site, viewport=PHONE)))


def month_end(page: Page) -> Image.Image:
    page.goto(f"/month-end/{MONTH}/")
    return seen(page)


def erpnext(page: Page, of: str) -> Image.Image:
    """Documents on their way, or the comparison of the two books; what ERPNext said is made up."""
    page.goto(f"/erpnext/{of}")
    return seen(page)


def board(page: Page) -> Image.Image:
    """The week from tomorrow on, filled by a plan that the product proposes and the dispatcher takes."""
    page.goto("/dispatch/")
    seen(page)
    if page.locator("#tray-list li").count() > FEW:
        page.goto("/dispatch/plan/")
        page.get_by_role("button", name="自动排班").click()
        page.get_by_role("button", name="采用方案").click(timeout=120_000)
        page.wait_for_load_state("networkidle")
    tomorrow = datetime.now(SHANGHAI).date() + timedelta(days=1)
    page.goto(f"/dispatch/?view=week&day={tomorrow}")
    page.locator(".ec-event").first.wait_for()
    return seen(page)


def visit(page: Page) -> Image.Image:
    """The crew's next visit, on its phone."""
    page.goto("/phone/")
    visits = page.locator("a[href*='/phone/visits/']")
    for _day in range(DAYS):
        if visits.count():
            break
        page.get_by_role("link", name="后一天").click()
        page.wait_for_load_state()
    visits.first.click()
    page.wait_for_url("**/phone/visits/**")
    return seen(page)


def online_statement(office: Page, phone: Page) -> Image.Image:
    """The resident's page behind the QR code of the statement."""
    month, unit = STATEMENT.split("/")
    office.goto(f"/bills/?q={unit}&month={month}")
    office.locator("tbody a[href^='/bills/']").first.click()
    address = office.locator("a[href*='/s/']").first.get_attribute("href") or ""
    phone.goto(urlsplit(address).path)
    return seen(phone)


def bill(home: Page) -> Image.Image:
    """What stands behind a share of a work."""
    back = home.url
    home.get_by_role("link", name="工程分摊").first.click()
    found = seen(home)
    home.goto(back)
    return found


def complaint(home: Page) -> Image.Image:
    """A work that is held for all, with what this household said of it."""
    home.get_by_role("link", name="已验收的工程：查看或投诉").click()
    home.locator("a[href*='/works/']").first.click()
    return seen(home)


def affairs(home: Page) -> Image.Image:
    """What everybody reads of it."""
    home.goto(f"/n/{COMPLAINS.split('/')[1].split('-')[0]}/affairs/")
    return seen(home)


def petition(grid: Page) -> Image.Image:
    """The answer to a petition on paper, and its course behind the code on it."""
    grid.goto("/requests/?channel=hotline")
    grid.locator("tbody a[href^='/requests/']").first.click()
    address = urlsplit(grid.url).path
    path = DATA / "reply.pdf"
    path.write_bytes(grid.request.get(f"{address}reply.pdf").body())
    course = next(code.text for code in zxingcpp.read_barcodes(drawn(path, width=1600)) if "/r/" in code.text)
    stranger = grid.context.browser
    if stranger is None:
        raise RuntimeError("the browser is gone")
    phone = stranger.new_page(viewport=PHONE, locale="zh-CN", timezone_id="Asia/Shanghai")
    site = urlsplit(grid.url)
    phone.goto(f"{site.scheme}://{site.netloc}{urlsplit(course).path}")
    return side_by_side(drawn(path, width=560), seen(phone))


def questionnaire(home: Page) -> Image.Image:
    """What a household is asked, on its own page."""
    home.goto("/".join(urlsplit(home.url).path.split("/")[:3]) + "/")
    home.get_by_role("link", name="问卷：").first.click()
    return seen(home)


def result(office: Page, chromium: Browser, site: str) -> Image.Image:
    """What everybody reads of one that is over."""
    office.goto("/questionnaires/")
    office.get_by_role("link", name="WJ").last.click()
    address = office.get_by_role("link", name="居民看到的页面").get_attribute("href") or ""
    phone = chromium.new_page(base_url=site, viewport=PHONE)
    phone.goto(address)
    return seen(phone)


def home_visit(grid: Page) -> Image.Image:
    """The homes where nobody was met yet, and the form at the door."""
    grid.goto("/phone/home-visits/")
    homes = seen(grid)
    grid.locator("a[href*='/phone/home-visits/']").first.click()
    grid.get_by_label("见到了").check()
    return side_by_side(homes, seen(grid))


def plate(office: Page, phone: Page) -> Image.Image:
    """A plate is scanned and a fault reported; the course of it, tied to the work that is under way, and rated."""
    office.goto("/requests/?channel=plate&topic=sewage")
    office.locator("tbody a[href^='/requests/']").first.click()
    work = office.locator("#work").input_value()
    estate = COMPLAINS.split("/")[1].split("-")[0]
    path = DATA / "plates.pdf"
    path.write_bytes(office.request.get(f"/rounds/plates/{estate}/").body())
    codes = (code.text for code in zxingcpp.read_barcodes(drawn(path, width=1600)))
    phone.goto(urlsplit(next(code for code in codes if "/phone/plates/" in code)).path)
    report = seen(phone)
    phone.get_by_label("哪类事情？").select_option("sewage")
    phone.get_by_label("什么情况？").fill("污水又冒出来了，请再看看。")
    phone.get_by_role("button", name="提交").click()
    phone.wait_for_url("**/r/**")
    office.goto("/requests/?channel=plate&topic=sewage&state=received")
    office.locator("tbody a[href^='/requests/']").first.click()
    office.locator("#work").fill(work)
    office.locator("#work").press("Enter")
    office.locator("#result").fill("已随应急抢修一并疏通，路面已冲洗。")
    office.get_by_role("button", name="登记答复").click()
    phone.reload()
    phone.get_by_role("button", name="满意", exact=True).click()
    return side_by_side(report, seen(phone))


def poster(office: Page) -> Path:
    """The poster of the first published disclosure in the list."""
    office.goto("/disclosures/")
    address = office.locator("tbody a[href^='/disclosures/']").first.get_attribute("href")
    path = DATA / "poster.pdf"
    path.write_bytes(office.request.get(f"{address}poster.pdf").body())
    return path


if __name__ == "__main__":
    main()
