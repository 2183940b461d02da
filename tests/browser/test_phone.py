"""A crew leader with a phone: what is entered without a connection waits, and is stored once when it is back."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PASSWORD, PERSON, PHONE
from tests.property_ops.framework.pictures import photos


def crew_leader(username: str, mark: str) -> str:
    """Makes a crew leader with a visit of today; the names of what is made bear the mark."""
    return f"""
{PERSON}
from django.utils import timezone
from property_ops.modules.dispatch.testing import CrewFactory, CrewMemberFactory, VisitFactory
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.works.testing import WorkOrderFactory
crew = CrewFactory(code="{mark}", name="{mark}手机班")
CrewMemberFactory(crew=crew, user=person({username!r}, "crew", "孙班长"))
estate = EstateFactory(code="{mark}", name="{mark}手机小区")
def make(number, place, starts_at):
    work = WorkOrderFactory(
        number=f"GD-{mark}-{{number}}", estate=estate, place=place, result="pending", state="scheduled", done=None,
        done_on=None, accepted=None, accepted_on=None,
    )
    VisitFactory(work=work, number=1, crew=crew, starts_at=starts_at)
today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
make(1, "东门", today)
"""


WHAT_IS_STORED = """
from property_ops.modules.portal.models import PhoneEntry
from property_ops.modules.works.models import WorkOrder, WorkPhoto
work = WorkOrder.objects.get(number="GD-PHONE-1")
kinds = ",".join(PhoneEntry.objects.filter(visit__work=work).order_by("said_at").values_list("kind", flat=True))
print(f"{kinds} photos={WorkPhoto.objects.filter(work=work).count()} {work.state} {work.done}")
"""


@pytest.fixture
def phone(office, browser: Browser):
    """A phone-sized page on which the crew leader is logged in."""
    installation, site = office
    installation.shell(crew_leader("leader", "PHONE"))
    context = browser.new_context(**PHONE, base_url=site)
    page = context.new_page()
    page.goto("/login/")
    page.get_by_label("用户名").fill("leader")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"{site}/phone/")
    yield page
    context.close()


def stored(office) -> str:
    return office[0].shell(WHAT_IS_STORED).strip().splitlines()[-1]


def shoot(page: Page, stage: str, data: bytes) -> None:
    page.get_by_label(f"照片 {stage}").set_input_files({"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": data})


def bar(page: Page):
    return page.locator("#bar")


def test_a_photo_filed_without_a_connection_is_stored_once_when_it_is_back(office, phone: Page) -> None:
    phone.locator("main[data-prepared]").wait_for(state="attached")
    phone.get_by_role("link", name="路面修补").click()
    expect(bar(phone)).to_have_text("已全部发送")

    phone.context.set_offline(True)
    phone.reload()
    expect(phone.get_by_role("heading", name="路面修补")).to_be_visible()
    phone.get_by_role("button", name="开工").click()
    shoot(phone, "施工前", photos.jpeg((900, 600)))
    phone.get_by_label("路面修补").fill("12.5")
    phone.get_by_role("button", name="上报工程量").click()
    expect(phone.locator("#waiting .entry")).to_have_count(3)
    expect(bar(phone)).to_contain_text("3 条待发送 · 没有网络，稍后自动发送")
    phone.reload()
    expect(phone.locator("#waiting .entry")).to_have_count(3)
    assert stored(office) == "photos=0 scheduled None"

    phone.context.set_offline(False)
    expect(bar(phone)).to_have_text("已全部发送")
    expect(phone.locator("#waiting .entry")).to_have_count(0)
    expect(phone.locator("#photos img")).to_have_count(1)
    expect(phone.get_by_text("已完成 12.5 ㎡")).to_be_visible()
    assert stored(office) == "start,photo,quantities photos=1 in_progress 12.5000"

    shoot(phone, "完工后", photos.SVG)
    expect(phone.locator(".entry-refused .entry-state")).to_contain_text("这个文件不是照片")
    expect(bar(phone)).to_have_text("1 条被退回")
    phone.on("dialog", lambda dialog: dialog.accept())
    phone.get_by_role("button", name="删除").click()
    expect(bar(phone)).to_have_text("已全部发送")

    assert phone.evaluate("document.documentElement.scrollWidth") <= 375
    assert stored(office) == "start,photo,quantities photos=1 in_progress 12.5000"


MAKE_LINK = """
from django.utils import timezone
from property_ops.framework.models import User
from property_ops.framework.testing import UserFactory
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.portal.services.links import give_link
from property_ops.modules.works.public import Party
from property_ops.modules.works.testing import WorkOrderFactory
work = WorkOrderFactory(
    number="GD-LINK", estate=EstateFactory(code="LINK", name="验收小区"), result="pending", accepted=None,
    accepted_on=None,
)
by = User.objects.get(username="dispatcher")
print("/a/" + give_link(work=work, party=Party.COMMITTEE, by=by, now=timezone.now()).token)
"""


def test_an_owners_committee_accepts_on_the_phone_without_a_log_in(office, visit) -> None:
    installation, _site = office
    address = installation.shell(MAKE_LINK).strip().splitlines()[-1]
    page = visit(None, **PHONE)
    page.goto(address)
    expect(page.get_by_role("heading", name="工程验收")).to_be_visible()
    page.get_by_label("路面修补").fill("118.5")
    page.get_by_label("您的姓名").fill("王主任")
    page.get_by_role("button", name="按以上数量验收").click()
    expect(page.get_by_role("heading", name="确认验收这项工程？")).to_be_visible()
    page.get_by_role("button", name="确认验收").click()
    expect(page.get_by_text("谢谢，您的验收意见已记录。")).to_be_visible()
    expect(page.get_by_text("路面修补：118.5 ㎡")).to_be_visible()
    expect(page.get_by_role("button", name="按以上数量验收")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
