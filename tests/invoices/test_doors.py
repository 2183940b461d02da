"""Nothing enters by a side door (docs/product.md rule 23): what was done once, replayed: refused, or waiting."""

import ast
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from invoices.modules.charges.public import Charge, charge_month
from invoices.modules.tariffs.public import Tariff
from invoices.modules.tariffs.testing import TariffFactory
from property_ops.framework.approval.services import reject, withdraw
from property_ops.framework.importing import import_files
from property_ops.framework.importing import waiting as waiting_rows
from property_ops.framework.importing.approving import (
    NoLongerFits,
    NotAsImported,
    approve_batch,
    approve_batches,
    look_at,
    waiting_batches,
)
from property_ops.framework.importing.readings import households_of
from property_ops.framework.models import ImportedBatch, ImportedClaim
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.confirmations.public import Confirmation
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from property_ops.modules.parking.public import Lease, Space
from property_ops.modules.works.public import WorkOrder
from tests.architecture.source import CHECKOUT, code_files
from tests.property_ops.framework.importing.papers import (
    CONFIRMATIONS,
    SPACES,
    TARIFFS,
    UNITS,
    WORKS,
    cells,
    errors,
    register,
    unit,
    waits,
    workbook,
)
from tests.verifying import differences
from tests.visitors import visitor

NOW, TODAY = datetime(2022, 7, 1, 9, tzinfo=UTC), date(2022, 7, 1)
JUNE = Month(2022, 6)


@pytest.fixture
def estate(shipped):
    """Three homes of 100, 60 and 40 m²."""
    place = EstateFactory(code="BC01", name="牡丹花园")
    for room, area in (("101", 100), ("102", 60), ("103", 40)):
        owned_unit(estate=place, building=1, entrance=1, room=room, area=Decimal(area))
    return place


@pytest.fixture
def dispatcher(shipped):
    return UserFactory(role="dispatcher")


def bring(folder, heads, *rows, by):
    path = workbook(folder / f"{heads[0]}.xlsx", {"台账": register(heads, *rows)})
    return import_files(paths=[path], by=by, as_of=TODAY)


def work(**said) -> list:
    usual = {
        "工单号": "GD-1", "类别": "路面修补", "小区": "牡丹花园", "单位": "㎡", "完成量": 100, "验收量": 100,
        "完工日期": "2022-06-01", "验收日期": date(2022, 6, 2), "验收人": "三方", "人工费": 60000, "材料费": 30000,
        "机械费": 10000, "费用承担": "居民分摊", "分摊范围": "全小区", "验收结果": "合格",
    }  # fmt: skip
    return cells(WORKS, **(usual | said))


def lease(**said) -> list:
    usual = {
        "小区": "牡丹花园", "车位号": "A1", "类型": "固定", "使用房屋": "1-1-101", "月租(元)": 60,
        "起租日期": "2022-06-01",
    }  # fmt: skip
    return cells(SPACES, **(usual | said))


def confirmation(**said) -> list:
    usual = {
        "小区": "牡丹花园", "服务月份": "2022-06", "服务内容": "保洁", "权重": "100%", "完成比例": "90%",
        "业委会确认人": "王芳", "党支部确认人": "李强", "确认日期": "2022-07-01",
    }  # fmt: skip
    return cells(CONFIRMATIONS, **(usual | said))


def charged(by) -> tuple[Yuan, set[str]]:
    (result,) = charge_month(month=JUNE, by=by, today=TODAY).estates
    return result.amount, {held.reason for _source, held in result.holds}


def approve(by):
    return list(approve_batches(waiting_batches(), by=by, now=NOW, today=TODAY))


def test_one_row_of_a_workbook_is_no_accepted_work(tmp_path, estate, dispatcher, accountant, reviewer):
    """合格, 居民分摊, 全小区, 100,000 yuan."""
    assert waits(bring(tmp_path, WORKS, work(), by=dispatcher)) == [1]
    assert not WorkOrder.objects.exists()
    assert charged(accountant) == (Yuan(0), {"import_waits", "no_agreement"})
    (figures,) = look_at(waiting_batches()[0], by=reviewer, now=NOW, today=TODAY).values()
    assert (figures.total, figures.households, figures.highest) == (Yuan(100_000_00), 3, Yuan(50_000_00))
    for nobody in (dispatcher, accountant):
        with pytest.raises(NotAllowed):
            approve(nobody)
    approve(reviewer)
    assert charged(accountant)[0] == Yuan(100_000_00)
    assert differences() == []


def test_who_has_no_right_to_works_brings_none(tmp_path, estate, accountant):
    (problem,) = errors(bring(tmp_path, WORKS, work(), by=accountant))
    assert "may not import this register" in problem.says
    assert (WorkOrder.objects.count(), ImportedBatch.objects.count()) == (0, 0)


def test_who_may_do_both_approves_not_what_they_brought(tmp_path, estate, accountant):
    manager = UserFactory(role="manager")
    bring(tmp_path, WORKS, work(), by=manager)
    with pytest.raises(SamePerson):
        approve(manager)
    client = visitor("manager")
    assert client.post(f"/approvals/import/{waiting_batches()[0].pk}/approve/").status_code == 302
    assert WorkOrder.objects.get().number == "GD-1"  # another manager may


def test_a_dispatcher_puts_no_rate_in_force(tmp_path, estate, dispatcher, accountant):
    rate = {"小区": "牡丹花园", "收费项目": "物业服务费", "适用": "住宅", "标准": 9.99, "单位": "元/㎡·月"}
    rate["执行日期"] = "2022-01-01"
    assert errors(bring(tmp_path, TARIFFS, cells(TARIFFS, **rate), by=dispatcher))
    assert waits(bring(tmp_path, TARIFFS, cells(TARIFFS, **rate), by=accountant)) == [1]
    assert not Tariff.objects.exists()


def test_who_approves_a_rate_sees_what_each_unit_pays_now_and_then(tmp_path, estate, accountant, reviewer):
    """100, 60 and 40 m² at 1.00, and from 2022-08-15 on at 1.255: a whole month of each, and of the estate."""
    TariffFactory(estate=estate)
    same = {"小区": "牡丹花园", "收费项目": "物业服务费", "适用": "住宅", "单位": "元/㎡·月"}
    before = cells(TARIFFS, **same, 标准=1, 执行日期="2020-01-01", 截止日期="2022-08-14")
    after = cells(TARIFFS, **same, 标准=1.255, 执行日期="2022-08-15")
    assert waits(bring(tmp_path, TARIFFS, before, after, by=accountant)) == [2]
    batch = waiting_batches()[0]
    each = households_of(look_at(batch, by=reviewer, now=NOW, today=TODAY).values())
    assert [(one.unit[-3:], str(one.now), str(one.then), str(one.more)) for one in each] == [
        ("101", "100.00", "125.50", "25.50"), ("102", "60.00", "75.30", "15.30"), ("103", "40.00", "50.20", "10.20"),
    ]  # fmt: skip
    page = visitor("reviewer", language="en")
    words = page.text(f"/import/batches/{batch.pk}/")
    for said in ("125.50", "200.00", "251.00", "51.00", "2022-08-15"):
        assert said in words, said
    book = page.get(f"/import/batches/{batch.pk}/?export=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(book.streaming_content))).active
    found = [row for row in sheet.iter_rows(values_only=True) if row[2] and str(row[2]).endswith("-102")]
    assert [list(map(float, row[3:])) for row in found] == [[60.0, 75.3, 15.3]]
    assert not Tariff.objects.filter(rate=Decimal("1.255")).exists()


def test_a_month_confirmed_by_workbook_is_charged_once_approved(tmp_path, estate, dispatcher, accountant, reviewer):
    TariffFactory(estate=estate)
    assert waits(bring(tmp_path, CONFIRMATIONS, confirmation(), by=dispatcher)) == [1]
    assert not Confirmation.objects.exists()
    assert charged(accountant) == (Yuan(0), {"import_waits"})
    (figures,) = look_at(waiting_batches()[0], by=reviewer, now=NOW, today=TODAY).values()
    assert (figures.total, figures.households, figures.highest) == (Yuan(180_00), 3, Yuan(90_00))
    approve(reviewer)
    stored = Confirmation.objects.get()
    assert (stored.completion, stored.weight, stored.committee_signer) == (Decimal("0.9"), Decimal(1), "王芳")
    assert charged(accountant) == (Yuan(180_00), set())


def test_a_service_that_one_person_adds_to_an_agreement_holds_no_month(
    tmp_path, estate, dispatcher, accountant, reviewer
):
    """A slip of the pen would: nothing is charged before every service agreed on is confirmed."""
    TariffFactory(estate=estate)
    bring(tmp_path, CONFIRMATIONS, confirmation(), by=dispatcher)
    approve(reviewer)
    slip = confirmation(服务月份="2022-07", 服务内容="保吉", 权重="10%", 党支部确认人=None)
    assert waits(bring(tmp_path, CONFIRMATIONS, slip, by=dispatcher)) == [1]
    assert charged(accountant) == (Yuan(180_00), set())
    approve(reviewer)
    assert [item.name for item in estate.agreement_items.all()] == ["保洁", "保吉"]


def test_an_unsigned_service_a_subsidised_and_an_unaccepted_work_go_in_at_once(tmp_path, estate, dispatcher):
    assert waits(bring(tmp_path, CONFIRMATIONS, confirmation(业委会确认人=None), by=dispatcher)) == [0]
    rows = [
        work(费用承担="街道补贴", 分摊范围=None),
        work(工单号="GD-2", 验收结果="待验收", 验收量=None, 验收日期=None, 验收人=None),
    ]
    assert waits(bring(tmp_path, WORKS, *rows, by=dispatcher)) == [0]
    assert (Confirmation.objects.count(), WorkOrder.objects.count()) == (1, 2)


def test_a_lease_with_rent_waits_and_its_space_does_not(tmp_path, estate, accountant, reviewer):
    rows = [lease(), lease(车位号="A2", **{"使用房屋": "1-1-102", "月租(元)": 0})]
    assert waits(bring(tmp_path, SPACES, *rows, by=accountant)) == [1]
    assert set(Space.objects.values_list("number", flat=True)) == {"A1", "A2"}
    assert Lease.objects.get().space.number == "A2"
    assert charged(accountant) == (Yuan(0), {"import_waits", "no_agreement"})
    approve(reviewer)
    assert charged(accountant)[0] == Yuan(60_00)
    assert waits(bring(tmp_path, SPACES, *rows, by=accountant)) == [0]
    assert waits(bring(tmp_path, SPACES, lease(**{"月租(元)": 600}), by=accountant)) == [1]
    assert waits(bring(tmp_path, SPACES, lease(车牌号="鲁R12345"), by=accountant)) == [0]
    assert Lease.objects.get(space__number="A1").plate == "鲁R12345"


def test_an_accepted_work_that_changes_waits_too(tmp_path, estate, dispatcher, reviewer):
    bring(tmp_path, WORKS, work(), by=dispatcher)
    approve(reviewer)
    assert waits(bring(tmp_path, WORKS, work(人工费=90000), by=dispatcher)) == [1]
    assert WorkOrder.objects.get().labour == Yuan(60_000_00)


def test_a_flat_that_one_person_adds_takes_no_share_of_a_work(tmp_path, estate, dispatcher, accountant, reviewer):
    """Before anything is charged the register comes at once; later a further unit makes others pay more or less."""
    manager = UserFactory(role="manager")

    def added(room: str, area: int) -> list[int]:
        row = unit(1, **{"房号": room, "建筑面积(㎡)": area})
        path = workbook(tmp_path / "房屋.xlsx", {estate.name: register(UNITS, row)})
        return waits(import_files(paths=[path], by=manager, as_of=TODAY))

    assert added("201", 50) == [0]
    bring(tmp_path, WORKS, work(), by=dispatcher)
    approve(reviewer)
    charged(accountant)
    assert added("202", 99_999) == [1]
    with pytest.raises(SamePerson):
        approve(manager)
    assert set(estate.units.values_list("room", flat=True)) == {"101", "102", "103", "201"}
    approve(reviewer)
    assert estate.units.get(room="202").tenures.get().name == "秦志"


def test_the_same_row_waits_once_and_another_word_of_it_is_refused(tmp_path, estate, dispatcher):
    bring(tmp_path, WORKS, work(), by=dispatcher)
    assert waits(bring(tmp_path, WORKS, work(), by=dispatcher)) == [0]
    (problem,) = errors(bring(tmp_path, WORKS, work(人工费=1), by=dispatcher))
    assert "waits already for approval" in problem.says
    assert ImportedBatch.objects.count() == 1


def test_rejected_and_withdrawn_nothing_was_ever_there(tmp_path, estate, dispatcher, accountant, reviewer):
    bring(tmp_path, WORKS, work(), by=dispatcher)
    reject(ImportedBatch, waiting_batches()[0].pk, reason="无验收单", by=reviewer, now=NOW)
    bring(tmp_path, WORKS, work(), by=dispatcher)
    withdraw(ImportedBatch, waiting_batches()[0].pk, by=dispatcher, now=NOW)
    assert (WorkOrder.objects.count(), waiting_batches()) == (0, [])
    assert charged(accountant) == (Yuan(0), {"no_agreement"})
    assert differences() == []


def test_what_no_longer_fits_is_refused_and_stays_waiting(tmp_path, estate, dispatcher, reviewer):
    bring(tmp_path, WORKS, work(), by=dispatcher)
    batch = waiting_batches()[0]
    bring(tmp_path, WORKS, work(费用承担="街道补贴", 小区="芙蓉苑", 分摊范围=None), by=_manager_of("芙蓉苑"))
    with pytest.raises(NoLongerFits):
        approve_batch(batch.pk, by=reviewer, now=NOW, today=TODAY)
    assert waiting_batches() == [batch]


def test_the_rows_of_a_batch_are_frozen(tmp_path, estate, dispatcher, reviewer, monkeypatch):
    bring(tmp_path, WORKS, work(), by=dispatcher)
    batch = waiting_batches()[0]
    claims = ImportedClaim._meta.db_table
    frozen = (
        f"UPDATE {claims} SET key = 'x'",
        f"DELETE FROM {claims}",
        f"UPDATE {batch._meta.db_table} SET digest = ''",
    )
    for statement in frozen:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    monkeypatch.setattr(waiting_rows, "digest_of", lambda sheets, rows: "0" * 64)
    with pytest.raises(NotAsImported):
        approve_batch(batch.pk, by=reviewer, now=NOW, today=TODAY)
    assert not WorkOrder.objects.exists()


def test_looking_at_a_batch_changes_nothing(tmp_path, estate, dispatcher, reviewer):
    bring(tmp_path, WORKS, work(), by=dispatcher)
    page = visitor("reviewer").text(f"/import/batches/{waiting_batches()[0].pk}/")
    assert "50,000.00" in page
    assert (WorkOrder.objects.count(), Charge.objects.count(), len(waiting_batches())) == (0, 0, 1)


@pytest.mark.parametrize("by", ["system", "reviewer"])
def test_the_command_line_approves_in_nobodys_name(tmp_path, estate, dispatcher, monkeypatch, by):
    UserFactory(username="reviewer", role="reviewer")
    bring(tmp_path, WORKS, work(), by=dispatcher)
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(CommandError):
        call_command("approve", by=by)
    with pytest.raises(CommandError):
        call_command("bill", "2022-06", approve=True, by=by)
    assert not WorkOrder.objects.exists()


def _manager_of(name: str):
    EstateFactory(code="BC09", name=name)
    return UserFactory(role="manager")


MADE_IN = {
    "BankAccountChange": {"property_ops/modules/estates/services.py"},
    "Confirmation": {
        "property_ops/modules/confirmations/importers/confirmations.py",
        "property_ops/modules/confirmations/services/papers.py",
    },
    "FeeDelivery": {"invoices/modules/fees/services/delivering.py"},
    "LateChargeTerms": {"invoices/modules/collections/services/late_charge_terms.py"},
    "Lease": {"property_ops/modules/parking/importers/leases.py", "property_ops/modules/parking/services/leases.py"},
    "Tenure": {"property_ops/modules/estates/importers/holders.py", "property_ops/modules/estates/services.py"},
    "UnitVersion": {"property_ops/modules/estates/importers/units.py", "property_ops/modules/estates/services.py"},
    "Meter": {
        "invoices/modules/meters/importers/meters.py",
        "invoices/modules/meters/selectors/listing.py",
        "invoices/modules/meters/services/demonstrating.py",
    },
    "MeterReading": {
        "invoices/modules/meters/importers/readings.py",
        "invoices/modules/meters/services/reading.py",
    },
    "PaymentCode": {"invoices/modules/online_payments/services/codes.py"},
    "LeaseProposal": {"property_ops/modules/parking/services/leases.py"},
    "Tariff": {"invoices/modules/tariffs/importers/tariffs.py"},
    "WorkConfirmation": {"property_ops/modules/works/services/accepting.py"},
    "WorkOrder": {"property_ops/modules/works/importers/works.py", "property_ops/modules/works/services/planning.py"},
}
"""Where a row is made by which somebody pays: the doors of docs/adr/0047, and how many persons stand behind each."""


def test_what_makes_somebody_pay_is_made_at_the_doors_of_the_table_and_nowhere_else():
    found: dict[str, set[str]] = {name: set() for name in MADE_IN}
    for path in code_files():
        place = path.relative_to(CHECKOUT).as_posix()
        if path.name == "testing.py" or "/models/" in place:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (name := _made(node.func)) in found:
                found[name].add(place)
    assert found == MADE_IN


def _made(called: ast.expr) -> str:
    """`Lease(…)`, `Lease.objects.create(…)` and the like: Lease."""
    if isinstance(called, ast.Name):
        return called.id
    is_making = isinstance(called, ast.Attribute) and called.attr in MAKING
    manager = called.value if isinstance(called, ast.Attribute) and is_making else None
    return manager.value.id if isinstance(manager, ast.Attribute) and isinstance(manager.value, ast.Name) else ""


MAKING = {"create", "bulk_create", "get_or_create", "update_or_create"}
