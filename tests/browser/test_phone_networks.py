"""A crew's phone on bad networks: as many stored as were taken, each once; what is refused stands in nobody's way."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect

from tests.browser.conftest import PASSWORD, PHONE
from tests.browser.test_phone import bar, crew_leader, shoot
from tests.property_ops.framework.pictures import photos

MORE_VISITS = """
from datetime import timedelta
make(2, "西门", today + timedelta(hours=12))
make(3, "明天的地方", today + timedelta(days=1))
"""
STORED = """
from property_ops.modules.portal.models import PhoneEntry
from property_ops.modules.works.models import WorkPhoto
print(PhoneEntry.objects.filter(kind="photo").count(), WorkPhoto.objects.values("picture__sha256").distinct().count())
"""

PLATE = """
from property_ops.modules.estates.models import Estate
from property_ops.modules.rounds.testing import CheckpointFactory
print(CheckpointFactory(estate=Estate.objects.first(), code="L09").plate)
"""
SCANS = """
from property_ops.modules.rounds.models import DoubtfulScan, RoundScan
own = RoundScan.objects.filter(checkpoint__code="L09")
print(own.count(), DoubtfulScan.objects.filter(scan__in=own).count())
"""


@pytest.fixture(scope="session")
def site(office) -> str:
    installation, address = office
    installation.shell(crew_leader("leader2", "NET") + MORE_VISITS)
    return address


def log_in(page: Page, site: str) -> None:
    page.goto(f"{site}/login/")
    page.get_by_label("用户名").fill("leader2")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"{site}/phone/")
    page.locator("main[data-prepared]").wait_for(state="attached")


@pytest.fixture
def phone(site: str, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(**PHONE, base_url=site)
    page = context.new_page()
    log_in(page, site)
    yield page
    context.close()


def stored(office) -> tuple[int, int]:
    """Entries of photos, and different photos."""
    entries, different = office[0].shell(STORED).split()[-2:]
    return int(entries), int(different)


def picture(number: int) -> bytes:
    return photos.jpeg((300 + number, 200))


def all_sent(page: Page) -> None:
    expect(bar(page)).to_have_text("已全部发送")


def test_a_photo_taken_while_another_is_on_its_way_is_stored_too(office, phone: Page) -> None:
    before = stored(office)
    phone.get_by_role("link", name="东门").click()
    assert phone.locator("[data-live]").count()
    assert not phone.locator("[data-live] :is(input, select, textarea)").count()
    camera = phone.get_by_label("照片 施工前").element_handle()  # opened before, closed after the page is shown anew
    shoot(phone, "施工前", picture(1))
    expect(phone.locator("#photos img")).to_have_count(1)
    camera.set_input_files({"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": picture(2)})
    expect(phone.locator("#photos img")).to_have_count(2)
    all_sent(phone)
    assert stored(office) == (before[0] + 2, before[1] + 2)


def test_a_slow_and_flapping_network_stores_each_photo_once(office, phone: Page) -> None:
    before = stored(office)
    phone.get_by_role("link", name="西门").click()
    network = phone.context.new_cdp_session(phone)
    slow = {"offline": False, "latency": 150, "downloadThroughput": 40_000, "uploadThroughput": 40_000}
    network.send("Network.emulateNetworkConditions", slow)
    for number in range(10, 16):
        shoot(phone, "施工中", picture(number))
        network.send("Network.emulateNetworkConditions", slow | {"offline": number % 2 == 0})
        if number == 13:
            while phone.evaluate("taking"):  # until it is on the phone: before that, leaving the page asks
                phone.wait_for_timeout(20)
            phone.reload(wait_until="domcontentloaded")
    network.send("Network.emulateNetworkConditions", slow | {"offline": False})
    network.detach()
    phone.evaluate("window.dispatchEvent(new Event('online'))")
    all_sent(phone)
    assert stored(office) == (before[0] + 6, before[1] + 6)


def test_a_phone_that_dies_in_the_middle_sends_the_rest_when_it_is_back(
    office, site: str, browser_type: BrowserType, browser_type_launch_args: dict, tmp_path
) -> None:
    before = stored(office)

    def switched_on() -> BrowserContext:
        return browser_type.launch_persistent_context(str(tmp_path), **browser_type_launch_args, **PHONE)

    first = switched_on()
    page = first.new_page()
    log_in(page, site)
    page.get_by_role("link", name="西门").click()
    address = page.url
    first.set_offline(True)
    for number in range(20, 24):
        shoot(page, "完工后", picture(number))
    expect(page.locator("#waiting .entry")).to_have_count(4)
    first.set_offline(False)
    page.evaluate("void send()")
    first.close()

    second = switched_on()
    page = second.new_page()
    page.goto(address)
    all_sent(page)
    second.close()
    assert stored(office) == (before[0] + 4, before[1] + 4)


def test_what_is_refused_steps_aside_and_can_be_mended(office, phone: Page) -> None:
    phone.get_by_role("link", name="东门").click()
    phone.context.set_offline(True)
    quantity = phone.locator("#done-1")
    quantity.fill("99999999")
    phone.once("dialog", lambda asked: asked.accept())  # more than a tenth over the plan: really
    phone.get_by_role("button", name="上报工程量").click()
    shoot(phone, "完工后", picture(30))
    expect(phone.locator("#waiting .entry")).to_have_count(2)
    phone.context.set_offline(False)
    expect(bar(phone)).to_have_text("1 条被退回")  # the photo behind it is stored
    expect(phone.locator(".entry-refused .entry-state")).to_contain_text("数量须小于 10000000")

    quantity.fill("")
    phone.get_by_role("button", name="修改").click()
    expect(quantity).to_have_value("99999999")
    quantity.fill("9.5")
    phone.get_by_role("button", name="上报工程量").click()
    expect(phone.locator(".entry-refused .entry-state")).not_to_contain_text("数量须小于")


def test_the_next_day_opens_without_a_connection(phone: Page, site: str) -> None:
    tomorrow = phone.evaluate("dayAfter(1)")
    phone.context.set_offline(True)
    phone.clock.set_fixed_time(f"{tomorrow}T08:00:00")
    phone.goto(f"{site}/phone/")
    expect(phone).to_have_url(re.compile(tomorrow))
    phone.get_by_role("link", name="明天的地方").click()
    expect(phone.get_by_role("heading", name="路面修补")).to_be_visible()
    phone.context.set_offline(False)


def test_a_plate_is_scanned_without_a_connection(office, phone: Page, site: str) -> None:
    plate = office[0].shell(PLATE).split()[-1]
    phone.goto(f"{site}/phone/rounds/")
    phone.locator("main[data-prepared]").wait_for(state="attached")
    phone.context.set_offline(True)
    phone.goto(f"{site}/phone/plates/{plate}/")
    phone.get_by_role("button", name="已巡，打卡").click()
    expect(phone.locator("#waiting .entry")).to_have_count(1)
    phone.context.set_offline(False)
    phone.evaluate("window.dispatchEvent(new Event('online'))")
    all_sent(phone)
    assert office[0].shell(SCANS).split()[-2:] == ["1", "0"]


def test_nothing_stays_on_the_phone_after_the_log_out(phone: Page, site: str) -> None:
    phone.get_by_role("link", name="西门").click()
    phone.context.set_offline(True)
    shoot(phone, "施工前", picture(40))
    expect(phone.locator("#waiting .entry")).to_have_count(1)
    phone.goto(f"{site}/phone/")
    told: list[str] = []
    phone.on("dialog", lambda dialog: (told.append(dialog.message), dialog.accept()))
    with phone.expect_event("dialog"):
        phone.get_by_role("button", name="退出登录").click()
    assert told == ["现在没有网络，请恢复后再退出登录。"]
    phone.context.set_offline(False)
    phone.get_by_role("button", name="退出登录").click()
    phone.wait_for_url(f"{site}/login/**")
    left = """async () => [
        (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length, localStorage.length,
        await new Promise((resolve) => {
            const request = indexedDB.open("property-ops-phone");
            request.onsuccess = () => {
                const names = [...request.result.objectStoreNames];
                if (!names.length) return resolve(0);
                const count = request.result.transaction("entries").objectStore("entries").count();
                count.onsuccess = () => resolve(count.result);
            };
        }),
    ]"""
    assert phone.evaluate(left) == [0, 0, 0, 0]
