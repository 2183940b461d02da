"""What ERPNext refuses: grouped, looked up before it is said, and given up early."""

import pytest

from invoices.modules.erpnext.domain.documents import INVOICE, JOURNAL, PAYMENT
from invoices.modules.erpnext.domain.errors import sentence_of
from invoices.modules.erpnext.models import SyncRecord
from invoices.modules.erpnext.services.refusals import GIVE_UP_AFTER
from invoices.modules.ledger.public import EntryDraft, post
from invoices.modules.payments.public import MoneyMovement, PaymentChannel, enter
from property_ops.kernel.money import Yuan
from tests.invoices.june import LIVED_IN, NOW, TODAY, bill_of

MANY = 3 * GIVE_UP_AFTER


@pytest.fixture
def costs(ready):
    """Sixty costs of one day."""
    legs = (("5401.01", "BC01", "", "", 1_00), ("2211", "", "", "", -1_00))
    day = TODAY.replace(day=1)
    post([EntryDraft(f"cost/{number}", TODAY, day, f"费用 {number}", legs) for number in range(MANY)])


def requests_of(server, before):
    return [path for _method, path in server.requests[before:] if path.endswith("insert_many")]


def test_what_is_refused_for_one_reason_is_given_up_and_waits(server, pushed, costs):
    account = next(name for name in server.store.of("Account") if name.startswith("2211"))
    server.store.change("Account", account, is_group=1)
    before = len(server.requests)
    result = pushed()[JOURNAL]
    assert (result.failed, result.waiting) == (GIVE_UP_AFTER, MANY - GIVE_UP_AFTER)
    assert "is a group" in result.gave_up.data["why"]
    assert len(requests_of(server, before)) < 3 * GIVE_UP_AFTER
    server.store.change("Account", account, is_group=0)
    assert pushed()[JOURNAL].sent == MANY


def test_a_closed_month_is_asked_about_once(server, pushed, costs):
    period = {"name": "P", "company": "Property", "start_date": "2022-07-01", "end_date": "2022-07-31"}
    server.store.of("Accounting Period")["P"] = period
    before = len(server.requests)
    result = pushed()[JOURNAL]
    assert (result.failed, result.gave_up) == (MANY, None)
    kinds = set(SyncRecord.objects.filter(doctype=JOURNAL).values_list("error_kind", flat=True))
    assert kinds == {"ClosedAccountingPeriod", "as_others"}
    assert len(requests_of(server, before)) < 12
    del server.store.of("Accounting Period")["P"]
    assert pushed()[JOURNAL].sent == MANY


def test_a_payment_that_arrived_is_not_said_to_be_refused(server, accountant, ready, pushed):
    """ERPNext looks at what is open before it looks at the unique id."""
    pushed()
    movement = MoneyMovement(PaymentChannel.BANK, "BANK-77", TODAY, Yuan(511_49), memo="六月物业费")
    payer = str(bill_of(LIVED_IN).payer_id)
    enter(movement=movement, unit_code=LIVED_IN, party=payer, by=accountant, now=NOW, today=TODAY)
    pushed()
    (payment,) = server.store.of(PAYMENT).values()
    assert (payment["reference_no"], payment["remarks"].split()[-1]) == ("BANK-77", "六月物业费")
    SyncRecord.objects.filter(doctype=PAYMENT).update(state="failed", error_kind="ValidationError", remote_name="")
    assert (pushed()[PAYMENT].sent, pushed()[PAYMENT].failed) == (1, 0)
    assert len(server.store.of(PAYMENT)) == 1


def test_a_field_that_is_there_but_not_unique_is_mended(server, prepare, ready):
    server.store.of("Custom Field")["Journal Entry-custom_source_id"]["unique"] = 0
    mended = [one.name for one in prepare() if one.doctype == "Custom Field" and one.is_new]
    assert mended == ["Journal Entry-custom_source_id"]
    assert server.store.of("Custom Field")["Journal Entry-custom_source_id"]["unique"] == 1


@pytest.mark.parametrize("flag", ["disabled", "is_frozen"])
def test_a_customer_that_is_closed_there_is_told_so(server, pushed, flag):
    pushed()
    name = next(iter(server.store.of("Customer")))
    server.store.change("Customer", name, **{flag: 1})
    SyncRecord.objects.filter(doctype=INVOICE).update(state="waiting", version=2, remote_name="")
    pushed()
    kind = SyncRecord.objects.get(doctype=INVOICE, state="failed").error_kind
    assert kind == {"disabled": "PartyDisabled", "is_frozen": "PartyFrozen"}[flag]


def test_missing_years_are_made(server, prepare, ready, pushed):
    server.store.delete("Fiscal Year", "2022")
    assert "2022" in {one.name for one in prepare() if one.is_new}
    assert pushed()[INVOICE].failed == 0


def test_each_document_has_the_link_to_its_page_here(server, pushed):
    pushed()
    record = SyncRecord.objects.filter(doctype=INVOICE).first()
    link = server.store.of(INVOICE)[record.remote_name]["custom_source_link"]
    assert link.endswith(f"/erpnext/documents/{record.pk}/")


def test_a_fault_of_their_program_is_not_said_to_be_something_gone():
    """Seen on a real server whose framework was older than its application."""
    assert sentence_of("TypeError") == sentence_of("IndexError") != sentence_of("AttributeError")
    assert "Error Log" in sentence_of("TypeError")
