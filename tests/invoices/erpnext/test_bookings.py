"""What the ledger has besides bills, in ERPNext: money received as payments, the rest as journal entries."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.domain.bookings import Booking, BookingLeg, InvoiceShare, booked
from invoices.modules.erpnext.domain.documents import JOURNAL, PAYMENT, CompanyDefaults
from invoices.modules.erpnext.models import AccountMapping, SyncRecord
from invoices.modules.erpnext.services.check import tie_out
from invoices.modules.erpnext.services.mappings import map_accounts
from invoices.modules.ledger.public import EntryDraft, post
from invoices.modules.receivables.public import CreditDraft, CreditKind, PayerAccount, allocate, record_credits
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from tests.invoices.june import LIVED_IN, TODAY, VACANT, bill_of
from tests.services.erpnext.booking import outstanding

DAY, JUNE = date(2022, 7, 8), date(2022, 6, 1)
HOME = "BC01-1-1-101"
BOOKS = CompanyDefaults("Property", "CNY", "住户", "China", "Debtors - PO", {}, {"BC01": "BC01 - PO"}, "Main - PO")


def booking(source, *legs, parts=()):
    return Booking(
        source, DAY, JUNE, "备注", [BookingLeg(*leg) for leg in legs], [InvoiceShare(*part) for part in parts]
    )


# --- what a document says --------------------------------------------------------------------------------------------


def test_money_received_is_a_payment_with_its_fee_and_what_it_paid():
    owed, money = ("1122", "BC01", HOME, "7", -60_00), ("1012.01", "", "", "", 60_00)
    fee = [("5603.01", "", "", "", 36), ("1012.01", "", "", "", -36)]
    document = booked(booking("receipt/SJ1", money, owed, *fee, parts=[(HOME, "7", "po:bill:Z1", 45_00)]), BOOKS)
    assert (document.doctype, document.key, document.amount) == (PAYMENT, "po:receipt/SJ1", Yuan(59_64))
    assert document.content["paid_to"] == {"$name": "account:1012.01"}
    assert document.content["deductions"] == [
        {"account": {"$name": "account:5603.01"}, "amount": "0.36", "cost_center": "Main - PO"}
    ]
    assert [row["allocated_amount"] for row in document.content["references"]] == ["45.00"]
    assert document.names == ("po:customer:BC01-1-1-101:7", "account:1012.01", "account:5603.01", "po:bill:Z1")


def test_money_that_nobody_claims_yet_is_a_journal_entry():
    document = booked(booking("receipt/SJ2", ("1002", "", "", "", 5_00), ("2241.01", "", "", "", -5_00)), BOOKS)
    assert document.doctype == JOURNAL
    assert document.content["accounts"] == [
        {"account": {"$name": "account:1002"}, "debit_in_account_currency": "5.00", "cost_center": "Main - PO"},
        {"account": {"$name": "account:2241.01"}, "credit_in_account_currency": "5.00", "cost_center": "Main - PO"},
    ]


def test_a_credit_that_settles_invoices_names_them_and_leaves_the_rest_on_account():
    owed, loss = ("1122", "BC01", HOME, "7", -50_00), ("5711.01", "BC01", "", "", 50_00)
    parts = [(HOME, "7", "po:bill:Z1", 30_00), (HOME, "7", "po:bill:Z2", 15_00)]
    rows = booked(booking("write_off/HX1", loss, owed, parts=parts), BOOKS).content["accounts"][1:]
    assert [row["credit_in_account_currency"] for row in rows] == ["30.00", "15.00", "5.00"]
    assert [row.get("reference_name", {}).get("$name") for row in rows] == ["po:bill:Z1", "po:bill:Z2", None]
    assert {row["party"]["$name"] for row in rows} == {"po:customer:BC01-1-1-101:7"}


def test_money_paid_back_is_no_payment_received():
    document = booked(booking("receipt/SJ3", ("1122", "BC01", HOME, "7", 5_00), ("1002", "", "", "", -5_00)), BOOKS)
    assert document.doctype == JOURNAL


# --- over real HTTP --------------------------------------------------------------------------------------------------


@pytest.fixture
def posted(ready):
    """A receipt of the lived-in unit, money that nobody claims, and a cost of the estate."""
    bill = bill_of(LIVED_IN)
    payer = str(bill.payer_id)
    drafts = (
        ("receipt/SJ1", (("1001", "", "", "", 500_00), ("1122", "BC01", LIVED_IN, payer, -500_00))),
        ("receipt/SJ2", (("1002", "", "", "", 88_00), ("2241.01", "", "", "", -88_00))),
        ("cost/FY1", (("5401.01", "BC01", "", "", 123_45), ("2211", "", "", "", -123_45))),
    )
    post([EntryDraft(source, DAY, JUNE, source, legs) for source, legs in drafts])


def ledger_over_there(server):
    """Our accounts with their balances in ERPNext, in fen; what has none of our numbers under its name."""
    balance = Counter()
    for entry in server.store.of("GL Entry").values():
        account = server.store.of("Account")[entry["account"]]
        amount = round((entry["debit"] - entry["credit"]) * 100)
        balance[account.get("account_number") or account["account_name"]] += amount
    return dict(balance)


def test_entries_wait_until_the_accounts_are_known(server, pushed, posted):
    AccountMapping.objects.filter(account__code__in=["5401.01", "1002"]).delete()
    assert pushed()[JOURNAL].failed == 2
    refused = SyncRecord.objects.filter(doctype=JOURNAL).order_by("key")
    assert [(one.error_kind, one.error_detail) for one in refused] == [
        ("no_account", "5401.01"),
        ("no_account", "1002"),
    ]
    assert server.store.of(JOURNAL) == {}


def test_the_ledger_over_there_comes_out_as_ours(server, access, gateway, prepare, pushed, posted):
    prepare()
    results = pushed()
    assert (results[PAYMENT].sent, results[JOURNAL].sent) == (1, 2)
    assert ledger_over_there(server) == {
        "Debtors": 1045_76 - 500_00,
        "5001.01": -55_76,
        "5001.02": -40_00,
        "5001.03": -950_00,
        "Cash": 500_00,
        "银行存款": 88_00,
        "2241.01": -88_00,
        "5401.01": 123_45,
        "2211": -123_45,
    }
    assert pushed()[JOURNAL].sent == 0
    assert len(server.store.of(JOURNAL)) == 2


def test_what_a_receipt_paid_is_paid_over_there(server, prepare, accountant, pushed, posted):
    bill = bill_of(LIVED_IN)
    account = PayerAccount(LIVED_IN, str(bill.payer_id))
    draft = CreditDraft(
        "receipt/SJ1",
        CreditKind.PAYMENT,
        bill.estate_id,
        *account,
        Yuan(500_00),
        day=DAY,
        value_day=DAY,
        month=Month(2022, 6),
    )
    record_credits([draft])
    allocate(accounts=[account], on=DAY, by=accountant)
    prepare()
    pushed()
    assert dict(outstanding(server.store)) == {
        bill.number: Decimal("11.49"),
        bill_of(VACANT).number: Decimal("534.27"),
    }


def test_an_entry_that_was_cancelled_or_never_sent_does_not_tie(
    server, access, gateway, prepare, accountant, pushed, posted
):
    prepare()
    pushed()
    tied = tie_out(access=access, gateway=gateway, by=accountant, today=TODAY)
    assert tied.ties
    server.store.cancel(PAYMENT, next(iter(server.store.of(PAYMENT))))
    post([EntryDraft("cost/FY2", DAY, JUNE, "FY2", (("5401.01", "BC01", "", "", 1), ("2211", "", "", "", -1)))])
    found = tie_out(access=access, gateway=gateway, by=accountant, today=TODAY)
    assert [(one.label, one.says) for one in found.mismatches] == [
        ("FY2", "is not in ERPNext"),
        ("receipt/SJ1", "was cancelled in ERPNext"),
    ]


def test_an_account_is_found_by_its_name_or_made_once(server, prepare, shipped):
    accounts = {one.name: one.is_new for one in prepare() if one.doctype == "Account"}
    assert (accounts["Cash - PO"], accounts["银行存款 - PO"]) == (False, False)
    assert accounts["5401.01 - 主营业务成本-人工 - PO"]
    assert not any(name.startswith(("1122", "5001 ")) for name in accounts)  # what is owed, and headings
    account = server.store.of("Account")["2211 - 应付职工薪酬 - PO"]
    assert (account["parent_account"], account["root_type"]) == ("Liability - PO", "Liability")
    assert not [one for one in prepare() if one.doctype == "Account"]


def test_an_account_that_takes_a_party_only_is_left_alone(server, prepare, shipped):
    payable = {"account_name": "应付职工薪酬", "account_number": "2211", "account_type": "Payable", "is_group": 0}
    place = {"name": "2211 - PO", "company": "Property", "root_type": "Liability", "parent_account": "Liability - PO"}
    server.store.of("Account")["2211 - PO"] = payable | place
    assert "应付职工薪酬（物业系统） - PO" in {one.name for one in prepare() if one.is_new}


def in_chart(server, name, **values):
    row = {"name": name, "company": "Property", "root_type": "Asset", "parent_account": "Asset - PO", "is_group": 0}
    server.store.of("Account")[name] = row | values


def test_no_bank_is_made_beside_those_that_are_there(server, prepare, manager, shipped):
    del server.store.of("Account")["银行存款 - PO"]
    in_chart(server, "1002 - 银行 - PO", account_name="银行", account_number="1002", is_group=1)
    below = {"parent_account": "1002 - 银行 - PO", "account_type": "Bank"}
    in_chart(server, "100201 - 建行 - PO", account_name="建行", account_number="100201", **below)
    (asked,) = [one for one in prepare() if one.asks]
    assert (asked.name, asked.asks) == ("1002 银行存款", "100201 - 建行 - PO")
    assert not [name for name in server.store.of("Account") if "银行存款" in name and name.endswith("PO")]
    map_accounts({"1002": "100201 - 建行 - PO"}, by=manager)
    assert not [one for one in prepare() if one.asks]
    assert selectors.account_mappings()["1002"] == "100201 - 建行 - PO"


@pytest.mark.parametrize("number", ["5001", "500101"])
def test_a_new_account_stands_below_its_heading_with_or_without_dots(server, prepare, shipped, number):
    income = {"root_type": "Income", "parent_account": "Income - PO"}
    in_chart(server, "收入 - PO", account_name="收入", account_number="5001", **income | {"is_group": 1})
    if number == "500101":
        in_chart(server, "500101 - PO", account_name="物业费收入", account_number="500101", **income)
    prepare()
    mapped = selectors.account_mappings()["5001.01"]
    if number == "500101":
        assert mapped == "500101 - PO"
    else:
        assert server.store.of("Account")[mapped]["parent_account"] == "收入 - PO"
