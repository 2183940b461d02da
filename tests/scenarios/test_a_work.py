"""One work from the first word to the paid line of a statement: estimated, done, sent back, mended, accepted.

By hand: hours 16.5 × 37.50 = 618.75, material 6.5 of 10 t bought for 4,200.00 = 2,730.00, a roller 600.00; together
3,948.75. The rework's 200.00 and the late 90.00 never count. Accepted are 116 of 120 ㎡ at 45.50 and 40 of 40 m at
30.00: 6,478 of 6,660. Payable 3,948.75 × 6478 ÷ 6660 = 3,840.84; residents' 60 % of it 2,304.50, by area 1,068.98 and
1,235.52.
"""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from invoices.modules.billing.public import Bill, approve_bills, draft_bills, issue_bills
from invoices.modules.breakeven.public import post_work_costs, result_of
from invoices.modules.charges.models import Charge, Hold
from invoices.modules.charges.public import charge_month
from invoices.modules.payments.public import MoneyMovement, PaymentChannel, enter
from invoices.modules.receivables.public import PayerAccount, balance_of
from invoices.modules.statements.services.composing import document_of
from property_ops.framework.checks import verify_all
from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Company
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from property_ops.modules.works.models import Material
from property_ops.modules.works.public import (
    FundingSplit,
    Party,
    PlannedLine,
    approve_work,
    create_work,
    deem_accepted,
    estimate_work,
    finish_work,
    issue_material,
    payable_parts,
    receive_material,
    record_cost,
    record_labour,
    report_defect,
    schedule_work,
    send_back_work,
    spent_on,
    start_work,
)
from property_ops.modules.works.services.store import change_rate
from property_ops.modules.works.testing import agree, hear

pytestmark = pytest.mark.django_db
JUNE, NOW, TODAY = Month(2022, 6), datetime(2022, 7, 4, 9, 0, tzinfo=UTC), date(2022, 7, 5)
PLANNED_ON, DONE_ON, MENDED_ON, ACCEPTED_ON = (date(2022, 6, day) for day in (6, 8, 12, 15))
ONE, OTHER = "BC01-5-2-301", "BC01-5-2-302"


@pytest.fixture
def people(shipped):
    roles = ("dispatcher", "manager", "accountant", "reviewer")
    return {role: UserFactory(username=role, role=role) for role in roles}


@pytest.fixture
def estate(people):
    Company.objects.update_or_create(id=1, defaults={"name": "城市物业服务有限公司"})
    estate = EstateFactory(code="BC01", name="牡丹花园")
    place = {"estate": estate, "building": 5, "entrance": 2}
    owned_unit(owner="李小华", room="301", code=ONE, area=Decimal("86.52"), **place)
    owned_unit(owner="张三", room="302", code=OTHER, area=Decimal(100), **place)
    return estate


def planned(estate, people):
    dispatcher, manager = people["dispatcher"], people["manager"]
    work = create_work(estate=estate, kind="路面修补", place="5号楼前", by=dispatcher, on=date(2022, 6, 1))
    lines = [
        PlannedLine("路面修补", "㎡", Decimal(120), Yuan(45_50)),
        PlannedLine("更换路缘石", "m", Decimal(40), Yuan(30_00)),
    ]
    split = FundingSplit(residents=Decimal(60), subsidy=Decimal(40))
    estimate_work(work=work, lines=lines, split=split, scope="5号楼", by=dispatcher, on=date(2022, 6, 1))
    approve_work(work=work, ceiling=Yuan(6660_00), by=manager, on=date(2022, 6, 2))
    return schedule_work(work=work, planned_on=PLANNED_ON, by=dispatcher, on=date(2022, 6, 2))


def done(work, people):
    dispatcher = people["dispatcher"]
    start_work(work=work, by=dispatcher, on=PLANNED_ON)
    change_rate(trade="瓦工", start=date(2022, 1, 1), rate=Yuan(37_50), by=people["manager"])
    asphalt = Material.objects.create(code="AC-13", name="细粒式沥青混凝土", unit="t")
    receive_material(material=asphalt, quantity=Decimal(10), paid=Yuan(4200_00), by=dispatcher, on=PLANNED_ON)
    record_labour(work=work, trade="瓦工", hours=Decimal("16.5"), by=dispatcher, on=PLANNED_ON)
    issue_material(work=work, material=asphalt, quantity=Decimal("6.5"), by=dispatcher, on=PLANNED_ON)
    record_cost(work=work, type="machine", amount=Yuan(600_00), by=dispatcher, on=PLANNED_ON, remark="压路机")
    return finish_work(work=work, done={1: Decimal(120), 2: Decimal(40)}, by=dispatcher, on=DONE_ON)


def mended(work, people):
    dispatcher = people["dispatcher"]
    send_back_work(
        work=work, party=Party.COMMITTEE, person="赵主任", reason="接缝不平", on=date(2022, 6, 9), by=dispatcher
    )
    start_work(work=work, by=dispatcher, on=MENDED_ON)
    record_cost(work=work, type="machine", amount=Yuan(200_00), by=dispatcher, on=MENDED_ON)
    return finish_work(work=work, by=dispatcher, on=MENDED_ON)


def confirmed(work, people, *parties):
    for party, person, measured in parties:
        said = {1: Decimal(measured), 2: Decimal(40)}
        hear(work, party, said, on=ACCEPTED_ON, staff=people["dispatcher"], person=person)
    work.refresh_from_db()
    return work


def charged(people):
    charge_month(month=JUNE, by=people["accountant"], today=TODAY)
    return {charge.unit.code: charge.amount for charge in Charge.objects.select_related("unit")}


def test_from_draft_to_a_paid_line(estate, people):
    work = done(planned(estate, people), people)
    assert charged(people) == {}
    assert Hold.objects.get(source="works", released_by=None).reason == "not_accepted"
    work = mended(work, people)
    work = confirmed(work, people, (Party.COMPANY, "钱工", 118), (Party.BRANCH, "孙书记", 116))
    assert charged(people) == {}  # two of three
    work = confirmed(work, people, (Party.COMMITTEE, "赵主任", 120))
    record_cost(
        work=work, type="provider", amount=Yuan(90_00), by=people["manager"], on=ACCEPTED_ON, remark="迟到的发票"
    )
    assert charged(people) == {ONE: Yuan(1068_98), OTHER: Yuan(1235_52)}
    assert charged(people) == {ONE: Yuan(1068_98), OTHER: Yuan(1235_52)}  # once, however often it runs
    work.refresh_from_db()
    assert payable_parts(work) == {"residents": Yuan(2304_50), "subsidy": Yuan(1536_34)}
    assert (work.cost, spent_on(work)) == (Yuan(3948_75), Yuan(4238_75))

    draft_bills(month=JUNE, by=people["accountant"], now=NOW)
    approve_bills(month=JUNE, by=people["reviewer"], now=NOW)
    issue_bills(month=JUNE, by=people["accountant"], today=TODAY)
    bill = Bill.objects.get(unit_code=ONE)
    (line,) = document_of(bill).lines
    assert (line.item, line.amount) == ("工程分摊", Yuan(1068_98))
    what, shared = line.evidence
    assert what.endswith("　路面修补 · 5号楼前　验收 116 ㎡（完成 120 ㎡）；40 m")
    on = ACCEPTED_ON
    assert shared.startswith(f"验收 业委会 亲验（链接）{on}；党支部 亲验（链接）{on}；物业 亲验 {on}，")
    assert "，居民承担 60%，计 2,304.50 元，按建筑面积 86.52 / 186.52 ㎡ 分摊，" in shared

    post_work_costs(month=JUNE, by=people["accountant"], today=TODAY)
    result = result_of("BC01", JUNE.period)
    assert (result.cost, result.borne_by_company) == (Yuan(4238_75), Yuan(397_91))

    cash = MoneyMovement(channel=PaymentChannel.CASH, transaction="", day=TODAY, amount=Yuan(1068_98))
    enter(movement=cash, unit_code=ONE, party=str(bill.payer_id), by=people["accountant"], now=NOW, today=TODAY)
    assert balance_of(PayerAccount(ONE, str(bill.payer_id))).balance == Yuan(0)
    assert [difference.says % difference.facts for check in verify_all() for difference in check.differences] == []


def test_a_statement_says_what_was_deemed_accepted(estate, people):
    agree(estate, deemed_days=5)
    work = confirmed(done(planned(estate, people), people), people, (Party.COMPANY, "钱工", 120))
    deem_accepted(work=work, by=people["manager"], on=date(2022, 6, 20))
    charged(people)
    draft_bills(month=JUNE, by=people["accountant"], now=NOW)
    approve_bills(month=JUNE, by=people["reviewer"], now=NOW)
    issue_bills(month=JUNE, by=people["accountant"], today=TODAY)
    (line,) = document_of(Bill.objects.get(unit_code=ONE)).lines
    silent = "业委会 视同验收 2022-06-20；党支部 视同验收 2022-06-20"
    assert line.evidence[1].startswith(f"验收 {silent}；物业 亲验 {ACCEPTED_ON}，")


def test_a_defect_under_warranty_costs_residents_nothing(estate, people):
    dispatcher, manager = people["dispatcher"], people["manager"]
    work = done(planned(estate, people), people)
    confirmed(work, people, *((party, None, 120) for party in Party))
    before = charged(people)
    order = report_defect(work=work, what="又塌陷", by=dispatcher, on=date(2022, 6, 20))
    lines = [PlannedLine("路面修补", "㎡", Decimal(5), Yuan(45_50))]
    estimate_work(work=order, lines=lines, split=FundingSplit(), by=dispatcher, on=date(2022, 6, 20))
    approve_work(work=order, ceiling=Yuan(300_00), by=manager, on=date(2022, 6, 20))
    start_work(work=order, by=dispatcher, on=date(2022, 6, 21))
    record_cost(work=order, type="machine", amount=Yuan(150_00), by=dispatcher, on=date(2022, 6, 21))
    order = finish_work(work=order, done={1: Decimal(5)}, by=dispatcher, on=date(2022, 6, 21))
    for party in Party:
        hear(order, party, {1: Decimal(5)}, on=date(2022, 6, 22), staff=dispatcher)
    order.refresh_from_db()
    assert order.state == "accepted"
    assert charged(people) == before
    assert not Charge.objects.filter(basis__facts__number=order.number).exists()
