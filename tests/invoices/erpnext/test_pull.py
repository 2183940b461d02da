"""Payments that were entered in ERPNext become receipts here, each once, and are not sent back."""

from datetime import date

import pytest

from invoices.modules.erpnext.domain.documents import CUSTOMER, PAYMENT
from invoices.modules.erpnext.models import SyncRecord
from invoices.modules.erpnext.services.check import tie_out
from invoices.modules.erpnext.services.pull import pull, what_would_be_pulled
from invoices.modules.ledger.public import EntryDraft, post, posted_to
from invoices.modules.payments.public import Receipt
from invoices.modules.receivables.public import PayerAccount, balance_of
from property_ops.kernel.money import ZERO, Yuan
from tests.invoices.june import LIVED_IN, NOW, TODAY, bill_of

DAY = date(2022, 7, 8)


@pytest.fixture
def customer(server, access, gateway, prepare, pushed):
    """The lived-in unit's payer in ERPNext; our cash and bank accounts are known there."""
    legs = (("1001", "", "", "", 1), ("1002", "", "", "", -1))
    post([EntryDraft("cost/1", DAY, DAY.replace(day=1), "提现", legs)])
    prepare()
    pushed()
    return next(name for name in server.store.of(CUSTOMER) if name.startswith(LIVED_IN))


@pytest.fixture
def entered(server):
    """Enters a payment over there, as its accountant does."""

    def enter(party, paid_to="Cash - PO", amount=100.0, **more):
        payment = {
            "doctype": PAYMENT, "docstatus": 1, "payment_type": "Receive", "party_type": "Customer", "party": party,
            "company": "Property", "posting_date": str(DAY), "paid_from": "Debtors - PO", "paid_to": paid_to,
            "paid_amount": amount, "received_amount": amount, "reference_no": "x", "reference_date": str(DAY),
        }  # fmt: skip
        return server.store.insert(payment | more)["name"]

    return enter


@pytest.fixture
def pulled(access, gateway, accountant):
    return lambda: pull(access=access, gateway=gateway, by=accountant, now=NOW, today=TODAY)


def test_a_payment_over_there_pays_the_account_here_once(customer, entered, pulled):
    name = entered(customer)
    assert (pulled().taken, pulled().taken) == (1, 0)
    receipt = Receipt.objects.get()
    assert (receipt.amount, receipt.received_on, receipt.transaction) == (Yuan(100_00), DAY, f"ERPNext {name}")
    account = PayerAccount(LIVED_IN, str(bill_of(LIVED_IN).payer_id))
    assert balance_of(account).open == Yuan(511_49 - 100_00)
    assert posted_to("1001")[f"receipt/{receipt.number}"] == Yuan(100_00)


def test_it_is_not_sent_back_and_ties(server, access, gateway, accountant, customer, entered, pulled, pushed):
    name = entered(customer)
    pulled()
    pushed()
    assert list(server.store.of(PAYMENT)) == [name]
    assert tie_out(access=access, gateway=gateway, by=accountant, today=TODAY).ties
    server.store.cancel(PAYMENT, name)
    found = tie_out(access=access, gateway=gateway, by=accountant, today=TODAY)
    assert found.mismatches[0].says == "was cancelled in ERPNext"


def test_what_cannot_be_taken_over_is_left_with_a_reason(server, customer, entered, pulled):
    server.store.of(CUSTOMER)["Somebody"] = {"name": "Somebody", "docstatus": 0}
    stranger, other = entered("Somebody"), entered(customer, paid_to="Sales - PO", cost_center="Main - PO")
    found = pulled()
    assert (found.taken, found.amount) == (0, ZERO)
    assert {(one.name, one.why) for one in found.left} == {
        (stranger, "its customer is none of ours"),
        (other, "its account is none of cash, bank, WeChat, Alipay here"),
    }
    assert not Receipt.objects.exists()


def test_a_fee_that_was_deducted_is_a_fee_here(customer, entered, pulled):
    fee = {"account": "Sales - PO", "amount": 0.6, "cost_center": "Main - PO"}
    entered(customer, amount=99.4, deductions=[fee])
    pulled()
    receipt = Receipt.objects.get()
    assert (receipt.amount, receipt.fee) == (Yuan(100_00), Yuan(60))


def test_a_dry_run_counts_and_stores_nothing(access, gateway, accountant, customer, entered):
    entered(customer)
    found = what_would_be_pulled(access=access, gateway=gateway, by=accountant)
    assert (found.taken, found.amount) == (1, Yuan(100_00))
    assert not Receipt.objects.exists()
    assert not SyncRecord.objects.filter(from_there=True).exists()


def test_a_draft_over_there_is_no_payment_yet(customer, entered, pulled):
    entered(customer, docstatus=0)
    assert pulled().taken == 0
