"""Payments and journal entries as ERPNext v15 checks and posts them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.services.erpnext.masters import account_of, check_centre, check_party
from tests.services.erpnext.refusal import Refusal
from tests.services.erpnext.selling import check_day, check_open, enter, ledger, owe_less, rounded

if TYPE_CHECKING:
    from tests.services.erpnext.store import Store

PARTIES = {"Receivable": "Customer", "Payable": "Supplier"}
WITH_COST_CENTRE = ("Income", "Expense")
INVOICES = {"Customer": "Sales Invoice", "Supplier": "Purchase Invoice"}
SIDES = {"Receive": ("paid_from", "paid_to"), "Pay": ("paid_to", "paid_from")}
"""Where the party stands, and where the money."""


def check_payment(store: Store, payment: dict[str, Any]) -> None:
    """What is open on the invoices is looked at here, before the unique id."""
    if payment.get("payment_type") not in SIDES:
        raise Refusal(417, "ValidationError", "Payment Type must be one of Receive, Pay and Internal Transfer")
    owing, money = SIDES[payment["payment_type"]]
    kind = payment.get("party_type") or ""
    if kind not in INVOICES or not payment.get("party"):
        raise Refusal(417, "ValidationError", "Party Type and Party are mandatory")
    check_party(store, payment["party"], kind)
    check_day(store, payment["posting_date"])
    for account in (payment.get("paid_from"), payment.get("paid_to")):
        account_of(store, account, payment["company"])
    if not (rounded(payment.get("paid_amount") or 0) > 0 and rounded(payment.get("received_amount") or 0) > 0):
        raise Refusal(417, "ValidationError", "Paid Amount is mandatory")
    is_bank = store.of("Account")[payment[money]].get("account_type") == "Bank"
    if is_bank and not (payment.get("reference_no") and payment.get("reference_date")):
        raise Refusal(417, "ValidationError", "Reference No and Reference Date is mandatory for Bank transaction")
    check_centre(store, payment.get("cost_center"), payment["company"])
    for row in payment.get("deductions") or ():
        account_of(store, row["account"], payment["company"])
        if not row.get("cost_center"):
            raise Refusal(417, "MandatoryError", "Row #1: Cost Center")
    party_amount = _paid(payment) + sum((rounded(row["amount"]) for row in payment.get("deductions") or ()), Decimal(0))
    allocated = _check_references(store, payment, payment[owing])
    if allocated > party_amount:
        raise Refusal(417, "ValidationError", "Difference Amount must be zero")
    payment["unallocated_amount"] = float(party_amount - allocated)
    payment["total_allocated_amount"] = float(allocated)
    if not int(payment.get("custom_remarks") or 0):
        payment["remarks"] = f"Amount CNY {payment['paid_amount']} received from {payment['party']}"


def _check_references(store: Store, payment: dict[str, Any], party_account: str) -> Decimal:
    """Of the doctypes that a party's payment may name, each once, submitted, of that party and of its account."""
    allocated, seen, kind = Decimal(0), set(), payment["party_type"]
    for row in payment.get("references") or ():
        if row.get("reference_doctype") != INVOICES[kind]:
            raise Refusal(417, "ValidationError", f"Reference Doctype must be one of {INVOICES[kind]}, Journal Entry")
        invoice = invoice_of(store, row["reference_name"], INVOICES[kind])
        if invoice[kind.lower()] != payment["party"]:
            raise Refusal(417, "ValidationError", f"{invoice['name']} is not associated with {payment['party']}")
        if account_owed(store, invoice) != party_account:
            raise Refusal(417, "ValidationError", f"{invoice['name']} is of another party account")
        if invoice["docstatus"] != 1:
            raise Refusal(417, "ValidationError", f"{invoice['name']} must be submitted")
        if invoice["name"] in seen:
            raise Refusal(417, "ValidationError", "Row #2: Duplicate entry in References")
        seen.add(invoice["name"])
        if not rounded(invoice["outstanding_amount"]):
            raise Refusal(417, "ValidationError", f"{invoice['name']} has already been fully paid.")
        if rounded(row["allocated_amount"]) > rounded(invoice["outstanding_amount"]):
            raise Refusal(417, "ValidationError", "Allocated Amount cannot be greater than outstanding amount.")
        allocated += rounded(row["allocated_amount"])
    return allocated


def account_owed(store: Store, invoice: dict[str, Any]) -> str:
    company = store.of("Company")[invoice["company"]]
    if invoice["doctype"] == "Purchase Invoice":
        return str(invoice.get("credit_to") or company["default_payable_account"])
    return str(invoice.get("debit_to") or company["default_receivable_account"])


def check_journal(store: Store, journal: dict[str, Any]) -> None:
    check_day(store, journal["posting_date"])
    if not journal.get("accounts"):
        raise Refusal(417, "ValidationError", "Accounts table cannot be blank.")
    taken: dict[str, Decimal] = defaultdict(Decimal)
    for row in journal["accounts"]:
        _check_row(store, journal, row)
        if row.get("reference_name"):
            _check_row_reference(store, row, taken)
    if sum(amount_of(row) for row in journal["accounts"]):
        raise Refusal(417, "ValidationError", "Total Debit must be equal to Total Credit.")
    journal["total_debit"] = float(sum(max(amount_of(row), Decimal(0)) for row in journal["accounts"]))
    journal["accounts"] = [dict(row) | {"name": row.get("name") or store.number("row-")} for row in journal["accounts"]]


def _check_row(store: Store, journal: dict[str, Any], row: dict[str, Any]) -> None:
    account = account_of(store, row.get("account"), journal["company"])
    check_centre(store, row.get("cost_center"), journal["company"])
    kind = PARTIES.get(account.get("account_type") or "")
    if kind:
        if not row.get("party") or row.get("party_type") != kind:
            raise Refusal(417, "ValidationError", "Party Type and Party is required for Receivable / Payable account")
        check_party(store, row["party"], kind)
    if not amount_of(row):
        raise Refusal(417, "ValidationError", "Row 1: Both Debit and Credit values cannot be zero")
    if account["root_type"] in WITH_COST_CENTRE and not row.get("cost_center"):
        raise Refusal(417, "ValidationError", "Cost Center is required for 'Profit and Loss' account")


def _check_row_reference(store: Store, row: dict[str, Any], taken: dict[str, Decimal]) -> None:
    """`taken`: what earlier rows of the entry pay of each invoice."""
    if row.get("reference_type") != "Sales Invoice":
        raise Refusal(417, "ValidationError", "Row 1: Invalid reference")
    invoice = invoice_of(store, row["reference_name"])
    if invoice["docstatus"] != 1:
        raise Refusal(417, "ValidationError", f"{invoice['name']} is not submitted")
    if invoice["customer"] != row["party"] or account_owed(store, invoice) != row["account"]:
        raise Refusal(417, "ValidationError", f"Row 1: Party / Account does not match with {invoice['name']}")
    taken[invoice["name"]] -= amount_of(row)
    if taken[invoice["name"]] > rounded(invoice["outstanding_amount"]):
        raise Refusal(417, "ValidationError", "Payment against Sales Invoice cannot be greater than outstanding")


def post_payment(store: Store, payment: dict[str, Any]) -> None:
    check_open(store, payment)
    owing, money = SIDES[payment["payment_type"]]
    sign = 1 if payment["payment_type"] == "Receive" else -1
    party = {"party": payment["party"], "party_type": payment["party_type"]}
    place = payment[owing], payment["party"]
    for row in payment.get("references") or ():
        allocated = rounded(row["allocated_amount"])
        ledger(store, payment, *place, -allocated, (row["reference_doctype"], row["reference_name"]))
        owe_less(store, row["reference_name"], allocated, row["reference_doctype"])
    if payment["unallocated_amount"]:
        left = rounded(payment["unallocated_amount"])
        ledger(store, payment, *place, -left, ("Payment Entry", payment["name"]))
    centre = payment.get("cost_center", "")
    owed = _paid(payment)
    for row in payment.get("deductions") or ():
        enter(store, payment, row["account"], row["cost_center"], float(rounded(row["amount"])))
        owed += rounded(row["amount"])
    enter(store, payment, payment[money], centre, sign * float(_paid(payment)))
    enter(store, payment, payment[owing], centre, -sign * float(owed), **party)


def post_journal(store: Store, journal: dict[str, Any]) -> None:
    check_open(store, journal)
    for row in journal["accounts"]:
        party, amount = row.get("party") or "", amount_of(row)
        against = ("Sales Invoice", row["reference_name"]) if row.get("reference_name") else ("", "")
        if party:
            owed = amount if row.get("party_type") != "Supplier" else -amount
            ledger(store, journal, row["account"], party, owed, against if against[1] else _itself(journal))
        if against[1]:
            owe_less(store, against[1], -amount)
        enter(store, journal, row["account"], row.get("cost_center", ""), float(amount), party=party,
              party_type=row.get("party_type") or "Customer")  # fmt: skip


def _itself(journal: dict[str, Any]) -> tuple[str, str]:
    return journal["doctype"], journal["name"]


def outstanding(store: Store) -> Iterator[tuple[str, Decimal]]:
    """The number of the bill behind each submitted invoice, with what is open on it."""
    for invoice in store.of("Sales Invoice").values():
        if invoice["docstatus"] == 1 and not invoice.get("is_return"):
            yield invoice["custom_source_id"].rpartition("bill:")[2], rounded(invoice["outstanding_amount"])


def invoice_of(store: Store, name: str, doctype: str = "Sales Invoice") -> dict[str, Any]:
    invoice = store.of(doctype).get(name)
    if invoice is None:
        raise Refusal(417, "LinkValidationError", f"Could not find Row #1: {name}")
    return invoice


def _paid(payment: dict[str, Any]) -> Decimal:
    return rounded(payment["paid_amount"])


def amount_of(row: dict[str, Any]) -> Decimal:
    return rounded(row.get("debit_in_account_currency") or 0) - rounded(row.get("credit_in_account_currency") or 0)
