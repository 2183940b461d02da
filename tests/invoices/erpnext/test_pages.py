"""The pages of the comparison, of what changed in ERPNext, and of what there is known to be none of ours."""

import pytest
from django.utils import timezone

from invoices.modules.credit_notes.public import Credit, prepare_credit_note
from invoices.modules.credit_notes.services import approve_credit_note
from invoices.modules.erpnext.domain.documents import INVOICE, PAYMENT
from invoices.modules.erpnext.models import BookComparison, Connection, KnownDocument, RemoteChange, SyncRecord
from invoices.modules.erpnext.services.comparisons import perform_comparison
from invoices.modules.payments.public import MoneyMovement, PaymentChannel, enter
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Estate
from tests.invoices.june import LIVED_IN, NOW, TODAY, bill_of
from tests.services.erpnext.server import TOKEN
from tests.visitors import visitor

SETTINGS = {"company": "Property", "tax_rate": "0", "requests_per_minute": "60000"}


@pytest.fixture
def office(server, shipped, ready):
    one = visitor("manager")
    places = {"customer_group": "物业住户", "territory": "China"}
    assert one.post("/erpnext/settings/", {**SETTINGS, **places, "url": server.url, "token": TOKEN}).status_code == 302
    return one


def compared(office):
    assert office.post("/erpnext/check/compare/").status_code == 302
    run = BookComparison.objects.first()
    perform_comparison(run.pk)
    return office.text("/erpnext/check/")


def made_by_hand(server):
    customer = next(iter(server.store.of(INVOICE).values()))["customer"]
    place = {"customer": customer, "company": "Property", "set_posting_time": 1, "posting_date": "2022-07-05"}
    items = [{"item_code": "PO-service_fee", "qty": 1, "rate": 7777}]
    return server.store.insert({"doctype": INVOICE, "items": items, "docstatus": 1, **place})["name"]


def test_the_comparison_stands_on_its_page_and_a_foreign_document_is_known_to_two(server, office, pushed):
    assert "have not been compared yet" in office.text("/erpnext/check/")
    pushed()
    assert "agree to the fen" in compared(office)
    name = made_by_hand(server)
    page = compared(office)
    assert "do not agree" in page
    assert f"{server.url}/app/sales-invoice/{name}" in page
    assert "7,777.00" in page
    assert office.post("/erpnext/check/known/", {"name": name, "reason": "押金"}).status_code == 302
    mark = KnownDocument.objects.get()
    assert (mark.state, mark.reason, str(mark.amount)) == ("waiting", "押金", "7777.00")
    assert "do not agree" in compared(office)
    second = visitor("reviewer")
    assert name in second.text("/erpnext/known/")
    assert second.post(f"/approvals/erpnext_known/{mark.pk}/approve/").status_code == 302
    assert "agree to the fen" in compared(office)


def test_what_stops_a_comparison_stands_on_the_page(server, office):
    Connection.objects.update(url="http://127.0.0.1:9")
    assert "Nothing answers at the address" in compared(office)


def test_a_change_is_accepted_on_its_page_by_another_person_and_not_by_who_fetched_it(office, accountant):
    change = RemoteChange.objects.create(
        kind="purchase", name="ACC-PINV-1", label="绿地公司", estate=Estate.objects.get(code="BC01"),
        after="2022-07-05 绿化养护", amount=Yuan(88_50), prepared_by=accountant, prepared_at=timezone.now(),
        facts={"day": "2022-07-05", "kind": "greening", "supplier": "绿地公司", "bill": "F-1"},
    )  # fmt: skip
    assert "绿地公司" in office.text("/erpnext/changes/")
    assert visitor("accountant").post(f"/approvals/erpnext_change/{change.pk}/approve/").status_code == 403
    assert visitor("reviewer").post(f"/approvals/erpnext_change/{change.pk}/approve/").status_code == 302
    change.refresh_from_db()
    assert change.state == "approved"
    assert SyncRecord.objects.get(remote_name="ACC-PINV-1").from_there


def test_the_page_of_a_bill_has_the_way_to_erpnext(server, office, pushed):
    pushed()
    bill = bill_of(LIVED_IN)
    record = SyncRecord.objects.get(label=bill.number)
    assert f"{server.url}/app/sales-invoice/{record.remote_name}" in office.text(f"/bills/{bill.pk}/")


def test_a_receipt_and_a_credit_note_have_the_way_to_erpnext(office, server, accountant, reviewer, pushed):
    bill = bill_of(LIVED_IN)
    movement = MoneyMovement(PaymentChannel.BANK, "T1", TODAY, Yuan(50_00))
    receipt = enter(
        movement=movement, unit_code=LIVED_IN, party=str(bill.payer_id), by=accountant, now=NOW, today=TODAY
    )
    credits = [Credit(bill.lines.get(item_code="parking_fee").pk, Yuan(5_00))]
    note = prepare_credit_note(bill=bill, credits=credits, reason="车位停用", by=accountant, now=NOW)
    approve_credit_note(note_id=note.pk, by=reviewer, now=NOW, today=TODAY)
    pushed()
    (payment,) = server.store.of(PAYMENT)
    assert f"{server.url}/app/payment-entry/{payment}" in office.text(f"/receipts/{receipt.pk}/")
    returned = next(name for name, one in server.store.of(INVOICE).items() if one["is_return"])
    assert f"{server.url}/app/sales-invoice/{returned}" in office.text(f"/credit-notes/{note.pk}/")
