"""Rounds: plates scanned on the phone, with and without a connection, one skipped; the month confirmed by its count."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import PERSON, PHONE, fits
from tests.browser.test_phone import bar

PREPARE = f"""
{PERSON}
from datetime import timedelta
from decimal import Decimal
from django.utils import timezone
from property_ops.framework.testing import UserFactory
from property_ops.kernel.period import Month
from property_ops.modules.confirmations.testing import AgreementItemFactory, ConfirmationFactory
from property_ops.modules.dispatch.testing import CrewFactory, CrewMemberFactory
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.portal.services.pins import give_pin
from property_ops.modules.rounds.domain.counting import Per
from property_ops.modules.rounds.services.plans import PlannedLine
from property_ops.modules.rounds.testing import CheckpointFactory, planned, scanned
from property_ops.modules.works.public import Party
estate = EstateFactory(code="ROUND", name="巡检小区")
points = [CheckpointFactory(estate=estate, code=f"R0{{number}}", name=f"{{number}}号楼") for number in (1, 2, 3)]
leader = person("round-leader", "crew", "钱班长")
crew = CrewFactory(code="ROUND", name="巡检班")
CrewMemberFactory(crew=crew, user=leader)
item = AgreementItemFactory(estate=estate, name="保洁")
last = Month.of(timezone.localdate()).previous
ConfirmationFactory(item=item, month=last.previous.start, weight=Decimal(1))
planned(item, last.start, PlannedLine(name="楼道清扫", per=Per.DAY, times=1, points="*", crew=crew))
days = [last.start + timedelta(days=number) for number in range(last.days)]
scanned(points[0], days, by=leader)
for party in (Party.COMMITTEE, Party.BRANCH):
    print("PIN", give_pin(estate=estate, party=party, by=UserFactory(role="manager"), now=timezone.now()))
for point in points:
    print("PLATE", point.plate)
print("MONTH", last)
"""
SCANNED = """
from property_ops.modules.rounds.models import RoundScan, SkippedRound
from django.utils import timezone
here = {"checkpoint__estate__code": "ROUND"}
for one in RoundScan.objects.filter(scanned_at__date=timezone.localdate(), **here).order_by("scanned_at"):
    doubt = one.doubtful.state if hasattr(one, "doubtful") else "sure"
    print(one.checkpoint.code, one.way, one.crew.code, doubt, end=", ")
skipped = SkippedRound.objects.get(**here)
print(skipped.checkpoint.code, skipped.reason, skipped.by)
"""
CONFIRMED = """
from property_ops.modules.confirmations.models import Confirmation
from property_ops.modules.portal.models import MonthWordRow
one = Confirmation.objects.filter(item__estate__code="ROUND").latest("month")
print(one.completion.normalize(), one.counted_done * 3 == one.counted_promised, one.manner, end=" ")
reasons = MonthWordRow.objects.filter(item__estate__code="ROUND").order_by("pk").values_list("reason", flat=True)
print(one.committee_signer, one.branch_signer, *reasons)
"""


def test_plates_are_scanned_on_the_phone_and_the_month_is_confirmed_by_what_was_scanned(
    office, visit: Callable[..., Page], stored: Callable[[str], str]
) -> None:
    said = office[0].shell(PREPARE)
    pins, plates = re.findall(r"PIN (\S+)", said), re.findall(r"PLATE (\S+)", said)
    month = re.findall(r"MONTH (\S+)", said)[0]

    phone = visit("round-leader", **PHONE)
    phone.locator("main[data-prepared]").wait_for(state="attached")
    phone.get_by_role("link", name="我的巡检：已巡 0／应巡 3").click()
    expect(phone.get_by_text("0 / 3")).to_be_visible()
    phone.goto(f"/phone/plates/{plates[0]}/")
    with phone.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        phone.get_by_role("button", name="已巡，打卡").click()
    expect(bar(phone)).to_have_text("已全部发送")

    phone.context.set_offline(True)
    phone.goto(f"/phone/plates/{plates[1]}/")
    phone.get_by_role("button", name="已巡，打卡").click()
    expect(bar(phone)).to_contain_text("1 条待发送")
    phone.goto("/phone/rounds/")
    phone.get_by_text("牌子丢失或跳过巡检").click()
    skip = phone.locator("form[data-entry=skip]")
    skip.get_by_label("点位").select_option("R03")
    skip.get_by_label("原因").fill("楼道施工封闭")
    skip.get_by_role("button", name="今天跳过").click()
    expect(bar(phone)).to_contain_text("2 条待发送")
    phone.context.set_offline(False)
    expect(bar(phone)).to_have_text("已全部发送")
    phone.reload()
    expect(phone.get_by_text("1 / 3")).to_be_visible()
    assert fits(phone)

    # Two plates within seconds: another person says whether it counts.
    reviewer = visit("reviewer")
    reviewer.goto("/rounds/scans/")
    reviewer.locator("tbody tr", has_text="R02").get_by_role("link").first.click()
    reviewer.on("dialog", lambda dialog: dialog.accept())
    reviewer.get_by_role("button", name="复核").click()
    expect(reviewer.get_by_role("button", name="复核")).to_have_count(0)
    phone.reload()
    expect(phone.get_by_text("2 / 3")).to_be_visible()
    assert stored(SCANNED) == "R01 plate ROUND sure, R02 plate ROUND approved, R03 楼道施工封闭 钱班长"

    dispatcher = visit("dispatcher")
    dispatcher.goto(f"/rounds/?month={month}")
    expect(dispatcher.locator("tbody tr", has_text="巡检小区")).to_contain_text("33.33")
    links = {}
    for party in ("业委会", "党支部"):
        dispatcher.goto(f"/confirmations/{month}/ROUND/")
        dispatcher.locator("tr", has_text=party).get_by_role("button", name="生成链接").click()
        links[party] = dispatcher.locator("#made-address").input_value()

    committee, branch = visit(None, **PHONE), visit(None, **PHONE)
    committee.goto(links["业委会"])
    ratio = committee.get_by_label("保洁")
    expect(ratio).to_have_value(re.compile(r"33\.33"))
    answer(committee, ratio="60", reason="", person="李主任", pin=pins[0])
    expect(committee.get_by_role("alert")).to_contain_text("最多确认 1/3")
    answer(committee, ratio="33", reason="三号楼漏扫", person="李主任", pin=pins[0])
    expect(committee.get_by_text("李主任")).to_be_visible()
    branch.goto(links["党支部"])
    answer(branch, ratio="30", reason="扶手未擦", person="赵书记", pin=pins[1])
    expect(branch.get_by_text("赵书记")).to_be_visible()
    assert fits(branch)
    assert stored(CONFIRMED) == "0.3 True own 李主任 赵书记 三号楼漏扫 扶手未擦"
    dispatcher.goto(f"/confirmations/{month}/ROUND/")
    expect(dispatcher.get_by_text("亲验").first).to_be_visible()


def answer(page: Page, *, ratio: str, reason: str, person: str, pin: str) -> None:
    page.get_by_label("保洁").fill(ratio)
    page.get_by_label("原因").fill(reason)
    page.get_by_label("您的姓名").fill(person)
    page.locator("[name=pin]").fill(pin)
    page.get_by_role("button", name="确认本月服务").click()
