"""Issued bills in ERPNext: each once, to the fen, whatever breaks on the way. Against a server over real HTTP."""

import pytest

from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.domain.errors import NotLetIn, SetupMissing, Unreachable
from invoices.modules.erpnext.models import SyncEvent, SyncRecord
from invoices.modules.erpnext.services.push import push, what_would_be_pushed
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.money import Yuan
from tests.invoices.june import LIVED_IN, bill_of
from tests.services.erpnext.server import BUSY, CUT_AFTER, CUT_BEFORE, DEADLOCK, HTML, SILENT_AFTER, SLOW_BODY

INVOICES, CUSTOMERS = "Sales Invoice", "Customer"


def remote(server, doctype=INVOICES):
    return sorted(server.store.of(doctype).values(), key=lambda one: one["name"])


def amounts(server):
    return sorted(round(one["grand_total"] * 100) for one in remote(server))


def test_issued_bills_are_sales_invoices_to_the_fen(server, pushed):
    results = pushed()
    assert (results[CUSTOMERS].sent, results[INVOICES].sent, results[INVOICES].failed) == (2, 2, 0)
    assert amounts(server) == [511_49, 534_27]
    assert all(one["docstatus"] == 1 for one in remote(server))


def test_an_invoice_says_what_the_bill_says(server, pushed):
    pushed()
    bill = bill_of(LIVED_IN)
    invoice = next(one for one in remote(server) if one["custom_source_id"].endswith(f":bill:{bill.number}"))
    assert invoice["customer"] == f"{LIVED_IN} 李小华"
    assert (invoice["posting_date"], invoice["due_date"]) == (str(bill.issued_on), str(bill.due_on))
    assert [str(row["rate"]) for row in invoice["items"]] == [str(line.amount) for line in bill.lines.all()]
    assert {row["cost_center"] for row in invoice["items"]} == {"BC01 牡丹花园 - PO"}
    service, *_others, work = (row["description"] for row in invoice["items"])
    assert service == "物业服务费 2022-06-01～2022-06-15：86.52 ㎡ × 0.35 × 0.475；服务确认 导入"
    assert work.endswith("；验收 郑玉婷 导入 2022-06-15")


def test_a_second_push_sends_nothing(server, pushed):
    pushed()
    before = len(server.requests)
    assert pushed()[INVOICES].sent == 0
    assert len(remote(server)) == 2
    assert not [path for method, path in server.requests[before:] if "insert" in path]


@pytest.mark.parametrize("fault", [BUSY, HTML, CUT_AFTER, CUT_BEFORE, DEADLOCK])
def test_each_document_is_there_once_whatever_breaks(server, pushed, fault):
    server.break_next(fault, fault)
    pushed()
    everything_is_there_once(server)


@pytest.mark.parametrize("fault", [SILENT_AFTER, SLOW_BODY])
def test_each_document_is_there_once_though_answers_do_not_come(server, access, impatient, pushed, accountant, fault):
    server.break_next(fault, fault)
    try:
        push(access=access, gateway=impatient, by=accountant, sleep=lambda seconds: None)
    except Unreachable:  # on a busy machine, other answers are late as well
        server.faults.clear()
        pushed()
    everything_is_there_once(server)


def everything_is_there_once(server):
    assert amounts(server) == [511_49, 534_27]
    assert len(remote(server, CUSTOMERS)) == 2
    assert set(SyncRecord.objects.values_list("state", flat=True)) == {"sent"}


def test_an_outage_stops_the_push_and_the_next_one_goes_on(server, pushed):
    server.break_next(*[CUT_BEFORE] * 4)
    with pytest.raises(Unreachable):
        pushed()
    assert not SyncRecord.objects.filter(doctype=INVOICES, state="sent").exists()
    pushed()
    assert amounts(server) == [511_49, 534_27]


def test_what_is_refused_says_why_and_is_tried_again_by_the_next_push(server, pushed):
    server.store.of("Fiscal Year")["2022"]["disabled"] = 1
    results = pushed()
    assert (results[CUSTOMERS].sent, results[INVOICES].failed) == (2, 2)
    record = SyncRecord.objects.filter(doctype=INVOICES).first()
    assert (record.error_kind, record.attempts) == ("FiscalYearError", 1)
    server.store.of("Fiscal Year")["2022"]["disabled"] = 0
    assert pushed()[INVOICES].sent == 2
    assert list(record.events.values_list("state", flat=True)) == ["sent", "failed"]


def test_a_poisoned_document_stops_no_other(server, pushed):
    del server.store.of("Item")["PO-parking_fee"]  # only the lived-in unit leases a space
    assert pushed()[INVOICES].sent == 1
    failed = SyncRecord.objects.get(doctype=INVOICES, state="failed")
    assert (failed.error_kind, failed.estate, failed.amount) == ("DoesNotExistError", "BC01", Yuan(511_49))
    assert amounts(server) == [534_27]


def test_what_another_hand_booked_is_found_not_sent_again(server, pushed):
    pushed()
    SyncRecord.objects.filter(doctype=INVOICES).update(state="sending", remote_name="")
    assert pushed()[INVOICES].sent == 2
    assert len(remote(server)) == 2


def test_other_figures_over_there_are_told(server, pushed):
    pushed()
    SyncRecord.objects.filter(doctype=INVOICES).update(state="sending", remote_name="")
    remote(server)[0]["grand_total"] = 1.0
    pushed()
    failed = SyncRecord.objects.get(state="failed")
    assert failed.error_kind == "not_equal"
    assert "1.0" in failed.error_detail
    server.store.cancel(INVOICES, remote(server)[0]["name"])
    pushed()
    assert SyncRecord.objects.get(pk=failed.pk).remote_id.endswith(":v2")
    assert sorted(round(one["grand_total"] * 100) for one in remote(server) if one["docstatus"] == 1) == [
        511_49,
        534_27,
    ]


def test_without_the_unique_field_nothing_is_sent(server, access, gateway, accountant, issued_june, prepare):
    prepare()
    del server.store.of("Custom Field")["Sales Invoice-custom_source_id"]
    with pytest.raises(SetupMissing, match="unique field"):
        push(access=access, gateway=gateway, by=accountant)
    assert remote(server) == []


def test_a_wrong_token_is_told_at_once(server, access, accountant, ready):
    gateway = Gateway(url=server.url, token="key:wrong", sleep=lambda seconds: None)
    with pytest.raises(NotLetIn, match="Invalid API key"):
        push(access=access, gateway=gateway, by=accountant)


def test_a_dry_run_counts_and_sends_nothing(server, access, gateway, accountant, ready):
    results = {one.doctype: one.waiting for one in what_would_be_pushed(access=access, gateway=gateway, by=accountant)}
    assert results == {CUSTOMERS: 2, INVOICES: 2, "Payment Entry": 0, "Journal Entry": 0}
    assert remote(server) == []
    assert SyncRecord.objects.count() == SyncEvent.objects.count() == 0


def test_a_reviewer_pushes_nothing(access, gateway, reviewer, ready):
    with pytest.raises(NotAllowed):
        push(access=access, gateway=gateway, by=reviewer)


def test_setting_up_twice_makes_nothing_twice(server, access, gateway, prepare, issued_june):
    first, second = prepare(), prepare()
    assert {one.name for one in first if one.is_new} >= {"PO-service_fee", "BC01 牡丹花园 - PO", "物业住户"}
    assert not [one for one in second if one.is_new]
    assert server.store.of("Stock Settings")["Stock Settings"]["auto_insert_price_list_rate_if_missing"] == 0
