"""An inspection: a hazard of the checklist on the phone, put right by a work, re-checked by another, on the sheet."""

import io
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pypdf
from playwright.sync_api import Page, expect

from tests.browser.conftest import PERSON, PHONE, fits
from tests.browser.test_phone import bar
from tests.property_ops.framework.pictures import photos

PREPARE = f"""
{PERSON}
from property_ops.modules.estates.models import EstateMembership
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.rounds.testing import CheckpointFactory
estate = EstateFactory(code="LOOK", name="排查小区")
EstateMembership.objects.create(user=person("look-grid", "grid_worker", "吴网格"), estate=estate)
print(CheckpointFactory(estate=estate, code="K01", name="3号楼1单元").plate)
"""
STORED = """
from property_ops.modules.inspections.models import Hazard, Inspection
from property_ops.modules.rounds.models import RoundScan
hazard = Hazard.objects.get(estate__code="LOOK")
mended = hazard.rectifications.get()
inspection = Inspection.objects.get(scan__checkpoint__estate__code="LOOK")
print(hazard.inspection == inspection, hazard.grade, hazard.what.endswith("：二层平台"), end=" ")
print(hazard.work.estate.code, hazard.work.state, mended.state, mended.prepared_by, mended.decided_by, end=" ")
scans = RoundScan.objects.filter(checkpoint__estate__code="LOOK")
print(hazard.closed_on == mended.done_on, scans.count(), hasattr(inspection.scan, "doubtful"))
"""


def test_a_hazard_goes_from_the_checklist_to_the_monthly_sheet(
    office, visit: Callable[..., Page], stored: Callable[[str], str]
) -> None:
    plate = office[0].shell(PREPARE).split()[-1]
    grid = visit("look-grid", **PHONE)
    grid.goto(f"/phone/plates/{plate}/")
    grid.get_by_role("link", name="按检查表排查此处").click()
    item = grid.locator("details.inspect-item").first
    item.locator("summary").click()
    item.locator("select[name=grade]").select_option("larger")
    item.locator("[name=note]").fill("二层平台")
    photograph(item.get_by_label("上报：拍照"), photos.jpeg((900, 600)))
    expect(bar(grid)).to_have_text("已全部发送")
    grid.get_by_role("button", name="检查完毕，其余正常").first.click()
    expect(bar(grid)).to_have_text("已全部发送")
    hazard = grid.locator("#place .notice-back")
    expect(hazard).to_contain_text("二层平台")
    number = re.findall(r"YH\d+-?\d+", hazard.inner_text())[0]
    assert fits(grid)

    dispatcher = visit("dispatcher")
    dispatcher.goto(f"/hazards/{number}/")
    dispatcher.get_by_role("button", name="开工单").click()
    expect(dispatcher.get_by_text(re.compile(r"PG\d{8}")).first).to_be_visible()

    grid.goto("/phone/inspections/")
    mine = grid.locator("details.inspect-item", has_text="二层平台")
    mine.locator("summary").click()
    mine.locator("[name=how]").fill("已更换灯具")
    photograph(mine.get_by_label("整改完成：拍照"), photos.jpeg((900, 600), colour=photos.BLUE))
    expect(bar(grid)).to_have_text("已全部发送")
    expect(grid.locator("details.inspect-item", has_text="二层平台")).to_have_count(0)

    dispatcher.reload()  # who opened its work re-checks nothing
    dispatcher.on("dialog", lambda dialog: dialog.accept())
    dispatcher.get_by_role("button", name="复核").click()
    expect(dispatcher.get_by_role("alert").first).to_contain_text("复查")
    manager = visit("manager")
    manager.goto(f"/hazards/{number}/")
    manager.on("dialog", lambda dialog: dialog.accept())
    manager.get_by_role("button", name="复核").click()
    expect(manager.get_by_text("已销号").first).to_be_visible()
    assert stored(STORED) == "True larger True LOOK draft approved 吴网格 manager True 1 False"

    manager.goto("/hazards/months/")
    sheet = manager.locator("tr", has_text="排查小区").get_by_role("link", name="PDF").get_attribute("href")
    answer = manager.request.get(urlsplit(str(sheet)).path)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.body())).pages)
    assert (number in text, "排查小区" in text, "二层平台" in text.replace("\n", "")) == (True, True, True)


def photograph(field, data: bytes) -> None:
    field.set_input_files({"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": data})
