"""Requests on the phone, 390 × 844: plate → request → emergency work → rating; petition → reply on paper → rating."""

import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.test_household import PHONE, look
from tests.services.installation import ROOT, Installation

pytestmark = pytest.mark.long

BEGIN = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from datetime import timedelta
from django.utils import timezone
from property_ops.framework.models import User
from property_ops.framework.testing import UserFactory
from property_ops.modules.estates.models import Estate, EstateMembership
from property_ops.modules.estates.testing import EstateFactory
now, today = timezone.now(), timezone.localdate()
"""
PLATE = f"""{BEGIN}
from property_ops.modules.rounds.models import Checkpoint
estate = EstateFactory(code="QQ01", name="清泉小区")
EstateMembership.objects.create(user=User.objects.get(username="grid_worker"), estate=estate)
print(Checkpoint.objects.create(estate=estate, code="L01", name="3号楼污水井", kind="yard").plate)
"""
BEGUN = f"""{BEGIN}
from property_ops.modules.requests.models import Request
from property_ops.modules.requests.services import make_work_of
from property_ops.modules.requests.services.demonstrating import LIMIT, MONTH_LIMIT, _called_out
from property_ops.modules.works.public import agree_terms, approve_call_out, work_kinds
asked = Request.objects.get(estate__code="QQ01")
office, boss, third = (UserFactory(username=name, role=role) for name, role in (
    ("plate_office", "dispatcher"), ("plate_boss", "manager"), ("plate_third", "reviewer")))
agree_terms(estate=asked.estate, said={{"emergency_limit": LIMIT, "emergency_month_limit": MONTH_LIMIT}}, by=boss,
            approved_by=third, now=now)
work = make_work_of(request=asked, kind=next(kind.names[0] for kind in work_kinds()), by=office, now=now, on=today)
approve_call_out(call_out_id=_called_out(work, office, now), by=boss, now=now)
print(asked.number)
"""
PETITION = f"""{BEGIN}
from property_ops.modules.requests.public import Asked, answer_request, register_request
from property_ops.modules.requests.services import add_subject
from property_ops.modules.works.testing import WorkOrderFactory
estate = EstateFactory(code="QQ02", name="清泉北区")
EstateMembership.objects.create(user=User.objects.get(username="grid_worker"), estate=estate)
work = WorkOrderFactory(number="QQ-7", estate=estate, place="2号楼前")
by = UserFactory(username="letters", role="dispatcher")
asked = Asked("hotline", "roads", "路面修补的费用由谁承担？", today, today + timedelta(days=15), person="王小明")
made = register_request(estate=estate, asked=asked, by=by, now=now)
add_subject(request=made, kind="work", text=work.number, by=by)
answer_request(request=made, result="由街道补贴承担，不向居民收取。", on=today, by=by)
print(made.number)
"""


def last_word(text: str) -> str:
    return text.split()[-1]


def test_from_the_plate_over_the_emergency_to_the_rating(
    office: tuple[Installation, str], visit: Callable[..., Page]
) -> None:
    made, _site = office
    resident = visit(None, viewport=PHONE, bypass_csp=True)
    resident.goto(f"/phone/plates/{last_word(made.shell(PLATE))}/")
    look(resident)
    resident.get_by_role("button", name="大字").click()
    look(resident)
    resident.get_by_label("哪类事情？").select_option("sewage")
    resident.get_by_label("什么情况？").fill("污水从井里冒出来，路上都是。")
    resident.get_by_role("button", name="提交").click()
    expect(resident.get_by_role("heading", name="污水外溢")).to_be_visible()
    course = urlsplit(resident.url).path
    look(resident)

    grid = visit("grid_worker", viewport=PHONE)
    grid.goto("/phone/")
    grid.get_by_role("link", name="诉求").first.click()
    grid.get_by_role("link", name="3号楼污水井").click()
    number = last_word(made.shell(BEGUN))
    resident.goto(course)
    expect(resident.get_by_text("工单")).to_be_visible()
    grid.goto(f"/requests/{number}/")
    grid.get_by_label("办理结果").fill("已疏通污水主管，路面已冲洗。")
    grid.get_by_role("button", name="登记答复").click()

    resident.reload()
    expect(resident.get_by_text("已疏通污水主管")).to_be_visible()
    look(resident)
    resident.get_by_role("button", name="满意", exact=True).click()
    expect(resident.get_by_role("button", name="满意", exact=True)).to_have_count(0)
    look(resident)
    grid.goto(f"/requests/{number}/")
    expect(grid.get_by_text("满意").first).to_be_visible()


def test_from_a_petition_over_its_reply_to_the_rating(
    office: tuple[Installation, str], visit: Callable[..., Page], tmp_path: Path
) -> None:
    made, _site = office
    number = last_word(made.shell(PETITION))
    grid = visit("grid_worker", viewport=PHONE)
    reply = tmp_path / "reply.pdf"
    reply.write_bytes(grid.request.get(f"/requests/{number}/reply.pdf").body())
    words = subprocess.run(["pdftotext", reply, "-"], check=True, capture_output=True, text=True).stdout
    assert "QQ-7" in words, "the evidence of the work it speaks of goes with the answer"
    subprocess.run(["pdftoppm", "-png", "-singlefile", "-r", "150", reply, reply.with_suffix("")], check=True)
    codes = [one.text for one in zxingcpp.read_barcodes(Image.open(reply.with_suffix(".png")))]
    course = next(urlsplit(one).path for one in codes if "/r/" in one)

    resident = visit(None, viewport=PHONE, bypass_csp=True)
    resident.goto(course)
    expect(resident.get_by_text("由街道补贴承担")).to_be_visible()
    expect(resident.get_by_text("王小明")).to_have_count(0)
    look(resident)
    resident.get_by_role("button", name="满意", exact=True).click()
    expect(resident.get_by_role("button", name="满意", exact=True)).to_have_count(0)

    manager = visit("manager")
    year = datetime.now(ZoneInfo("Asia/Shanghai")).year
    manager.goto(f"/insight/?first={year}-01-01&last={year}-12-31")
    manager.locator("a[href*='counted=rated']").first.click()
    expect(manager.get_by_role("link", name=number)).to_be_visible()
