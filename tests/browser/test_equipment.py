"""Equipment: entered, its upkeep planned by the season, opened when due, released by another person, on the board."""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, expect

PREPARE = """
from django.utils import timezone
from property_ops.modules.estates.testing import EstateFactory
EstateFactory(code="PUMP", name="设备小区")
print(f"{timezone.localdate().replace(day=1):%Y-%m-%d}")
"""
STORED = """
from property_ops.modules.assets.models import Upkeep
from property_ops.modules.assets.selectors.upkeep import standing_of
from property_ops.modules.dispatch.models import Visit
upkeep = Upkeep.objects.get(asset__estate__code="PUMP")
due = upkeep.dues.get()
visit = Visit.objects.get(work=due.work)
print(due.due_on, due.work.number, due.work.state, due.work.planned.normalize(), due.work.place, visit.due_on, end=" ")
type(due.work).objects.filter(pk=due.work_id).update(done_on=due.due_on)
print(standing_of(Upkeep.objects.get(pk=upkeep.pk)).due_on)
"""


def test_upkeep_comes_to_the_board_when_it_is_due_and_once(
    office, visit: Callable[..., Page], stored: Callable[[str], str]
) -> None:
    first = date.fromisoformat(office[0].shell(PREPARE).split()[-1])
    dispatcher = visit("dispatcher", viewport={"width": 1366, "height": 768})
    dispatcher.goto("/equipment/new/")
    form = dispatcher.locator("main form")
    form.locator("[name=estate]").select_option(label="设备小区")
    form.locator("[name=code]").fill("SB-01")
    form.locator("[name=name]").fill("1号水泵")
    form.locator("[name=kind]").select_option("pump")
    form.locator("[name=place]").fill("泵房")
    form.get_by_role("button", name="保存").click()

    dispatcher.get_by_role("link", name="安排保养").click()
    form = dispatcher.locator("main form")
    form.locator("[name=name]").fill("更换密封")
    form.locator("[name=work_kind]").select_option("设施维修")
    for name, value in (("quantity", "2"), ("price", "90"), ("first_on", str(first)), ("every_months", "3")):
        form.locator(f"[name={name}]").fill(value)
    form.locator("[name=payer]").select_option("subsidy")
    form.locator("[name=keeps_season]").check()
    form.get_by_role("button", name="保存").click()

    dispatcher.goto("/equipment/upkeep/")
    row = dispatcher.locator("tbody tr", has_text="1号水泵")
    row.get_by_role("button", name="开工单").click()
    row = dispatcher.locator("tbody tr", has_text="1号水泵")
    expect(row.get_by_role("button", name="开工单")).to_have_count(0)  # a due is opened once
    number = row.get_by_role("link").last.inner_text().split()[0]

    manager = visit("manager")
    manager.goto(f"/works/{number}/")
    manager.get_by_role("link", name="复核估算").click()
    manager.locator("main form button[type=submit]").first.click()
    expect(manager.get_by_text("待施工").first).to_be_visible()

    dispatcher.goto("/dispatch/?view=week")
    expect(dispatcher.locator(".tray-item", has_text=number)).to_contain_text("设备小区")
    then = date(first.year + (first.month + 2) // 12, (first.month + 2) % 12 + 1, 1)
    assert stored(STORED) == f"{first} {number} approved 2 泵房 1号水泵 {first} {then}"
