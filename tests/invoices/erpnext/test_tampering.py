"""Whatever is changed in ERPNext's books by hand is found by the comparison, and named."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from invoices.modules.erpnext.domain.documents import CUSTOMER, INVOICE, JOURNAL, PAYMENT
from invoices.modules.erpnext.domain.errors import NotForeign
from invoices.modules.erpnext.domain.tie_out import CUSTOMER_GONE, MISSING, OTHER_ENTRIES, OTHER_OPEN
from invoices.modules.erpnext.models import Connection
from invoices.modules.erpnext.services.check import tie_out
from invoices.modules.erpnext.services.foreign import approve_known, mark_known
from invoices.modules.ledger.public import EntryDraft, post
from invoices.modules.payments.public import MoneyMovement, PaymentChannel, enter
from property_ops.kernel.errors import ReasonMissing
from property_ops.kernel.money import Yuan
from tests.invoices.june import LIVED_IN, NOW, TODAY, VACANT, bill_of
from tests.services.erpnext.selling import rounded
from tests.services.erpnext.server import TOKEN

DAY = date(2022, 7, 5)


@pytest.fixture
def books(server, access, gateway, accountant, pushed, ready):
    """June in ERPNext, a receipt of 500.00 and a cost of 123.45; compares when called."""
    movement = MoneyMovement(PaymentChannel.BANK, "T1", DAY, Yuan(500_00))
    payer = str(bill_of(LIVED_IN).payer_id)
    enter(movement=movement, unit_code=LIVED_IN, party=payer, by=accountant, now=NOW, today=TODAY)
    legs = (("5401.01", "BC01", "", "", 123_45), ("2211", "", "", "", -123_45))
    post([EntryDraft("cost/FY1", DAY, DAY.replace(day=1), "FY1", legs)])
    pushed()

    def compared():
        return tie_out(access=access, gateway=gateway, by=accountant, today=TODAY)

    assert compared().ties
    return compared


def only(server, doctype):
    (one,) = (row for row in server.store.of(doctype).values() if row["docstatus"] == 1)
    return one


def entry_of(server, voucher, account):
    return next(one for one in server.store.entries_of(voucher) if one["account"].startswith(account))


def invoice_of(server, unit):
    return next(one for one in server.store.of(INVOICE).values() if one["customer"].startswith(unit))


def says(found):
    return [(one.label, one.says) for one in found.mismatches]


def test_income_of_an_invoice_is_a_hundred_more(server, books):
    invoice = invoice_of(server, VACANT)
    for account, side in (("5001.03", "credit"), ("Debtors", "debit")):
        entry_of(server, invoice["name"], account)[side] += 100.0
    found = books()
    assert says(found) == [(bill_of(VACANT).number, OTHER_ENTRIES)] * 2
    assert [(one.name, one.theirs - one.ours) for one in found.accounts] == [
        ("5001.03 - 主营业务收入-工程分摊 - PO", Yuan(-100_00)),
        ("Debtors - PO", Yuan(100_00)),
    ]
    assert [(one.name[:12], one.theirs - one.ours) for one in found.customers] == [(VACANT, Yuan(100_00))]


def test_a_payment_was_moved_to_another_customer(server, books):
    payment, other = only(server, PAYMENT), invoice_of(server, VACANT)["customer"]
    for entry in server.store.entries_of(payment["name"]):
        entry["party"] = other if entry["party"] else ""
    found = books()
    assert len(found.mismatches) == 2
    assert not found.accounts
    assert [(one.name[:12], one.theirs - one.ours) for one in found.customers] == [
        (LIVED_IN, Yuan(500_00)),
        (VACANT, Yuan(-500_00)),
    ]


def test_a_journal_entry_is_on_another_account(server, books):
    entry_of(server, only(server, JOURNAL)["name"], "5401.01")["account"] = "Round Off - PO"
    found = books()
    assert says(found) == [("FY1", OTHER_ENTRIES)] * 2
    assert {(one.name, one.theirs - one.ours) for one in found.accounts} == {
        ("5401.01 - 主营业务成本-人工 - PO", Yuan(-123_45)),
        ("Round Off - PO", Yuan(123_45)),
    }


def test_a_journal_entry_was_doubled(server, books):
    copy = {key: value for key, value in only(server, JOURNAL).items() if key != "custom_source_id"}
    server.store.insert(copy)
    found = books()
    assert not found.mismatches
    assert [(one.doctype, one.amount, one.day) for one in found.foreign] == [(JOURNAL, Yuan(123_45), DAY)]
    assert len(found.accounts) == 2


def test_customers_were_deleted(server, books):
    for name in list(server.store.of(CUSTOMER)):
        server.store.delete(CUSTOMER, name)
    found = books()
    assert [says for _label, says in says(found)] == [CUSTOMER_GONE] * 2
    assert not found.ties


def test_an_invoice_was_made_by_hand(server, access, gateway, accountant, reviewer, books):
    customer = invoice_of(server, LIVED_IN)["customer"]
    item = {"item_code": "PO-service_fee", "qty": 1, "rate": 7777}
    place = {"customer": customer, "company": "Property", "set_posting_time": 1, "posting_date": str(DAY)}
    made = server.store.insert({"doctype": INVOICE, "items": [item], "docstatus": 1, **place})
    found = books()
    assert [(one.name, one.amount) for one in found.foreign] == [(made["name"], Yuan(7777_00))]
    assert [one.theirs - one.ours for one in found.customers] == [Yuan(7777_00)]
    with pytest.raises(ReasonMissing):
        known(access, gateway, accountant, made["name"], " ")
    with pytest.raises(NotForeign):
        known(access, gateway, accountant, invoice_of(server, VACANT)["name"], "x")
    (asked,) = known(access, gateway, accountant, made["name"], "装修押金，在 ERPNext 管理")
    assert known(access, gateway, accountant, made["name"], "再说一次") == [asked]
    assert not books().ties  # one person's word is not enough
    approve_known(known=asked.pk, by=reviewer, now=NOW)
    assert books().ties
    entry_of(server, made["name"], "Debtors")["debit"] = 7778.0
    assert [one.name for one in books().foreign] == [made["name"]]


def known(access, gateway, by, name, reason):
    return mark_known(access=access, gateway=gateway, names=[name], reason=reason, by=by, now=NOW)


def test_an_invoice_is_open_with_another_sum(server, books):
    invoice = invoice_of(server, VACANT)
    server.store.change(INVOICE, invoice["name"], outstanding_amount=float(rounded(534.27) - 34))
    found = books()
    assert [(one.label, one.says, one.facts) for one in found.mismatches] == [
        (bill_of(VACANT).number, OTHER_OPEN, {"ours": "534.27", "theirs": "500.27"})
    ]


def test_a_payment_was_deleted_with_its_entries(server, books):
    payment = only(server, PAYMENT)
    for entry in server.store.entries_of(payment["name"]):
        server.store.delete("GL Entry", entry["name"])
    server.store.delete(PAYMENT, payment["name"])
    found = books()
    assert (found.mismatches[0].says, len(found.customers)) == (MISSING, 1)


def test_an_entry_was_moved_into_another_month(server, books):
    for entry in server.store.entries_of(only(server, JOURNAL)["name"]):
        entry["posting_date"] = "2022-06-30"
    months = {(one.month, one.theirs - one.ours) for one in books().accounts if one.name.startswith("5401.01")}
    assert months == {(date(2022, 6, 1), Yuan(123_45)), (date(2022, 7, 1), Yuan(-123_45))}


def test_what_stands_in_another_company_is_no_business_of_ours(server, books):
    day = {"posting_date": str(DAY), "company": "Trial", "docstatus": 1}
    rows = [{"account": "Cash - TR", "debit_in_account_currency": 5},
            {"account": "银行存款 - TR", "credit_in_account_currency": 5}]  # fmt: skip
    server.store.insert({"doctype": JOURNAL, "accounts": rows, **day})
    assert books().ties


def test_the_command_ends_with_an_error_and_names_what_differs(server, books, monkeypatch, capsys):
    for name, value in (("URL", server.url), ("TOKEN", TOKEN), ("COMPANY", "Property")):
        monkeypatch.setenv(f"PROPERTY_OPS_ERPNEXT_{name}", value)
    Connection.objects.update(requests_per_minute=60_000)
    call_command("erpnext", "check")
    assert "agree to the fen" in capsys.readouterr().out
    invoice = invoice_of(server, VACANT)
    entry_of(server, invoice["name"], "Debtors")["debit"] += 100.0
    with pytest.raises(CommandError, match="do not agree"):
        call_command("erpnext", "check")
    told = capsys.readouterr().out
    assert f"{bill_of(VACANT).number} is booked otherwise in ERPNext" in told
    assert f"{invoice['customer']} owes 534.27 here, 634.27 in ERPNext" in told
