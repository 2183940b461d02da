"""Invoices and returns as ERPNext v15 reckons and posts them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Any

from tests.services.erpnext.refusal import Refusal

if TYPE_CHECKING:
    from tests.services.erpnext.store import Store

CENT = Decimal("0.01")


def rounded(value: Any) -> Decimal:
    """The site rounds half to even."""
    return Decimal(str(value)).quantize(CENT, ROUND_HALF_EVEN)


def check_invoice(store: Store, invoice: dict[str, Any]) -> None:
    if invoice.get("customer") not in store.of("Customer"):
        raise Refusal(500, "TypeError", "'NoneType' object is not subscriptable")
    if not invoice.get("items"):
        raise Refusal(500, "IndexError", "list index out of range")
    check_day(store, invoice["posting_date"])
    if invoice.get("due_date", invoice["posting_date"]) < invoice["posting_date"]:
        raise Refusal(417, "ValidationError", "Due Date cannot be before Posting Date")
    for row in invoice["items"]:
        item = store.of("Item").get(row["item_code"])
        if item is None:
            raise Refusal(404, "DoesNotExistError", f"Item {row['item_code']} not found")
        row["rate"] = rounded(row["rate"])  # before it is multiplied
        if not row["rate"] and int(
            store.of("Stock Settings")["Stock Settings"]["auto_insert_price_list_rate_if_missing"]
        ):
            row["rate"] = rounded(item.get("standard_rate") or 99)
        row["amount"] = rounded(row["rate"] * Decimal(str(row["qty"])))
        if row.get("cost_center") and row["cost_center"] not in store.of("Cost Center"):
            raise Refusal(417, "LinkValidationError", f"Could not find Cost Center: {row['cost_center']}")
    invoice["grand_total"] = float(sum(row["amount"] for row in invoice["items"]))
    invoice["outstanding_amount"] = invoice["grand_total"]


def post_invoice(store: Store, invoice: dict[str, Any]) -> None:
    company = store.of("Company")[invoice["company"]]
    enter(store, invoice, invoice.get("debit_to") or company["default_receivable_account"], "", invoice["grand_total"])
    for row in invoice["items"]:
        account = row.get("income_account") or company["default_income_account"]
        enter(store, invoice, account, row.get("cost_center", ""), -float(row["amount"]))
    if invoice.get("is_return") and not int(invoice.get("update_outstanding_for_self", 1)):
        against = store.of("Sales Invoice")[invoice["return_against"]]
        left = rounded(against["outstanding_amount"]) + rounded(invoice["grand_total"])
        invoice["outstanding_amount"] = 0.0
        store.change("Sales Invoice", invoice["return_against"], outstanding_amount=float(left))


def enter(store: Store, voucher: dict[str, Any], account: str, cost_centre: str, amount: float) -> None:
    entries = store.of("GL Entry")
    name = f"ACC-GLE-{len(entries) + 1:06d}"
    entries[name] = {
        "name": name, "account": account, "cost_center": cost_centre, "debit": max(amount, 0.0),
        "credit": max(-amount, 0.0), "voucher_type": voucher["doctype"], "voucher_no": voucher["name"],
        "posting_date": voucher["posting_date"], "company": voucher["company"], "is_cancelled": 0, "docstatus": 1,
    }  # fmt: skip


def check_day(store: Store, day: str) -> None:
    for year in store.of("Fiscal Year").values():
        if year["year_start_date"] <= day <= year["year_end_date"] and not year["disabled"]:
            return
    raise Refusal(417, "FiscalYearError", f"Date {day} is not in any active Fiscal Year")
