"""What ERPNext gets: each paper of ours as one Frappe document, its key, and a digest of its content.

`rate` is rounded to two decimals by ERPNext before it multiplies: a line is `qty: 1` at its amount, and what it was
computed from stands in the description. A rate of 0 would be replaced by a price list's: such lines are left out.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from property_ops.kernel.money import Yuan

SOURCE_FIELD = "custom_source_id"

CUSTOMER, INVOICE, PAYMENT, JOURNAL = "Customer", "Sales Invoice", "Payment Entry", "Journal Entry"
IN_ORDER = (CUSTOMER, INVOICE, PAYMENT, JOURNAL)
"""An invoice names its customer, a payment its invoices."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document to send. `names` are keys of others whose remote names take the places of `{"$name": key}`."""

    doctype: str
    key: str
    label: str
    content: Mapping[str, Any]
    amount: Yuan
    estate: str = ""
    month: date | None = None
    names: tuple[str, ...] = field(default=())

    @property
    def digest(self) -> str:
        return sha256(json.dumps(self.content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Books:
    """Where ERPNext books: company, currency, accounts, by the settings and by what `setup` found."""

    company: str
    currency: str
    customer_group: str
    territory: str
    receivable: str
    items: Mapping[str, "ItemPlace"]
    cost_centres: Mapping[str, str]
    money: Mapping[str, str]
    tax_account: str = ""
    tax_rate: str = "0"


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """A fee item in ERPNext; no income account means the company's own."""

    item: str
    income: str = ""
    tax_template: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    item_code: str
    description: str
    amount: Yuan


def reference(key: str) -> dict[str, str]:
    """Stands for the name that ERPNext gave to the document with this key."""
    return {"$name": key}


def customer(*, key: str, unit_code: str, name: str, books: Books) -> Document:
    """The payer of an account: a repeated name would silently become “Name - 1”, so the unit code leads it."""
    label = f"{unit_code} {name}".strip()
    content = {
        "customer_name": label[:140],
        "customer_group": books.customer_group,
        "territory": books.territory,
        "customer_type": "Individual",
    }
    return Document(CUSTOMER, key, label, content, Yuan(0))


def invoice(
    *,
    key: str,
    number: str,
    customer_key: str,
    estate: str,
    month: date,
    issued_on: date,
    due_on: date,
    lines: Sequence[Line],
    books: Books,
) -> Document:
    """An issued bill. The month it belongs to stands in the remarks; ERPNext posts on the day of issue."""
    total = sum((line.amount for line in lines), Yuan(0))
    content: dict[str, Any] = {
        "customer": reference(customer_key),
        **_head(books, estate, issued_on),
        "due_date": str(due_on),
        "remarks": f"{number} {month:%Y-%m}",
        "items": [_item(line, books, estate) for line in lines if line.amount.fen],
        **_taxes(books),
    }
    return Document(INVOICE, key, number, content, total, estate, month, (customer_key,))


def _head(books: Books, estate: str, day: date) -> dict[str, Any]:
    head = {
        "company": books.company,
        "currency": books.currency,
        "set_posting_time": 1,
        "posting_date": str(day),
        "disable_rounded_total": 1,
        "ignore_pricing_rule": 1,
    }
    if books.receivable:
        head["debit_to"] = books.receivable
    if estate in books.cost_centres:
        head["cost_center"] = books.cost_centres[estate]
    return head


def _item(line: Line, books: Books, estate: str, *, quantity: int = 1) -> dict[str, Any]:
    place = books.items[line.item_code]
    item: dict[str, Any] = {
        "item_code": place.item,
        "qty": quantity,
        "rate": str(line.amount),
        "description": line.description,
    }
    if estate in books.cost_centres:
        item["cost_center"] = books.cost_centres[estate]
    if place.income:
        item["income_account"] = place.income
    if place.tax_template:
        item["item_tax_template"] = place.tax_template
    return item


def _taxes(books: Books) -> dict[str, Any]:
    if not books.tax_account:
        return {}
    tax = {
        "charge_type": "On Net Total",
        "account_head": books.tax_account,
        "description": books.tax_account,
        "rate": books.tax_rate,
        "included_in_print_rate": 1,
    }
    return {"taxes": [tax]}


def credit_note(
    *,
    key: str,
    number: str,
    customer_key: str,
    invoice_key: str,
    estate: str,
    month: date,
    issued_on: date,
    lines: Sequence[Line],
    books: Books,
) -> Document:
    """A credit note (红字): the return of the invoice it corrects. The lines' amounts are positive."""
    total = sum((line.amount for line in lines), Yuan(0))
    content: dict[str, Any] = {
        "customer": reference(customer_key),
        **_head(books, estate, issued_on),
        "due_date": str(issued_on),
        "is_return": 1,
        "return_against": reference(invoice_key),
        "update_outstanding_for_self": 0,
        "remarks": f"{number} {month:%Y-%m}",
        "items": [_item(line, books, estate, quantity=-1) for line in lines if line.amount.fen],
        **_taxes(books),
    }
    return Document(INVOICE, key, number, content, -total, estate, month, (customer_key, invoice_key))


def payment(
    *,
    key: str,
    number: str,
    customer_key: str,
    amount: Yuan,
    paid_on: date,
    money_account: str,
    allocations: Sequence[tuple[str, Yuan]],
    reference_no: str,
    books: Books,
) -> Document:
    """A receipt: `allocations` are (invoice key, amount); what is over stays an advance of the customer."""
    content: dict[str, Any] = {
        "payment_type": "Receive",
        "party_type": "Customer",
        "party": reference(customer_key),
        "company": books.company,
        "posting_date": str(paid_on),
        "paid_from": books.receivable,
        "paid_to": money_account,
        "paid_amount": str(amount),
        "received_amount": str(amount),
        "reference_no": reference_no or number,
        "reference_date": str(paid_on),
        "remarks": number,
        "references": [
            {
                "reference_doctype": INVOICE,
                "reference_name": reference(invoice_key),
                "allocated_amount": str(part),
            }
            for invoice_key, part in allocations
        ],
    }
    names = (customer_key, *(invoice_key for invoice_key, _part in allocations))
    return Document(PAYMENT, key, number, content, amount, names=names)


def named(content: Any, names: Mapping[str, str]) -> Any:
    """The content with ERPNext's own names in their places. Raises KeyError for one that is not known."""
    if isinstance(content, Mapping):
        if set(content) == {"$name"}:
            return names[content["$name"]]
        return {key: named(value, names) for key, value in content.items()}
    if isinstance(content, list):
        return [named(value, names) for value in content]
    return content
