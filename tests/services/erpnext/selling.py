"""Invoices and returns as ERPNext v15 reckons and posts them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Any

from tests.services.erpnext import masters, returning
from tests.services.erpnext.refusal import Refusal

if TYPE_CHECKING:
    from tests.services.erpnext.store import Store

CENT = Decimal("0.01")
PARTIES = {"Receivable": "Customer", "Payable": "Supplier"}


def rounded(value: Any) -> Decimal:
    """The site rounds half to even."""
    return Decimal(str(value)).quantize(CENT, ROUND_HALF_EVEN)


def check_invoice(store: Store, invoice: dict[str, Any]) -> None:
    masters.check_party(store, invoice.get("customer"))
    debtors = invoice.get("debit_to")
    if debtors and masters.account_of(store, debtors, invoice["company"]).get("account_type") != "Receivable":
        raise Refusal(417, "ValidationError", "Debit To account must be a Receivable account")
    if not invoice.get("items"):
        raise Refusal(500, "IndexError", "list index out of range")
    returning.set_posting_time(store, invoice)
    check_day(store, invoice["posting_date"])
    if invoice.get("due_date", invoice["posting_date"]) < invoice["posting_date"]:
        raise Refusal(417, "ValidationError", "Due Date cannot be before Posting Date")
    invoice["items"] = [_item(store, invoice, dict(row)) for row in invoice["items"]]
    invoice["grand_total"] = float(sum(row["amount"] for row in invoice["items"]))
    invoice["outstanding_amount"] = to_pay(invoice)
    returning.check(store, invoice, "customer")


def to_pay(invoice: dict[str, Any]) -> float:
    """A whole yuan, unless the document asks for what it comes to; what that leaves is told as well."""
    is_exact = int(invoice.get("disable_rounded_total") or 0)
    total = rounded(invoice["grand_total"])
    whole = total.quantize(CENT if is_exact else Decimal(1), ROUND_HALF_EVEN)
    invoice["rounding_adjustment"] = float(whole - total)
    return float(whole)


def _item(store: Store, invoice: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    item = store.of("Item").get(row.get("item_code") or "", {})
    if row.get("item_code") and not item:
        raise Refusal(404, "DoesNotExistError", f"Item {row['item_code']} not found")
    if not item:
        _check_named_row(store, row)
    masters.check_whole(store, row.get("uom") or item.get("stock_uom") or "", row["qty"])
    row["rate"] = rounded(row["rate"])  # before it is multiplied
    settings = store.of("Stock Settings")["Stock Settings"]
    if not row["rate"] and int(settings["auto_insert_price_list_rate_if_missing"]):
        row["rate"] = rounded(item.get("standard_rate") or 99)
    row["amount"] = rounded(row["rate"] * Decimal(str(row["qty"])))
    masters.check_centre(store, row.get("cost_center"), invoice["company"])
    if row.get("income_account"):
        masters.account_of(store, row["income_account"], invoice["company"])
    return row


def _check_named_row(store: Store, row: dict[str, Any]) -> None:
    """A row without an item must say itself what an item would."""
    for name in ("item_name", "uom", "conversion_factor", "income_account"):
        if not row.get(name):
            raise Refusal(417, "MandatoryError", f"[Sales Invoice Item]: {name}")
    if row["uom"] not in store.of("UOM"):
        raise Refusal(417, "LinkValidationError", f"Could not find Row #1: UOM: {row['uom']}")


def post_invoice(store: Store, invoice: dict[str, Any]) -> None:
    company = store.of("Company")[invoice["company"]]
    check_open(store, invoice)
    debtors = invoice.get("debit_to") or company["default_receivable_account"]
    amount = rounded(to_pay(invoice))
    enter(store, invoice, debtors, "", float(amount), party=invoice["customer"])
    centre = company["cost_center"]
    taxes, left = _taxes(store, invoice), amount
    for row in invoice["items"]:
        account = row.get("income_account") or company["default_income_account"]
        net = rounded(row["amount"] / (1 + sum((rate for _account, rate in taxes), Decimal(0)) / 100))
        enter(store, invoice, account, row.get("cost_center") or centre, -float(net))
        left -= net
        for account, rate in taxes:
            enter(store, invoice, account, centre, -float(rounded(net * rate / 100)))
            left -= rounded(net * rate / 100)
    if left:  # single fen of what was rounded by the line, or all that a rounded total leaves
        enter(store, invoice, company["round_off_account"], centre, -float(left))
    if invoice.get("is_return") and not int(invoice.get("update_outstanding_for_self", 1)):
        ledger(store, invoice, debtors, invoice["customer"], amount, ("Sales Invoice", invoice["return_against"]))
        store.change("Sales Invoice", invoice["name"], outstanding_amount=0.0)
        owe_less(store, invoice["return_against"], -amount)
    else:
        ledger(store, invoice, debtors, invoice["customer"], amount, ("Sales Invoice", invoice["name"]))


def _taxes(store: Store, invoice: dict[str, Any]) -> list[tuple[str, Decimal]]:
    """Of the kind that is in the prices: any other would come on top of them."""
    found = []
    for row in invoice.get("taxes") or ():
        if row.get("charge_type") != "On Net Total" or not int(row.get("included_in_print_rate") or 0):
            raise Refusal(417, "ValidationError", "The tests' server reckons only taxes that are in the prices")
        masters.account_of(store, row["account_head"], invoice["company"])
        found.append((row["account_head"], Decimal(str(row["rate"]))))
    return found


def owe_less(store: Store, name: str, amount: Decimal, doctype: str = "Sales Invoice") -> None:
    left = rounded(store.of(doctype)[name]["outstanding_amount"]) - amount
    store.change(doctype, name, outstanding_amount=float(left))


def enter(
    store: Store,
    voucher: dict[str, Any],
    account: str,
    cost_centre: str,
    amount: float,
    *,
    party: str = "",
    party_type: str = "Customer",
) -> None:
    """An entry of the general ledger: a party stands where one is owed or owes, and nowhere else."""
    kind = masters.account_of(store, account, voucher["company"])
    wanted = PARTIES.get(kind.get("account_type") or "")
    if wanted != (party_type if party else None):
        raise Refusal(417, "ValidationError", f"{voucher['name']}: {wanted or 'no party'} belongs to {account}")
    if kind["root_type"] in ("Income", "Expense") and not cost_centre:
        raise Refusal(417, "ValidationError", "Cost Center is required for 'Profit and Loss' account")
    name = store.number("ACC-GLE-")
    entry = {
        "name": name, "account": account, "cost_center": cost_centre, "debit": max(amount, 0.0),
        "credit": max(-amount, 0.0), "voucher_type": voucher["doctype"], "voucher_no": voucher["name"],
        "posting_date": voucher["posting_date"], "company": voucher["company"], "is_cancelled": 0, "docstatus": 1,
        "party_type": party_type if party else "", "party": party,
    }  # fmt: skip
    store.put("GL Entry", entry)


def ledger(
    store: Store, voucher: dict[str, Any], account: str, party: str, amount: Decimal, against: tuple[str, str]
) -> None:
    """An entry of the payment ledger: what the voucher does to what is open on another, or on itself."""
    name, kind = store.number("PLE-"), store.of("Account")[account]["account_type"]
    entry = {
        "name": name, "account_type": kind, "account": account, "party_type": PARTIES[kind], "party": party,
        "voucher_type": voucher["doctype"], "voucher_no": voucher["name"], "against_voucher_type": against[0],
        "against_voucher_no": against[1], "amount": float(amount), "posting_date": voucher["posting_date"],
        "company": voucher["company"], "delinked": 0, "docstatus": 1,
    }  # fmt: skip
    store.put("Payment Ledger Entry", entry)


def check_day(store: Store, day: str) -> None:
    for year in store.of("Fiscal Year").values():
        if year["year_start_date"] <= day <= year["year_end_date"] and not int(year.get("disabled") or 0):
            return
    raise Refusal(417, "FiscalYearError", f"Date {day} is not in any active Fiscal Year")


def check_open(store: Store, voucher: dict[str, Any]) -> None:
    """Looked at when the ledger is written, after the unique id."""
    day = voucher["posting_date"]
    for period in store.of("Accounting Period").values():
        if period["company"] == voucher["company"] and period["start_date"] <= day <= period["end_date"]:
            raise Refusal(417, "ClosedAccountingPeriod", "You cannot create a document within the closed period")
    frozen = store.of("Accounts Settings").get("Accounts Settings", {}).get("acc_frozen_upto")
    if frozen and day <= frozen:
        raise Refusal(417, "ValidationError", f"You are not authorized to add or update entries before {frozen}")
