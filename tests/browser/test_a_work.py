"""One work in real browsers: a form, the board, the phone, three signatures on the site, the household's charge."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PERSON, PHONE, read_code
from tests.browser.test_dispatch_board import cell, drag
from tests.browser.test_phone import shoot
from tests.property_ops.framework.pictures import photos

MOST_CLICKS = 8
SLOW = 120_000  # milliseconds: a background step on a busy machine
PREPARE = f"""
{PERSON}
from datetime import time
from decimal import Decimal
from django.utils import timezone
from property_ops.framework.testing import UserFactory
from property_ops.modules.dispatch.testing import CrewFactory, CrewMemberFactory
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from property_ops.modules.portal.services.pins import give_pin
from property_ops.modules.works.public import Party
estate = EstateFactory(code="SITE", name="现场小区")
for room, area in (("301", "60"), ("302", "40")):
    owned_unit(estate=estate, building=5, entrance=2, room=room, code=f"SITE-5-2-{{room}}", area=Decimal(area))
crew = CrewFactory(code="SITE", name="现场一班", shifts={{day: (time(8), time(18)) for day in range(7)}})
CrewMemberFactory(crew=crew, user=person("site-leader", "crew", "周班长"), name="周班长")
for party in (Party.COMMITTEE, Party.BRANCH):  # nobody makes those of two, nor speaks for a third
    print("PIN", give_pin(estate=estate, party=party, by=UserFactory(role="manager"), now=timezone.now()))
print("DAY", f"{{timezone.localdate():%Y-%m-%d}}")
"""


class Hand:
    """What clicks, and counts."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, thing: Locator) -> None:
        thing.click()
        self.clicks += 1

    def choose(self, thing: Locator, label: str | re.Pattern[str]) -> None:
        """Opening a list and picking from it."""
        thing.select_option(label=thing.locator("option").filter(has_text=label).first.inner_text())
        self.clicks += 2

    def drag(self, page: Page, thing: Locator, to: tuple[float, float]) -> None:
        drag(page, thing, to=to)
        self.clicks += 1


def test_a_work_from_one_form_to_three_signatures_and_the_charge(office, visit: Callable[..., Page]) -> None:
    installation, site = office
    said = installation.shell(PREPARE)
    pins, day = re.findall(r"PIN (\S+)", said), re.findall(r"DAY (\S+)", said)[0]
    hand = Hand()

    dispatcher = visit("dispatcher", viewport={"width": 1366, "height": 768})
    dispatcher.goto(f"/dispatch/?view=week&day={day}")
    hand.click(dispatcher.get_by_role("link", name="新工单"))
    form = dispatcher.locator("main form")
    hand.choose(form.locator("[name=estate]"), "现场小区")
    form.locator("[name=kind]").select_option("路面修补")
    form.locator("[name=place]").fill("5号楼前")
    form.locator("[name=quantity]").fill("24")
    form.locator("[name=price]").fill("50")
    form.locator("[name=payer]").select_option("residents")
    form.locator("[name=scope]").fill("全小区")
    hand.click(form.locator("[name=urgent]"))
    hand.click(dispatcher.get_by_role("button", name="提交"))
    dispatcher.wait_for_url(re.compile(r"/works/PG\d+/$"))
    number = dispatcher.url.rstrip("/").rpartition("/")[2]

    manager = visit("manager")
    manager.goto(f"/works/{number}/")
    hand.click(manager.get_by_role("link", name="复核估算"))
    hand.click(manager.locator("main form button[type=submit]").first)
    expect(manager.get_by_text("待施工").first).to_be_visible()

    dispatcher.goto(f"/dispatch/?view=week&day={day}")
    item = dispatcher.locator(".tray-item", has_text=number)
    expect(item).to_be_visible()
    month, date = (int(part) for part in day.split("-")[1:])
    hand.drag(dispatcher, item, cell(dispatcher, "现场一班", f"{month:02}-{date:02}"))
    expect(dispatcher.locator(f'.ec-event[title^="{number}-1 "]')).to_be_visible()
    assert hand.clicks <= MOST_CLICKS, hand.clicks

    phone = visit("site-leader", **PHONE)
    phone.locator("main[data-prepared]").wait_for(state="attached")
    phone.get_by_role("link", name="路面修补").first.click()
    phone.get_by_role("button", name="开工").click()
    shoot(phone, "施工前", photos.jpeg((900, 600)))
    phone.get_by_label("路面修补").fill("24")
    phone.get_by_role("button", name="上报工程量").click()
    shoot(phone, "完工后", photos.jpeg((900, 600), colour=photos.BLUE))
    expect(phone.locator("#bar")).to_have_text("已全部发送")
    spend(installation, number)
    phone.on("dialog", lambda dialog: dialog.accept())
    phone.get_by_role("button", name="全部完工").click()
    expect(phone.locator("#bar")).to_have_text("已全部发送")
    phone.get_by_role("link", name="现场验收").click()

    address = read_code(phone.locator(".site-code svg"))
    assert address.startswith(f"{site}/site/")
    sign(visit(None, **PHONE), address, party="committee", name="王主任", pin=pins[0], measured="22")
    sign(visit(None, **PHONE), address, party="branch", name="孙书记", pin=pins[1], measured="24")
    sign(manager, address, party="", name="", pin="", measured="24")
    manager.goto(f"/works/{number}/")
    expect(manager.get_by_text("合格").first).to_be_visible()
    expect(manager.get_by_text("现场签字").first).to_be_visible()

    accountant = visit("accountant")
    accountant.goto(f"/month-end/{day[:7]}/")
    accountant.once("dialog", lambda dialog: dialog.accept())
    accountant.get_by_role("button", name="计费", exact=True).click()
    expect(accountant.locator(".note-success[role=status]")).to_be_visible(timeout=SLOW)
    # 1,200.00 × 22 ÷ 24 = 1,100.00, by 60 and 40 of 100 ㎡.
    for room, amount in (("301", "660.00"), ("302", "440.00")):
        accountant.goto(f"/charges/?q=SITE-5-2-{room}")
        expect(accountant.get_by_text(amount).first).to_be_visible()


def spend(installation, number: str) -> None:
    """1,200.00 of an outside machine, entered by the dispatcher."""
    installation.shell(f"""
from django.utils import timezone
from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from property_ops.modules.works.models import WorkOrder
from property_ops.modules.works.public import record_cost
record_cost(
    work=WorkOrder.objects.get(number={number!r}), type="machine", amount=Yuan(1_200_00), remark="铣刨机台班",
    on=timezone.localdate(), by=User.objects.get(username="dispatcher"),
)
""")


def sign(page: Page, address: str, *, party: str, name: str, pin: str, measured: str) -> None:
    page.goto(address)
    page.locator("[name=line_1]").fill(measured)
    if party:
        page.locator("[name=party]").select_option(party)
        page.locator("[name=person]").fill(name)
        page.locator("[name=pin]").fill(pin)
    board = page.locator("#sign")
    board.scroll_into_view_if_needed()
    box = board.bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + 40)
    page.mouse.down()
    for step in range(1, 8):
        page.mouse.move(box["x"] + 30 + 20 * step, box["y"] + 40 + 10 * (step % 3))
    page.mouse.up()
    page.get_by_role("button", name="验收并签字").click()
    expect(page.get_by_text("您的验收意见已记录").first).to_be_visible()
