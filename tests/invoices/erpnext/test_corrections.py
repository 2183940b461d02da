"""Payments that accountants correct in ERPNext: cancelled, amended, deleted, or entered by journal entry."""

from datetime import date

import pytest

from invoices.modules.erpnext.domain.documents import CUSTOMER, INVOICE, JOURNAL, PAYMENT
from invoices.modules.erpnext.models import PaymentCorrection, SyncRecord
from invoices.modules.erpnext.services.check import tie_out
from invoices.modules.erpnext.services.corrections import approve_correction
from invoices.modules.erpnext.services.pull import pull
from invoices.modules.payments.public import (
    MoneyMovement,
    PaymentChannel,
    Receipt,
    Share,
    enter,
    match,
    record,
    undo_match,
)
from invoices.modules.receivables.public import PayerAccount, balance_of
from property_ops.kernel.errors import SamePerson
from property_ops.kernel.money import Yuan
from tests.invoices.june import LIVED_IN, NOW, TODAY, VACANT, bill_of
from tests.services.erpnext.reconciling import unlink

DAY = date(2022, 7, 5)
REST = Yuan(411_49)
"""What the lived-in unit owes once a hundred is paid."""


def account_of(unit):
    return PayerAccount(unit, str(bill_of(unit).payer_id))


@pytest.fixture
def customer(server, pushed):
    pushed()
    return {
        unit: next(name for name in server.store.of(CUSTOMER) if name.startswith(unit)) for unit in (LIVED_IN, VACANT)
    }


@pytest.fixture
def entered(server, customer):
    """A hundred that was paid at the counter and entered in ERPNext."""
    payment = {
        "doctype": PAYMENT, "docstatus": 1, "payment_type": "Receive", "party_type": "Customer",
        "party": customer[LIVED_IN], "company": "Property", "posting_date": str(DAY), "paid_from": "Debtors - PO",
        "paid_to": "Cash - PO", "paid_amount": 100.0, "received_amount": 100.0, "reference_no": "x",
        "reference_date": str(DAY),
    }  # fmt: skip
    return server.store.insert(payment)["name"]


@pytest.fixture
def pulled(access, gateway, accountant):
    return lambda: pull(access=access, gateway=gateway, by=accountant, now=NOW, today=TODAY)


@pytest.fixture
def compared(access, gateway, accountant):
    return lambda: tie_out(access=access, gateway=gateway, by=accountant, today=TODAY)


def approved(by):
    waiting = PaymentCorrection.objects.get(state="waiting")
    return approve_correction(correction=waiting.pk, by=by, now=NOW, today=TODAY)


def test_a_payment_cancelled_there_is_reversed_here_by_a_second_person(
    server, accountant, manager, entered, pulled, pushed, compared
):
    pulled()
    receipt = Receipt.objects.get()
    server.store.cancel(PAYMENT, entered)
    assert pulled().corrections == [receipt.number]
    assert pulled().corrections == []  # once
    assert balance_of(account_of(LIVED_IN)).open == REST  # nothing moves before it is approved
    with pytest.raises(SamePerson):
        approved(accountant)
    approved(manager)
    assert balance_of(account_of(LIVED_IN)).open == Yuan(511_49)
    before = len(server.store.of(JOURNAL))
    pushed()
    assert len(server.store.of(JOURNAL)) == before  # what was cancelled there is not booked back there once more
    assert compared().ties


def test_an_amended_payment_is_booked_once(server, manager, customer, entered, pulled, pushed, compared):
    pulled()
    amended = server.store.amend(PAYMENT, entered, party=customer[VACANT])
    found = pulled()
    assert (found.taken, len(found.corrections)) == (0, 1)
    assert [one.name for one in found.left] == [amended]
    approved(manager)
    assert pulled().taken == 1
    pushed()
    assert balance_of(account_of(LIVED_IN)).open == Yuan(511_49)
    assert balance_of(account_of(VACANT)).open == Yuan(434_27)
    assert compared().ties


@pytest.mark.parametrize("times", [1, 2])
def test_an_amendment_that_books_the_same_is_the_same_payment(server, entered, pulled, pushed, compared, times):
    pulled()
    name = entered
    for _ in range(times):
        name = server.store.amend(PAYMENT, name, reference_no="更正摘要")
    found = pulled()
    assert (found.taken, found.amended, found.corrections) == (0, 1, [])
    assert SyncRecord.objects.get(doctype=PAYMENT).remote_name == name
    pushed()
    assert len(Receipt.objects.all()) == 1
    assert compared().ties


def test_a_payment_of_ours_that_was_amended_to_another_customer(
    server, accountant, manager, customer, pulled, pushed, compared
):
    movement = MoneyMovement(PaymentChannel.CASH, "", DAY, Yuan(100_00))
    enter(movement=movement, unit_code=LIVED_IN, party=account_of(LIVED_IN).party, by=accountant, now=NOW, today=TODAY)
    pushed()
    (name,) = server.store.of(PAYMENT)
    server.store.amend(PAYMENT, name, party=customer[VACANT], references=[])
    assert len(pulled().corrections) == 1
    pushed()
    assert next(one for one in server.store.of(PAYMENT).values() if one["docstatus"] == 1)["amended_from"] == name
    approved(manager)
    pulled()
    pushed()
    assert balance_of(account_of(VACANT)).open == Yuan(434_27)
    assert compared().ties


def test_a_payment_deleted_there_waits_as_well(server, entered, pulled):
    pulled()
    server.store.cancel(PAYMENT, entered)
    server.store.delete(PAYMENT, entered)
    assert len(pulled().corrections) == 1


def test_what_the_bank_says_is_never_reversed_because_of_erpnext(server, accountant, customer, pulled, pushed):
    movement = MoneyMovement(PaymentChannel.BANK, "B1", DAY, Yuan(100_00), memo=f"{LIVED_IN} 物业费", name="李小华")
    record(movements=[movement], by=accountant, now=NOW, today=TODAY, file="银行流水.xlsx")
    receipt = Receipt.objects.get()
    if receipt.state == "waiting":
        share = Share(LIVED_IN, account_of(LIVED_IN).party, Yuan(100_00))
        match(receipt=receipt.pk, shares=[share], by=accountant, now=NOW, today=TODAY)
    pushed()
    for doctype in (PAYMENT, JOURNAL):
        for name in list(server.store.of(doctype)):
            server.store.cancel(doctype, name)
    assert pulled().corrections == []
    assert not PaymentCorrection.objects.exists()


def test_a_payment_by_journal_entry_is_a_receipt_too(server, customer, pulled, pushed, compared):
    rows = [
        {"account": "Cash - PO", "debit_in_account_currency": 150},
        {"account": "Debtors - PO", "party_type": "Customer", "party": customer[LIVED_IN],
         "credit_in_account_currency": 100},
        {"account": "Debtors - PO", "party_type": "Customer", "party": customer[VACANT],
         "credit_in_account_currency": 50},
    ]  # fmt: skip
    day = {"posting_date": str(DAY), "company": "Property", "docstatus": 1}
    server.store.insert({"doctype": JOURNAL, "accounts": rows, **day})
    assert (pulled().taken, pulled().taken) == (2, 0)
    assert balance_of(account_of(LIVED_IN)).open == REST
    assert balance_of(account_of(VACANT)).open == Yuan(484_27)
    pushed()
    assert compared().ties


def test_a_journal_entry_with_income_is_no_payment(server, customer, pulled):
    rows = [
        {"account": "Sales - PO", "debit_in_account_currency": 50, "cost_center": "Main - PO"},
        {"account": "Debtors - PO", "party_type": "Customer", "party": customer[VACANT],
         "credit_in_account_currency": 50},
    ]  # fmt: skip
    day = {"posting_date": str(DAY), "company": "Property", "docstatus": 1}
    server.store.insert({"doctype": JOURNAL, "accounts": rows, **day})
    assert pulled().taken == 0


# --- which payment pays which invoice --------------------------------------------------------------------------------


def paid(server, unit):
    """What is allocated to the unit's invoice by ERPNext's payment ledger."""
    invoice = next(one for one in server.store.of(INVOICE).values() if one["customer"].startswith(unit))
    rows = server.store.of("Payment Ledger Entry").values()
    voucher = ("Payment Entry", "Journal Entry")
    sums = [
        one["amount"] for one in rows if one["against_voucher_no"] == invoice["name"] and one["voucher_type"] in voucher
    ]
    return -round(sum(sums), 2), invoice["outstanding_amount"]


@pytest.fixture
def matched(accountant, customer):
    """Money that nobody claimed; a person says that it is the lived-in unit's."""
    movement = MoneyMovement(PaymentChannel.BANK, "B1", DAY, Yuan(100_00), name="王五")
    record(movements=[movement], by=accountant, now=NOW, today=TODAY, file="银行流水.xlsx")
    receipt = Receipt.objects.get()

    def by_a_person(unit=LIVED_IN):
        share = Share(unit, account_of(unit).party, Yuan(100_00))
        match(receipt=receipt.pk, shares=[share], by=accountant, now=NOW, today=TODAY)
        return receipt

    return by_a_person


def test_what_a_person_matched_pays_the_invoice_there(server, pushed, matched, compared):
    pushed()
    matched()
    pushed()
    assert paid(server, LIVED_IN) == (100.0, 411.49)
    assert compared().ties


def test_an_undone_match_and_a_new_one_are_carried_over(server, accountant, pushed, matched, compared):
    receipt = matched()
    pushed()
    assert paid(server, LIVED_IN) == (100.0, 411.49)
    undo_match(receipt=receipt.pk, because="认错户", by=accountant, now=NOW, today=TODAY)
    matched(VACANT)
    pushed()
    assert paid(server, LIVED_IN) == (0, 511.49)
    assert paid(server, VACANT) == (100.0, 434.27)
    assert compared().ties
    before = len(server.requests)
    pushed()
    assert not [path for _method, path in server.requests[before:] if "run_doc" in path or "unreconcile" in path]


def test_an_allocation_changed_there_is_again_as_it_is_here(server, pushed, matched, compared):
    matched()
    pushed()
    (payment,) = server.store.of(PAYMENT).values()
    unlink(server.store, PAYMENT, payment["name"], payment["references"][0]["reference_name"])
    assert paid(server, LIVED_IN) == (0, 511.49)
    assert not compared().ties
    pushed()
    assert paid(server, LIVED_IN) == (100.0, 411.49)
    assert compared().ties
