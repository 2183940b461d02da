"""The pictures of everyday field work: a work and the store, rounds, hazards, equipment, a parking lot, a visitor who
pays, acceptance."""

import io
from urllib.parse import urlsplit

import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page

from scripts.picture_kit import PHONE, keep, logged_in, seen, side_by_side


def field(chromium: Browser, site: str) -> None:
    office = logged_in(chromium, site, "dispatcher")
    crew = logged_in(chromium, site, "crew", PHONE)
    keep("work", first_of(office, "/works/?state=done", "/works/"))
    keep("new-work", opened(office, "/dispatch/new-work/"))
    keep("store", first_of(office, "/materials/", "/materials/"))
    keep("crew-day", side_by_side(opened(crew, "/phone/"), first_visit(crew)))
    keep("rounds", side_by_side(opened(crew, "/phone/rounds/"), opened(crew, "/phone/inspections/")))
    keep("hazards", opened(office, "/hazards/"))
    keep("equipment", first_of(office, "/equipment/", "/equipment/"))
    keep("parking-lot", layout(office))
    keep("acceptance", acceptance(crew, chromium.new_page(base_url=site, viewport=PHONE)))
    guard = logged_in(chromium, site, "dispatcher", PHONE)
    keep("gate", side_by_side(opened(guard, "/parking/plates/"), searched(guard)))
    keep("visitor", side_by_side(gate(guard), visitors_page(guard, chromium.new_page(base_url=site, viewport=PHONE))))


def opened(page: Page, address: str) -> Image.Image:
    page.goto(address)
    return seen(page)


def first_of(page: Page, listed: str, begins: str) -> Image.Image:
    """What the first row of a list leads to."""
    page.goto(listed)
    page.locator(f"tbody a[href^='{begins}']").first.click()
    page.wait_for_load_state()
    return seen(page)


def first_visit(crew: Page) -> Image.Image:
    crew.locator("a[href*='/phone/visits/']").first.click()
    crew.wait_for_url("**/phone/visits/**")
    return seen(crew)


def searched(guard: Page) -> Image.Image:
    """What is found by some signs of a plate that is leased."""
    guard.goto("/parking/leases/")
    plate = guard.locator("tbody tr td").filter(has_text="鲁").first.inner_text()
    guard.goto(f"/parking/plates/?plate={plate[-4:]}")
    return seen(guard)


def layout(page: Page) -> Image.Image:
    page.goto("/parking/lots/")
    page.locator("tbody a[href^='/parking/lots/']").first.click()
    page.locator("a[href^='/parking/layouts/']").first.click()
    page.locator(".lot-drawing").wait_for()
    return seen(page)


def gate(page: Page) -> Image.Image:
    """What is due of a visitor who stays, with the code."""
    page.goto("/parking/stays/?state=parked")
    page.locator("tbody").get_by_role("link", name="收费").last.click()
    page.locator(".qr").wait_for()
    return seen(page)


def visitors_page(guard: Page, phone: Page) -> Image.Image:
    phone.goto(guard.locator("[data-address]").get_attribute("data-address") or "")
    return seen(phone)


def acceptance(crew: Page, party: Page) -> Image.Image:
    """A work that the crew reports as done: the code on its phone, and what the code opens on a party's."""
    crew.on("dialog", lambda dialog: dialog.accept())
    crew.goto("/phone/")
    crew.locator("a[href*='/phone/visits/']").first.click()
    crew.get_by_role("button", name="开工").click()
    crew.locator("[data-entry=quantities] input").first.fill("36")
    crew.get_by_role("button", name="上报工程量").click()
    crew.get_by_role("button", name="全部完工").click()
    crew.get_by_role("link", name="现场验收").click()
    code = crew.locator(".site-code svg")
    code.wait_for()
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))
    party.goto(urlsplit(found.text).path)
    return side_by_side(seen(crew), seen(party))
