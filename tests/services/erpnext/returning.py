"""Returns as ERPNext v15 checks them, and the posting time that they are measured by."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.services.erpnext.refusal import Refusal

if TYPE_CHECKING:
    from tests.services.erpnext.store import Store


def set_posting_time(store: Store, invoice: dict[str, Any]) -> None:
    """Nobody who did not ask for it (`set_posting_time`) posts on another day; a time that is not given is now."""
    today, time = store.now.split()
    if not int(invoice.get("set_posting_time") or 0):
        invoice |= {"posting_date": today, "posting_time": time}
    invoice["posting_time"] = invoice.get("posting_time") or time


def check(store: Store, invoice: dict[str, Any], party: str) -> None:
    """What a return is refused for; one above what is open keeps a balance of its own, whatever it was told."""
    if not invoice.get("is_return"):
        return
    doctype = invoice["doctype"]
    against = store.of(doctype).get(invoice.get("return_against") or "")
    if against is None:
        raise Refusal(417, "LinkValidationError", f"Could not find Return Against: {invoice.get('return_against')}")
    if against["docstatus"] != 1 or against[party] != invoice[party]:
        raise Refusal(417, "ValidationError", "Return Against is not submitted, or of another party")
    if Decimal(str(abs(invoice["grand_total"]))) > Decimal(str(against["outstanding_amount"])):
        invoice["update_outstanding_for_self"] = 1
    if _moment(invoice) < _moment(against):
        raise Refusal(417, "ValidationError", f"Posting timestamp must be after {_moment(against)}")
    _check_quantities(store, invoice, against)


def _moment(invoice: dict[str, Any]) -> str:
    return f"{invoice['posting_date']} {invoice['posting_time']}"


def _check_quantities(store: Store, invoice: dict[str, Any], against: dict[str, Any]) -> None:
    """By item, over all returns; a row that only has a name is not looked at."""
    earlier = [
        one
        for one in store.of(invoice["doctype"]).values()
        if one.get("return_against") == against["name"] and one["docstatus"] == 1
    ]
    for code in {row["item_code"] for row in invoice["items"] if row.get("item_code")}:
        bought = _quantity([against], code)
        if not bought:
            raise Refusal(417, "ValidationError", f"Returned Item {code} does not exist in {against['name']}")
        if invoice["doctype"] == "Sales Invoice" and _rate(invoice, code) > _rate(against, code):
            raise Refusal(417, "ValidationError", f"Rate cannot be greater than the rate used in {against['name']}")
        if bought + _quantity([*earlier, invoice], code) < 0:
            raise Refusal(417, "StockOverReturnError", f"Cannot return more than {bought} for Item {code}")


def _rate(invoice: dict[str, Any], code: str) -> Decimal:
    return max(Decimal(str(row["rate"])) for row in invoice["items"] if row.get("item_code") == code)


def _quantity(invoices: list[dict[str, Any]], code: str) -> Decimal:
    rows = [row for one in invoices for row in one["items"] if row.get("item_code") == code]
    return sum((Decimal(str(row["qty"])) for row in rows), Decimal(0))
