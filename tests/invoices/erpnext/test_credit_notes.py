"""Approved credit notes in ERPNext: returns of the invoices that they correct."""

import pytest

from invoices.modules.credit_notes.public import Credit, prepare_credit_note
from invoices.modules.credit_notes.services import approve_credit_note
from invoices.modules.erpnext.domain.documents import INVOICE, PAYMENT
from invoices.modules.erpnext.domain.tie_out import CANCELLED, OTHER_OPEN
from invoices.modules.erpnext.services.allocations import RECONCILIATION
from invoices.modules.erpnext.services.check import tie_out
from invoices.modules.payments.public import MoneyMovement, PaymentChannel, enter
from property_ops.kernel.money import Yuan
from tests.invoices.june import LIVED_IN, NOW, TODAY, bill_of
from tests.services.erpnext.booking import outstanding


@pytest.fixture
def credit(accountant, reviewer):
    """Credits so much of the parking of the lived-in unit, today."""

    def once(amount):
        bill = bill_of(LIVED_IN)
        credits = [Credit(bill.lines.get(item_code="parking_fee").pk, amount)]
        note = prepare_credit_note(bill=bill, credits=credits, reason="车位停用", by=accountant, now=NOW)
        approve_credit_note(note_id=note.pk, by=reviewer, now=NOW, today=TODAY)

    return once


@pytest.fixture
def credited(ready, accountant, credit):
    """40 yuan of the parking of the lived-in unit is credited; what waits for approval is not sent."""
    bill = bill_of(LIVED_IN)
    credit(Yuan(40_00))
    fee = bill.lines.filter(item_code="service_fee").first()
    prepare_credit_note(bill=bill, credits=[Credit(fee.pk, Yuan(1_00))], reason="待复核", by=accountant, now=NOW)


@pytest.fixture
def compared(access, gateway, accountant):
    return lambda: tie_out(access=access, gateway=gateway, by=accountant, today=TODAY)


def returns(server):
    return [one for one in server.store.of(INVOICE).values() if one.get("is_return")]


def test_a_credit_note_is_the_return_of_its_invoice(server, pushed, credited):
    assert pushed()[INVOICE].sent == 3
    (returned,) = returns(server)
    assert returned["custom_source_id"].endswith(":credit_note:HZ2022-000001")
    assert returned["grand_total"] == -40.0
    against = server.store.of(INVOICE)[returned["return_against"]]
    assert against["custom_source_id"].endswith(f":bill:{bill_of(LIVED_IN).number}")
    assert float(dict(outstanding(server.store))[bill_of(LIVED_IN).number]) == 471.49


def test_bills_still_tie_and_a_credit_note_that_is_not_there_is_named(server, compared, pushed, credited):
    pushed()
    assert compared().ties
    server.store.cancel(INVOICE, returns(server)[0]["name"])
    found = compared()
    assert [one.says for one in found.mismatches] == [CANCELLED, OTHER_OPEN]
    assert [(one.ours, one.theirs) for one in found.customers] == [(Yuan(471_49), Yuan(511_49))]


def test_a_bill_and_its_credit_note_of_one_day_go_over_at_any_time(server, pushed, credit, compared):
    """ERPNext measures a return by the clock: after a push at five, the one at night came too early."""
    server.store.now = "2022-07-05 17:00:00"
    pushed()
    credit(Yuan(40_00))
    server.store.now = "2022-07-06 01:00:00"
    assert (pushed()[INVOICE].failed, len(returns(server))) == (0, 1)
    assert compared().ties


def test_a_credit_note_on_a_paid_bill_frees_the_payment_there_as_here(server, accountant, pushed, credit, compared):
    """ERPNext leaves a return above what is open with a balance of its own, and the invoice paid."""
    movement = MoneyMovement(PaymentChannel.BANK, "T1", TODAY, Yuan(511_49))
    payer = str(bill_of(LIVED_IN).payer_id)
    enter(movement=movement, unit_code=LIVED_IN, party=payer, by=accountant, now=NOW, today=TODAY)
    pushed()
    credit(Yuan(40_00))
    pushed()
    assert [one["outstanding_amount"] for one in returns(server)] == [0.0]
    (payment,) = server.store.of(PAYMENT).values()
    assert (payment["unallocated_amount"], float(dict(outstanding(server.store))[bill_of(LIVED_IN).number])) == (40, 0)
    assert compared().ties
    assert RECONCILIATION not in pushed()


def test_a_second_credit_note_on_a_line_is_there_as_well(server, pushed, credit, compared):
    """ERPNext lets an item of an invoice be returned once."""
    for amount in (10_00, 20_00):
        credit(Yuan(amount))
    credit(Yuan(3_00))
    assert pushed()[INVOICE].failed == 0
    assert sorted(one["grand_total"] for one in returns(server)) == [-20.0, -10.0, -3.0]
    assert [row.get("item_code") for one in returns(server) for row in one["items"]].count("PO-parking_fee") == 1
    assert compared().ties


def test_what_erpnext_does_not_unlink_is_told_and_stops_nothing(server, accountant, pushed, credit, compared):
    movement = MoneyMovement(PaymentChannel.BANK, "T1", TODAY, Yuan(511_49))
    payer = str(bill_of(LIVED_IN).payer_id)
    enter(movement=movement, unit_code=LIVED_IN, party=payer, by=accountant, now=NOW, today=TODAY)
    pushed()
    credit(Yuan(40_00))
    server.store.refused_doctypes.add("Unreconcile Payment")
    results = pushed()
    assert [name for name, _why in results[RECONCILIATION].refused] == list(server.store.of(PAYMENT))
    assert (results[INVOICE].failed, len(returns(server))) == (0, 1)
    assert compared().customers == []
