"""A push that is killed in the middle of each kind of document goes on, and nothing is there twice."""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from invoices.modules.breakeven.models import CostKind, CostVoucher
from invoices.modules.breakeven.services import approve_vouchers, prepare_voucher
from invoices.modules.credit_notes.public import Credit, prepare_credit_note
from invoices.modules.credit_notes.services import approve_credit_note
from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.domain.documents import IN_ORDER
from invoices.modules.erpnext.models import Connection, SyncRecord
from invoices.modules.erpnext.services.check import tie_out
from invoices.modules.payments.public import Disbursement, MoneyMovement, PaymentChannel, enter, record
from invoices.modules.payments.services import PaymentCodingDraft, code_payment
from property_ops.kernel.money import Yuan
from property_ops.modules.dispatch.testing import CrewFactory, VisitFactory
from property_ops.modules.estates.public import Estate
from property_ops.modules.requests.public import Asked, register_request
from property_ops.modules.works.models import Material, TradeRate
from property_ops.modules.works.public import issue_material, receive_material, record_labour
from property_ops.modules.works.testing import WorkOrderFactory
from tests.invoices.june import LIVED_IN, NOW, TODAY, VACANT, bill_of
from tests.services.erpnext.site import A_SERVICE

DAY, JUNE = date(2022, 7, 4), date(2022, 6, 1)
NINE = datetime(2022, 7, 4, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
AT = {"now": NOW, "today": TODAY}


@pytest.fixture
def everything(server, prepare, issued_june, accountant, reviewer, manager):
    """One document of every kind at least, and all that can be sent is sent."""
    sent = {"sends_purchases": True, "sends_works": True, "sends_materials": True, "sends_requests": True}
    Connection.objects.update_or_create(pk=1, defaults=sent)
    estate = Estate.objects.get(code="BC01")
    _money(estate, accountant, reviewer)
    _works(manager)
    said = Asked("phone", "roads", "路面有坑", DAY)
    register_request(estate=estate, asked=said, by=manager, now=NOW)
    item = {"item_code": "SN425", "item_name": "水泥 42.5", "is_stock_item": 1}
    server.store.insert({"doctype": "Item", **A_SERVICE, **item})
    prepare()


def _money(estate, accountant, reviewer):
    bill = bill_of(LIVED_IN)
    credits = [Credit(bill.lines.get(item_code="parking_fee").pk, Yuan(40_00))]
    note = prepare_credit_note(bill=bill, credits=credits, reason="车位停用", by=accountant, now=NOW)
    approve_credit_note(note_id=note.pk, by=reviewer, **AT)
    movement = MoneyMovement(PaymentChannel.BANK, "IN-1", TODAY, Yuan(300_00))
    enter(movement=movement, unit_code=VACANT, party=str(bill_of(VACANT).payer_id), by=accountant, **AT)
    kind = CostKind.objects.get(code="cleaning")
    voucher = CostVoucher(
        estate=estate, month=JUNE, kind=kind, amount=Yuan(300_00), memo="六月保洁", reference="BJ-0001"
    )
    voucher = prepare_voucher(voucher=voucher, by=accountant, now=NOW)
    approve_vouchers(ids=[voucher.pk], by=reviewer, **AT)
    out = MoneyMovement(PaymentChannel.BANK, "OUT-1", TODAY, Yuan(300_00), name="绿洁", is_out=True)
    record(movements=[out], by=accountant, **AT)
    said = PaymentCodingDraft("2202", Yuan(300_00), paper=str(CostVoucher.objects.get().number))
    code_payment(disbursement=Disbursement.objects.get().pk, said=said, by=accountant, **AT)


def _works(manager):
    TradeRate.objects.create(trade="瓦工", start=date(2022, 1, 1), rate=Yuan(40_00))
    work = WorkOrderFactory(
        number="GD20220009", estate__code="BC02", result="pending", state="in_progress", done=None, done_on=None,
        accepted=None, accepted_on=None, from_register=True, labour=Yuan(0), material=Yuan(0), machine=Yuan(0),
    )  # fmt: skip
    VisitFactory(work=work, number=1, crew=CrewFactory(), starts_at=NINE)
    record_labour(work=work, trade="瓦工", hours=Decimal("7.5"), by=manager, on=DAY)
    cement = Material.objects.create(code="SN425", name="水泥 42.5", unit="袋")
    receive_material(material=cement, quantity=Decimal(10), paid=Yuan(250_00), by=manager, on=DAY)
    issue_material(work=work, material=cement, quantity=Decimal(4), by=manager, on=DAY)


class Killed(BaseException):
    """The process is gone: nothing that follows is done, not even an except."""


@pytest.mark.parametrize("arrives", [True, False])
def test_whatever_kind_was_under_way_when_it_was_killed_is_there_once(
    server, access, gateway, accountant, everything, pushed, monkeypatch, arrives
):
    insert_many, killed = Gateway.insert_many, Counter()

    def dying(self, documents):
        doctype = documents[0]["doctype"]
        killed[doctype] += 1
        if killed[doctype] > 1:
            return insert_many(self, documents)
        if arrives:
            insert_many(self, documents)
        raise Killed

    monkeypatch.setattr(Gateway, "insert_many", dying)
    for _kind in IN_ORDER:
        with pytest.raises(Killed):
            pushed()
    pushed()
    assert set(killed) == set(IN_ORDER)
    assert set(SyncRecord.objects.values_list("state", flat=True)) == {"sent"}
    there = Counter(one.doctype for one in SyncRecord.objects.all())
    assert {doctype: len(server.store.of(doctype)) for doctype in IN_ORDER} == dict(there)
    found = tie_out(access=access, gateway=gateway, by=accountant, today=TODAY)
    assert found.ties, (found.mismatches, found.foreign, found.accounts)
