"""Costs as purchase invoices with their suppliers; what we owe is compared supplier by supplier."""

from datetime import date

import pytest
from django.contrib.auth.models import Group

from invoices.modules.breakeven.domain.errors import VoucherPaid
from invoices.modules.breakeven.models import CostKind, CostVoucher
from invoices.modules.breakeven.services import approve_vouchers, prepare_voucher, reverse_voucher
from invoices.modules.erpnext.domain.bookings import BookingLeg
from invoices.modules.erpnext.domain.documents import JOURNAL, PAYMENT, PURCHASE, SUPPLIER
from invoices.modules.erpnext.domain.purchases import bought_part
from invoices.modules.erpnext.models import Connection, RemoteChange, SyncRecord
from invoices.modules.erpnext.services.accepting import accept_change, refuse_change
from invoices.modules.erpnext.services.check import tie_out
from invoices.modules.erpnext.services.pull import pull
from invoices.modules.ledger.public import EntryDraft, post
from invoices.modules.payments.public import Disbursement, MoneyMovement, PaymentChannel, record
from invoices.modules.payments.services import PaymentCodingDraft, code_payment, undo_coding
from property_ops.framework.approval.services import withdraw
from property_ops.kernel.errors import SamePerson
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Estate
from tests.invoices.june import NOW, TODAY
from tests.services.erpnext import reconciling
from tests.services.erpnext.server import CUT_AFTER

DAY, JUNE = date(2022, 7, 5), date(2022, 6, 1)
NOBODY = "po:supplier:-"
BOUGHT = {"5401.03", "5401.04", "5401.12"}


@pytest.fixture
def with_suppliers(server, prepare, issued_june):
    Connection.objects.update_or_create(pk=1, defaults={"sends_purchases": True})
    return prepare()


def cost(accountant, reviewer, amount=300_00, reference="BJ-0001"):
    voucher = CostVoucher(
        estate=Estate.objects.get(code="BC01"), month=JUNE, kind=CostKind.objects.get(code="cleaning"),
        amount=Yuan(amount), memo="六月保洁", reference=reference,
    )  # fmt: skip
    return approved(prepare_voucher(voucher=voucher, by=accountant, now=NOW), reviewer)


def approved(voucher, reviewer):
    approve_vouchers(ids=[voucher.pk], by=reviewer, now=NOW, today=TODAY)
    voucher.refresh_from_db()
    return voucher


@pytest.fixture
def compared(access, gateway, accountant):
    return lambda: tie_out(access=access, gateway=gateway, by=accountant, today=TODAY)


@pytest.fixture
def pulled(access, gateway, accountant):
    return lambda: pull(access=access, gateway=gateway, by=accountant, now=NOW, today=TODAY)


def legs(*rows):
    return [BookingLeg(account, "BC01", "", "", fen, NOBODY if account == "2202" else "") for account, fen in rows]


def test_the_purchase_in_an_entry_is_what_a_supplier_is_owed_and_the_costs_of_that():
    whole = legs(("5401.12", 300), ("2202", -300))
    assert bought_part(whole, BOUGHT) == (whole, [])
    mixed = legs(("5401.01", 600), ("5401.03", 100), ("2202", -100), ("2211", -600))
    assert bought_part(mixed, BOUGHT) == ([mixed[1], mixed[2]], [mixed[0], mixed[3]])
    payment = legs(("2202", 300), ("1002", -300))
    assert bought_part(payment, BOUGHT) == ([], payment)
    other = legs(("5401.12", 200), ("2202", -300), ("5401.01", 100))
    assert bought_part(other, BOUGHT) == ([], other)


def test_a_cost_is_a_purchase_invoice_and_ties_by_supplier(
    server, with_suppliers, accountant, reviewer, pushed, compared
):
    voucher = cost(accountant, reviewer)
    server.break_next(CUT_AFTER, CUT_AFTER)
    pushed()
    pushed()
    (invoice,) = server.store.of(PURCHASE).values()
    assert (invoice["supplier"], invoice["grand_total"]) == ("未列名供应商", 300.0)
    assert invoice["items"][0]["expense_account"].startswith("5401.12")
    assert invoice["items"][0]["cost_center"].startswith("BC01")
    assert (invoice["update_stock"], invoice["bill_no"]) == (0, f"cost/{voucher.number}")
    assert not server.store.of(JOURNAL)
    assert compared().ties
    for entry in server.store.entries_of(invoice["name"]):
        entry["party"] = "别家" if entry["party"] else ""
    assert [(one.name, one.theirs - one.ours) for one in compared().suppliers] == [
        ("别家", Yuan(-300_00)),
        ("未列名供应商", Yuan(300_00)),
    ]


def test_a_reversal_is_a_return_and_a_payment_is_an_entry_with_the_supplier(
    server, with_suppliers, accountant, reviewer, pushed, compared
):
    first = cost(accountant, reviewer)
    approved(reverse_voucher(voucher_id=first.pk, reason="重复", by=accountant, now=NOW), reviewer)
    paid = (("2202", "BC01", "", "", 100_00), ("1002", "", "", "", -100_00))
    post([EntryDraft("coding/P1", DAY, JUNE, "付保洁费", paid)])
    pushed()
    invoice, back = sorted(server.store.of(PURCHASE).values(), key=lambda one: one["name"])
    assert (back["is_return"], back["return_against"], back["grand_total"]) == (1, invoice["name"], -300.0)
    (journal,) = server.store.of(JOURNAL).values()
    assert [(row.get("party_type"), row.get("party")) for row in journal["accounts"]] == [
        (SUPPLIER, "未列名供应商"),
        (None, None),
    ]
    assert compared().ties


@pytest.fixture
def paid(accountant):
    """Pays a supplier by the bank: the whole of a voucher, or so much on account."""

    def out(fen, voucher=None, transaction="OUT-1"):
        movement = MoneyMovement(PaymentChannel.BANK, transaction, DAY, Yuan(fen), name="绿洁", is_out=True)
        record(movements=[movement], file="建行.xlsx", by=accountant, now=NOW, today=TODAY)
        said = PaymentCodingDraft("2202", Yuan(fen), Estate.objects.get(code="BC01"), paper=str(voucher or ""))
        payment = Disbursement.objects.get(transaction=transaction)
        return code_payment(disbursement=payment.pk, said=said, by=accountant, now=NOW, today=TODAY)

    return out


def references(server):
    return {
        one["reference_no"]: [(row["reference_name"], row["allocated_amount"]) for row in one["references"]]
        for one in server.store.of(PAYMENT).values()
    }


def test_a_payment_of_a_cost_names_its_purchase_invoice_there(
    server, with_suppliers, accountant, reviewer, pushed, compared, paid
):
    first, second = cost(accountant, reviewer), cost(accountant, reviewer, 120_00, "BJ-0002")
    paid(100_00, first)
    paid(50_00, transaction="OUT-2")
    server.break_next(CUT_AFTER, CUT_AFTER, CUT_AFTER)
    pushed()
    assert pushed()[PAYMENT].sent == 0
    invoices = {one["bill_no"]: one for one in server.store.of(PURCHASE).values()}
    bought = invoices[f"cost/{first.number}"]
    assert references(server) == {"OUT-1": [(bought["name"], 100.0)], "OUT-2": []}
    kinds = {(one["payment_type"], one["party_type"], one["paid_to"]) for one in server.store.of(PAYMENT).values()}
    assert kinds == {("Pay", SUPPLIER, "Creditors - PO")}
    assert [invoices[f"cost/{one.number}"]["outstanding_amount"] for one in (first, second)] == [200.0, 120.0]
    assert compared().ties


def test_a_payment_taken_back_or_put_elsewhere_there_pays_again_what_it_pays_here(
    server, with_suppliers, accountant, reviewer, pushed, compared, paid
):
    first, second = cost(accountant, reviewer), cost(accountant, reviewer, 120_00, "BJ-0002")
    said = paid(120_00, first)
    paid(30_00, transaction="OUT-2")
    pushed()
    by_paper = {one["bill_no"]: one["name"] for one in server.store.of(PURCHASE).values()}
    one, other = (by_paper[f"cost/{voucher.number}"] for voucher in (first, second))
    names = {row["reference_no"]: row["name"] for row in server.store.of(PAYMENT).values()}
    reconciling.unlink(server.store, PAYMENT, names["OUT-1"], one)
    form = {"party_type": SUPPLIER, "party": "未列名供应商", "company": "Property"}
    for payment, amount in ((names["OUT-1"], 120.0), (names["OUT-2"], 30.0)):
        reconciling.reconcile(server.store, form, payment, one if payment == names["OUT-2"] else other, amount)
    pushed()
    assert references(server) == {"OUT-1": [(one, 120.0)], "OUT-2": [(one, 30.0)]}  # what is on account is theirs
    undo_coding(coding=said.pk, because="付错", by=accountant, today=TODAY)
    pushed()
    assert references(server)["OUT-1"] == []
    assert compared().ties


def test_a_voucher_that_a_payment_names_is_taken_back_after_the_payment(
    server, with_suppliers, accountant, reviewer, pushed, compared, paid
):
    voucher = cost(accountant, reviewer)
    waiting = reverse_voucher(voucher_id=voucher.pk, reason="重复", by=accountant, now=NOW)
    said = paid(100_00, voucher)
    with pytest.raises(VoucherPaid, match=r"100\.00"):
        approved(waiting, reviewer)
    withdraw(CostVoucher, waiting.pk, by=accountant, now=NOW)
    pushed()
    with pytest.raises(VoucherPaid):
        reverse_voucher(voucher_id=voucher.pk, reason="重复", by=accountant, now=NOW)
    undo_coding(coding=said.pk, because="付错", by=accountant, today=TODAY)
    approved(reverse_voucher(voucher_id=voucher.pk, reason="重复", by=accountant, now=NOW), reviewer)
    pushed()
    assert [one["outstanding_amount"] for one in server.store.of(PURCHASE).values()] == [0.0, 0.0]
    assert compared().ties


def test_a_voucher_paid_there_is_not_returned_before_that_payment_is_off(
    server, with_suppliers, accountant, reviewer, pushed, compared
):
    voucher = cost(accountant, reviewer)
    pushed()
    (bought,) = server.store.of(PURCHASE)
    by_hand = server.store.insert({
        "doctype": PAYMENT, "payment_type": "Pay", "party_type": SUPPLIER, "party": "未列名供应商",
        "company": "Property", "posting_date": str(DAY), "paid_from": "Cash - PO",
        "paid_to": "Creditors - PO", "paid_amount": 80.0, "received_amount": 80.0, "docstatus": 1,
        "references": [{"reference_doctype": PURCHASE, "reference_name": bought, "allocated_amount": 80.0}],
    })  # fmt: skip
    approved(reverse_voucher(voucher_id=voucher.pk, reason="重复", by=accountant, now=NOW), reviewer)
    assert pushed()[PURCHASE].failed == 1
    refused = SyncRecord.objects.get(state="failed")
    assert (refused.error_kind, refused.error_detail) == ("paid_there", bought)
    assert by_hand["name"] in {one.name for one in compared().foreign}
    server.store.cancel(PAYMENT, by_hand["name"])
    assert pushed()[PURCHASE].sent == 1
    assert [one["outstanding_amount"] for one in server.store.of(PURCHASE).values()] == [0.0, 0.0]
    assert compared().ties


def test_a_payment_names_the_supplier_of_a_purchase_invoice_that_was_entered_there(
    server, with_suppliers, accountant, reviewer, pushed, pulled, compared, paid
):
    pushed()
    made = booked_by_hand(server)
    pulled()
    accept_change(change=RemoteChange.objects.get().pk, by=reviewer, now=NOW, today=TODAY)
    paid(88_50, CostVoucher.objects.get(reference=made["name"]))
    pushed()
    (payment,) = server.store.of(PAYMENT).values()
    assert (payment["party"], references(server)["OUT-1"]) == ("绿地公司", [(made["name"], 88.5)])
    assert compared().ties


def test_what_went_over_before_stays_a_journal_entry(server, ready, prepare, accountant, reviewer, pushed, compared):
    cost(accountant, reviewer)
    pushed()
    Connection.objects.update(sends_purchases=True)
    prepare()
    pushed()
    assert not server.store.of(PURCHASE)
    assert len(server.store.of(JOURNAL)) == 1
    assert compared().ties


@pytest.mark.parametrize(("theirs", "names"), [("", {"未列名供应商"}), ("po:zzzzzz:supplier:-", {"未列名供应商", "·"})])
def test_a_supplier_who_is_there_becomes_ours_unless_another_company_sent_them(
    server, with_suppliers, accountant, reviewer, pushed, theirs, names
):
    named = {"supplier_name": "未列名供应商", "supplier_group": "物业服务商", "custom_source_id": theirs}
    server.store.insert({"doctype": SUPPLIER, **named})
    cost(accountant, reviewer)
    assert pushed()[PURCHASE].sent == 1
    assert len(server.store.of(SUPPLIER)) == len(names)
    assert all(one["custom_source_id"].endswith("supplier:-") for one in server.store.of(SUPPLIER).values())


def booked_by_hand(server, account="5401.12", amount=88.5, *, is_exact=True):
    store = server.store
    named = next(name for name in store.of("Account") if name.startswith(account))
    place = next(name for name in store.of("Cost Center") if name.startswith("BC01"))
    if "绿地公司" not in store.of(SUPPLIER):
        store.insert({"doctype": SUPPLIER, "supplier_name": "绿地公司", "supplier_group": "物业服务商"})
    row = {"item_code": "PO-COST", "qty": 1, "rate": amount, "expense_account": named, "cost_center": place}
    return store.insert({
        "doctype": PURCHASE, "supplier": "绿地公司", "company": "Property", "set_posting_time": 1,
        "posting_date": str(DAY),
        "bill_no": "F-77", "items": [row], "docstatus": 1, "disable_rounded_total": int(is_exact),
    })  # fmt: skip


def test_a_purchase_invoice_booked_there_is_a_cost_here_once_another_person_accepts_it(
    server, with_suppliers, accountant, reviewer, pushed, pulled, compared
):
    cost(accountant, reviewer)
    pushed()
    made = booked_by_hand(server)
    assert [one.name for one in compared().foreign] == [made["name"]]
    assert len(pulled().changes) == 1
    assert not pulled().changes
    waiting = RemoteChange.objects.get()
    assert (waiting.estate.code, waiting.amount, waiting.kind) == ("BC01", Yuan(88_50), "purchase")
    accountant.groups.add(Group.objects.get(name="reviewer"))
    with pytest.raises(SamePerson):
        accept_change(change=waiting.pk, by=type(accountant).objects.get(pk=accountant.pk), now=NOW, today=TODAY)
    accept_change(change=waiting.pk, by=reviewer, now=NOW, today=TODAY)
    voucher = CostVoucher.objects.get(reference=made["name"])
    assert (voucher.amount, voucher.prepared_by, voucher.decided_by) == (Yuan(88_50), accountant, reviewer)
    assert pushed()[PURCHASE].sent == 0
    assert len(server.store.of(PURCHASE)) == 2
    assert compared().ties
    assert not pulled().changes


def test_a_refused_purchase_stays_a_difference_and_is_not_asked_again(
    server, with_suppliers, reviewer, pushed, pulled, compared
):
    pushed()
    booked_by_hand(server)
    booked_by_hand(server, account="Round Off")
    booked_by_hand(server, is_exact=False)
    why = [one.why.partition(":")[0] for one in pulled().left]
    assert [words.partition(",")[0] for words in why] == [
        "its account is of no kind of cost here", "its total is rounded there",
    ]  # fmt: skip
    refuse_change(change=RemoteChange.objects.get().pk, reason="不是我们的", by=reviewer, now=NOW)
    assert not pulled().changes
    assert len(compared().foreign) == 3
    assert not CostVoucher.objects.exists()


def test_once_sent_with_suppliers_it_stays_so_whatever_the_settings_say(
    server, with_suppliers, accountant, reviewer, pushed, compared
):
    cost(accountant, reviewer)
    pushed()
    Connection.objects.update(sends_purchases=False)
    cost(accountant, reviewer, reference="BJ-0002")
    pushed()
    assert len(server.store.of(PURCHASE)) == 2
    assert compared().ties
