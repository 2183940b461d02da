"""What once got in by a side door, tried again by every door there is: pages, workbook, command line, programs.

Each ends refused, or waiting for another person, and nobody is charged (docs/product.md rules 22 and 23).
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils.timezone import localdate

from invoices.modules.billing.public import Bill
from invoices.modules.charges.public import Charge, charge_month
from invoices.modules.tariffs.models import Tariff
from property_ops.framework.importing.approving import waiting_batches
from property_ops.framework.models import ImportedBatch
from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from property_ops.modules.parking.public import Closure, Lease
from property_ops.modules.parking.testing import LeaseFactory, SpaceFactory
from property_ops.modules.portal.models import AcceptanceLink
from property_ops.modules.works.models import AcceptanceTerms, Transcription, WorkConfirmation, WorkOrder
from property_ops.modules.works.public import Party, WorkState
from property_ops.modules.works.selectors import terms_of
from property_ops.modules.works.testing import WorkOrderFactory
from tests.invoices.june import JUNE, drafted, registered
from tests.programs import ROOT, program
from tests.property_ops.framework.importing.papers import SPACES, TARIFFS, WORKS, cells, register, workbook
from tests.property_ops.framework.pictures import photos
from tests.visitors import Visitor, visitor

pytestmark = pytest.mark.django_db
ACCEPTED = {
    "工单号": "GD-1", "类别": "路面修补", "小区": "牡丹花园", "单位": "㎡", "完成量": 100, "验收量": 100,
    "完工日期": "2022-06-01", "验收日期": date(2022, 6, 2), "验收人": "三方", "人工费": 60000, "材料费": 30000,
    "机械费": 10000, "费用承担": "居民分摊", "分摊范围": "全小区", "验收结果": "合格",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _nobody_at_the_terminal(settings, tmp_path, monkeypatch):
    settings.DATA = tmp_path
    monkeypatch.setattr("sys.stdin", None)


@pytest.fixture
def accountant(shipped):
    return UserFactory(username="kuaiji", role="accountant")


@pytest.fixture
def estate(shipped):
    place = EstateFactory(code="BC01", name="牡丹花园")
    owned_unit(estate=place, building=1, entrance=1, room="101", area=Decimal(100))
    return place


def paper(folder: Path, heads: list[str], **said) -> Path:
    return workbook(folder / "台账.xlsx", {"台账": register(heads, cells(heads, **said))})


def brought(client: Visitor, path: Path) -> str:
    """The workbook through the page of imports, confirmed; what the page says at last."""
    upload = SimpleUploadedFile(path.name, path.read_bytes())
    preview = client.post("/import/", {"files": [upload]})
    if preview.status_code == 403:
        return "403"
    shown = client.text(preview["Location"])
    return shown + client.post(preview["Location"], follow=True).content.decode()


def told(*command: str, **options) -> str:
    """The refusal of a command of somebody whom nobody proves to be."""
    with pytest.raises(CommandError) as refused:
        call_command(*command, **options)
    return str(refused.value)


def charged(month: Month = JUNE) -> list[Yuan]:
    charge_month(month=month, by=UserFactory(role="accountant"), today=date(2022, 7, 5))
    return list(Charge.objects.values_list("amount", flat=True))


def test_a_row_of_a_register_is_no_accepted_work(tmp_path, estate):
    path = paper(tmp_path, WORKS, **ACCEPTED)
    assert "may not import this register" in brought(visitor("accountant"), path)
    assert not ImportedBatch.objects.exists()
    dispatcher = visitor("dispatcher", username="diaodu")
    brought(dispatcher, path)
    (batch,) = waiting_batches()
    visitor("dispatcher").post(f"/approvals/import/{batch.pk}/approve/")
    dispatcher.post(f"/approvals/import/{batch.pk}/approve/")
    assert "PROPERTY_OPS_TOKEN" in told("import", str(path), by="diaodu")
    assert "is no person" in told("import", str(path), by="system")
    call_command("approve", verbosity=0)  # without a person it lists what waits
    robot = program("dispatcher", user=dispatcher.user)
    made = robot.send(
        "/works", {"estate": "BC01", "kind": "路面修补", "place": "东门", "result": "accepted"}, status=422
    )
    assert made["code"]
    for step in ("confirm", "accept", "transcribe", "deem"):
        assert robot.post(f"{ROOT}/works/GD-1/{step}").status_code == 404
    assert (WorkOrder.objects.count(), charged()) == (0, [])
    visitor("reviewer").post(f"/approvals/import/{batch.pk}/approve/")
    assert charged() == [Yuan(100_000_00)]


def test_one_dispatcher_is_not_three_parties(tmp_path, estate):
    dispatcher, manager = visitor("dispatcher"), visitor("manager")
    robot = program("dispatcher", user=dispatcher.user)
    number = robot.send("/works", {"estate": "BC01", "kind": "路面修补", "place": "东门"}, status=201)["number"]
    lines = [{"name": "修补", "unit": "㎡", "planned": "10", "price_fen": 5000}]
    robot.send(f"/works/{number}/estimate", {"lines": lines, "payers": {"residents": 100}, "scope": "全小区"})
    for _asked_and_again in range(2):
        manager.post(f"/work-steps/approve/{number}/", {"ceiling": "500"})
    robot.send(f"/works/{number}/start", {})
    paid = {
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "0",
        "on": localdate(),
        "form-0-type": "machine",
        "form-0-amount": "500",
    }
    dispatcher.post(f"/work-costs/paid/{number}/", paid)
    robot.send(f"/works/{number}/finish", {"lines": [{"line": 1, "done": "10"}]})
    work = WorkOrder.objects.get()
    said = {"on": localdate(), "line_1": "10", "person": "某人"}
    for party in Party:
        dispatcher.post(f"/work-steps/confirm/{number}/", said | {"party": party.value})
        signed = SimpleUploadedFile("signed.jpg", photos.jpeg())
        dispatcher.post(f"/work-steps/transcribe/{number}/", said | {"party": party.value})
        dispatcher.post(f"/work-steps/transcribe/{number}/", said | {"party": party.value, "scan": signed})
        dispatcher.post(f"/acceptance-links/{party.value}/give/{number}/")
    for waiting in Transcription.objects.all():
        dispatcher.post(f"/approvals/transcription/{waiting.pk}/approve/")
    brought(dispatcher, paper(tmp_path, WORKS, **ACCEPTED | {"工单号": number}))
    assert {one.party for one in WorkConfirmation.objects.all()} == {Party.COMPANY}
    assert not AcceptanceLink.objects.exists()
    work.refresh_from_db()
    assert (work.state, waiting_batches(), charged(Month.of(localdate()))) == (WorkState.DONE, [], [])


def test_nobody_of_the_office_finds_a_partys_link(estate):
    WorkOrderFactory(estate=estate, number="GD-7", result="pending", accepted=None, accepted_on=None)
    work = WorkOrder.objects.get()
    made = visitor("manager").post("/acceptance-links/committee/give/GD-7/").content.decode()
    token = made.split("/a/")[1][:32]
    for role in ("dispatcher", "manager", "auditor"):
        client = visitor(role)
        for path in ("/works/GD-7/", "/work-papers/certificate/GD-7/", "/audit/"):
            answer = client.get(path)
            assert token.encode() not in (b"".join(answer) if answer.streaming else answer.content), (role, path)
        refused = client.post(f"/a/{token}", {"decision": "accept", "person": "王主任", "line_1": "120", "sure": "1"})
        assert refused.status_code == 422, role
    assert token not in str(program("administrator").ask("/works/GD-7"))
    assert visitor("auditor").post("/acceptance-links/committee/give/GD-7/").status_code == 403
    work.refresh_from_db()
    assert (work.state, WorkConfirmation.objects.count()) == (WorkState.DONE, 0)


def test_a_manager_alone_takes_no_party_away_and_shortens_no_silence(estate):
    manager = visitor("manager")
    before = terms_of(estate).said
    manager.post("/works-terms/BC01/change/", {"deemed_days": "1"})
    (asked,) = AcceptanceTerms.objects.all()
    manager.post(f"/approvals/terms/{asked.pk}/approve/")
    dispatcher = visitor("dispatcher")
    assert dispatcher.post("/works-terms/BC01/change/", {"deemed_days": "1"}).status_code == 403
    dispatcher.post(f"/approvals/terms/{asked.pk}/approve/")
    assert terms_of(estate).said == before
    visitor("reviewer").post(f"/approvals/terms/{asked.pk}/approve/")
    assert (terms_of(estate).has_committee, terms_of(estate).deemed_days) == (False, 1)


def test_nobody_alone_ends_a_reduction_or_puts_a_rate_in_force(tmp_path, accountant):
    """One row with an end date; a rate of 9.99 where there was none."""
    registered()
    before = charged()
    rates = list(Tariff.objects.values())
    ends = {"小区": "牡丹花园", "收费项目": "空置房减免比例", "适用": "住宅", "标准": 0.7, "单位": "按比例"}
    ends |= {"执行日期": "2020-01-01", "截止日期": f"{localdate()}"}
    path = paper(tmp_path, TARIFFS, **ends)
    clerk, dispatcher = visitor("accountant"), visitor("dispatcher")
    assert "may not import this register" in brought(dispatcher, path)
    brought(clerk, path)
    (batch,) = waiting_batches()
    clerk.post(f"/approvals/import/{batch.pk}/approve/")
    rate = Tariff.objects.get(item__code="service_fee", end=None)
    high = {"of": rate.pk, "estate": "BC01", "item": "service_fee", "rate": "9.99", "start": f"{localdate()}"}
    for page in ("/tariffs/new/", "/tariffs/first/"):
        assert dispatcher.post(page, high).status_code == 403
        clerk.post(page, high)
    call_command("import", str(path), verbosity=0)  # nobody is named: the system's own account brings it
    call_command("approve", verbosity=0)
    assert list(Tariff.objects.filter(state="approved").values()) == rates
    assert charged() == before


def test_bills_are_approved_in_nobodys_name(accountant):
    drafted(accountant)
    UserFactory(username="reviewer", role="reviewer")
    for by in ("reviewer", "system", "nobody", None):
        told("bill", "2022-06", approve=True, issue=True, by=by)
    own = Visitor()
    own.user = accountant
    own.force_login(accountant, backend="property_ops.framework.authentication.AccessBackend")
    own.post("/month-end/2022-06/steps/approve/")
    visitor("dispatcher").post("/month-end/2022-06/steps/approve/")
    assert program("reviewer").post(f"{ROOT}/bills/{Bill.objects.first().pk}/approve").status_code == 404
    assert set(Bill.objects.values_list("state", flat=True)) == {"draft"}


def test_no_space_is_let_before_it_is_marked_or_closed_for_a_century(tmp_path, estate):
    WorkOrderFactory(
        estate=estate, number="PG-1", kind="车位施划", result="pending", state="done", accepted=None, accepted_on=None
    )
    drawn = [SpaceFactory(estate=estate, number=f"东-{number:03}", work_order_number="PG-1") for number in (1, 2)]
    unit = estate.units.get()
    terms = {"unit": unit.code, "monthly_rent": "60", "start": "2022-06-01"}
    clerk, dispatcher = visitor("accountant"), visitor("dispatcher")
    for space in drawn:
        assert clerk.post(f"/parking/spaces/{space.pk}/let/", terms).status_code == 422
    row = {"小区": "牡丹花园", "车位号": "东-001", "类型": "固定", "使用房屋": "1-1-101", "月租(元)": 60}
    assert "not on the ground" in brought(clerk, paper(tmp_path, SPACES, **row, 起租日期="2022-06-01"))
    leased = LeaseFactory(space=SpaceFactory(estate=estate, number="A017"), unit=unit, monthly_rent=Yuan(60_00)).space
    WorkOrderFactory(estate=estate, number="GD-1")
    century = {"spaces": [leased.pk], "first_day": "1990-01-01", "last_day": "2099-12-31", "reason": ""}
    assert dispatcher.post("/road-repair/close/GD-1/", century).status_code == 422
    assert (Lease.objects.count(), Closure.objects.count(), waiting_batches()) == (1, 0, [])
    assert Yuan(60_00) in charged()
