"""The store: a delivery, what a released work keeps, what it takes out, and a count that another person approves."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

PREPARE = """
from decimal import Decimal
from django.utils import timezone
from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.road_repair.models import RoadDefect, RoadMix
from property_ops.modules.works.domain.funding import FundingSplit
from property_ops.modules.works.domain.quantities import PlannedLine
from property_ops.modules.works.public import approve_work, create_work, estimate_work, start_work
dispatcher, manager = (User.objects.get(username=name) for name in ("dispatcher", "manager"))
today = timezone.localdate()
estate = EstateFactory(code="STORE", name="材料小区")
work = create_work(estate=estate, kind="路面修补", place="东门", by=dispatcher, on=today)
size = {"length": Decimal(10), "width": Decimal(2), "depth": Decimal(5)}
RoadDefect.objects.create(work=work, number=1, type="pothole", mix=RoadMix.objects.get(code="LB-10"), **size)
line = PlannedLine("路面修补", "㎡", Decimal(20), Yuan(90_00))
work = estimate_work(work=work, lines=(line,), split=FundingSplit.whole("subsidy"), by=dispatcher, on=today)
work = approve_work(work=work, ceiling=Yuan(5000_00), by=manager, on=today)
print(start_work(work=work, by=dispatcher, on=today).number)
"""
STORED = """
from property_ops.modules.works.models import Material, MaterialMove, StockCount
one = Material.objects.get(code="LB-10")
moves = [f"{move.kind} {move.quantity.normalize()} {move.value} {move.by}" for move in one.moves.order_by("pk")]
count = StockCount.objects.get(material=one)
work = MaterialMove.objects.get(material=one, kind="issue").work
print(moves, one.stock.normalize(), one.value, count.prepared_by, count.decided_by, work.number, work.material)
"""


def test_material_comes_in_is_kept_for_a_work_taken_out_and_counted_by_two(
    office, visit: Callable[..., Page], stored: Callable[[str], str]
) -> None:
    number = office[0].shell(PREPARE).split()[-1]
    keeper = visit("dispatcher", viewport={"width": 1366, "height": 768})
    keeper.goto("/materials/new/")
    form = keeper.locator("main form")
    for name, value in (("code", "LB-10"), ("name", "冷补料"), ("unit", "t")):
        form.locator(f"[name={name}]").fill(value)
    form.get_by_role("button", name="保存").click()
    keeper.get_by_role("link", name="登记入库").click()
    fill(keeper, quantity="5", paid="2000", remark="远通建材 0087")
    expect(keeper.get_by_text("已入库。")).to_be_visible()
    expect(keeper.locator("tr", has_text=number)).to_contain_text("2.21 t")  # 10 × 2 m, 5 cm deep, 2.1 t/m³, and waste

    keeper.goto(f"/works/{number}/")
    keeper.get_by_role("link", name="领料").first.click()
    keeper.locator("[name=form-0-material]").select_option(label=first_option(keeper))
    keeper.locator("[name=form-0-quantity]").fill("2.5")
    keeper.locator("main form button[type=submit]").first.click()
    keeper.wait_for_url(f"**/works/{number}/**")

    keeper.goto("/materials/?q=LB-10")
    keeper.get_by_role("link", name="冷补料").click()
    keeper.get_by_role("link", name="盘点").click()
    fill(keeper, counted="1", remark="雨淋结块，报废")
    expect(keeper.get_by_text("差异金额较大，须由另一人复核。")).to_be_visible()
    expect(keeper.get_by_role("button", name="复核")).to_have_count(0)
    manager = visit("manager")
    manager.goto(keeper.url)
    manager.on("dialog", lambda dialog: dialog.accept())
    manager.get_by_role("button", name="复核").click()
    expect(manager.get_by_role("button", name="复核")).to_have_count(0)
    # 2,000.00 ÷ 5 = 400.00 a ton.
    moves = ["receipt 5 2000.00 dispatcher", "issue -2.5 -1000.00 dispatcher", "count -1.5 -600.00 dispatcher"]
    assert stored(STORED) == f"{moves} 1 400.00 dispatcher manager {number} 1000.00"


def fill(page: Page, **typed: str) -> None:
    form = page.locator("main form").first
    for name, value in typed.items():
        form.locator(f"[name={name}]").fill(value)
    form.get_by_role("button", name="保存").click()


def first_option(page: Page) -> str:
    return page.locator("[name=form-0-material] option", has_text="冷补料").first.inner_text()
