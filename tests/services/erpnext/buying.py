"""Suppliers and their invoices as ERPNext v15 checks and posts them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.services.erpnext import returning
from tests.services.erpnext.masters import account_of, check_centre, check_group
from tests.services.erpnext.refusal import Refusal
from tests.services.erpnext.selling import check_day, check_open, enter, ledger, owe_less, rounded, to_pay

if TYPE_CHECKING:
    from tests.services.erpnext.store import Store

TYPES = ("Company", "Individual", "Partnership", "Proprietorship")


def check_supplier(store: Store, supplier: dict[str, Any]) -> None:
    """A name is there once, unlike a customer's."""
    check_group(store, "Supplier Group", supplier.get("supplier_group"))
    if supplier.get("supplier_type", "Company") not in TYPES:
        raise Refusal(417, "ValidationError", f'Supplier Type cannot be "{supplier["supplier_type"]}"')


def check_purchase(store: Store, invoice: dict[str, Any]) -> None:
    supplier = store.of("Supplier").get(invoice.get("supplier") or "")
    if supplier is None:
        raise Refusal(417, "LinkValidationError", f"Could not find Supplier: {invoice.get('supplier')}")
    for kind, word in (("disabled", "PartyDisabled"), ("is_frozen", "PartyFrozen")):
        if int(supplier.get(kind) or 0):
            raise Refusal(417, word, f"Supplier {supplier['name']} is {kind}")
    if not invoice.get("items"):
        raise Refusal(417, "MandatoryError", "[Purchase Invoice]: items")
    returning.set_posting_time(store, invoice)
    check_day(store, invoice["posting_date"])
    if invoice.get("bill_date", invoice["posting_date"]) > invoice["posting_date"]:
        raise Refusal(417, "ValidationError", "Supplier Invoice Date cannot be greater than Posting Date")
    if invoice.get("due_date", invoice["posting_date"]) < invoice["posting_date"]:
        raise Refusal(417, "ValidationError", "Due Date cannot be before Posting Date")
    credited = account_of(store, _credit_to(store, invoice), invoice["company"])
    if credited.get("account_type") != "Payable":
        raise Refusal(417, "ValidationError", "Credit To: please ensure that the account is a Payable account")
    invoice["items"] = [_item(store, invoice, dict(row)) for row in invoice["items"]]
    invoice["grand_total"] = float(sum(row["amount"] for row in invoice["items"]))
    invoice["outstanding_amount"] = to_pay(invoice)
    returning.check(store, invoice, "supplier")


def _credit_to(store: Store, invoice: dict[str, Any]) -> str:
    return str(invoice.get("credit_to") or store.of("Company")[invoice["company"]]["default_payable_account"])


def _item(store: Store, invoice: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    if row.get("item_code"):
        if row["item_code"] not in store.of("Item"):
            raise Refusal(404, "DoesNotExistError", f"Item {row['item_code']} not found")
    elif not (row.get("item_name") and row.get("uom") and row.get("conversion_factor")):
        raise Refusal(417, "MandatoryError", "[Purchase Invoice Item]: item_name, uom, conversion_factor")
    company = store.of("Company")[invoice["company"]]
    if int(company.get("enable_perpetual_inventory") or 0) and not company.get("stock_received_but_not_billed"):
        text = f"Please set default Stock Received But Not Billed in Company {invoice['company']}"
        raise Refusal(417, "ValidationError", text)
    if not row.get("expense_account"):
        raise Refusal(417, "ValidationError", "Expense account is mandatory for item")
    account_of(store, row["expense_account"], invoice["company"])
    check_centre(store, row.get("cost_center"), invoice["company"])
    if row.get("project") and row["project"] not in store.of("Project"):
        raise Refusal(417, "LinkValidationError", f"Could not find Row #1: Project: {row['project']}")
    row["rate"] = rounded(row["rate"])
    row["amount"] = rounded(row["rate"] * Decimal(str(row["qty"])))
    return row


def post_purchase(store: Store, invoice: dict[str, Any]) -> None:
    check_open(store, invoice)
    party = {"party": invoice["supplier"], "party_type": "Supplier"}
    amount, company = rounded(to_pay(invoice)), store.of("Company")[invoice["company"]]
    enter(store, invoice, _credit_to(store, invoice), "", -float(amount), **party)
    centre = company["cost_center"]
    if amount != rounded(invoice["grand_total"]):
        left = float(amount - rounded(invoice["grand_total"]))
        enter(store, invoice, company["round_off_account"], centre, left)
    for row in invoice["items"]:
        enter(store, invoice, row["expense_account"], row.get("cost_center") or centre, float(row["amount"]))
    place = _credit_to(store, invoice), invoice["supplier"]
    if invoice.get("is_return") and not int(invoice.get("update_outstanding_for_self", 1)):
        ledger(store, invoice, *place, amount, ("Purchase Invoice", invoice["return_against"]))
        owe_less(store, invoice["return_against"], -amount, "Purchase Invoice")
        store.change("Purchase Invoice", invoice["name"], outstanding_amount=0.0)
    else:
        ledger(store, invoice, *place, amount, ("Purchase Invoice", invoice["name"]))
