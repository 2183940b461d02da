"""Issued bills as sales invoices, credit notes (红字) as their returns.

`rate` is rounded to two decimals by ERPNext before it multiplies: a line is `qty: 1` at its amount, and what it was
computed from stands in the description. A rate of 0 would be replaced by a price list's: such lines are left out.

A return is refused where its posting time is before its invoice's, and a time that is not given is that of the request:
so an invoice stands at the beginning of its day, and a return at the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from invoices.modules.erpnext.domain.documents import INVOICE, CompanyDefaults, Document, MappedItem, reference
from property_ops.kernel.money import Yuan

RETURN = "po:credit_note:"
FIRST_TIME, LAST_TIME = "00:00:00", "23:59:59"


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """`is_again`: of a credit note, where earlier ones on its bill took all lines of the item back in part."""

    item_code: str
    description: str
    amount: Yuan
    is_again: bool = False


def invoice(
    *,
    key: str,
    number: str,
    customer_key: str,
    estate: str,
    month: date,
    issued_on: date,
    due_on: date,
    lines: Sequence[InvoiceLine],
    books: CompanyDefaults,
) -> Document:
    """An issued bill. The month it belongs to stands in the remarks; ERPNext posts on the day of issue."""
    total = sum((line.amount for line in lines), Yuan(0))
    content: dict[str, Any] = {
        "customer": reference(customer_key),
        **_head(books, estate, issued_on),
        "posting_time": FIRST_TIME,
        "due_date": str(due_on),
        "remarks": f"{number} {month:%Y-%m}",
        "items": [_item(line, books, estate) for line in lines if line.amount.fen],
        **_taxes(books),
    }
    return Document(INVOICE, key, number, content, total, estate, month, (customer_key,))


def _head(books: CompanyDefaults, estate: str, day: date) -> dict[str, Any]:
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


def _item(line: InvoiceLine, books: CompanyDefaults, estate: str, *, quantity: int = 1) -> dict[str, Any]:
    place = books.items[line.item_code]
    item: dict[str, Any] = {
        **(_by_name(line, place, books) if line.is_again and books.unit else {"item_code": place.item}),
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


def _by_name(line: InvoiceLine, place: MappedItem, books: CompanyDefaults) -> dict[str, Any]:
    """The row without its item: ERPNext lets each item of an invoice be returned once, and asks nothing of a name."""
    return {
        "item_name": line.description.partition(" ")[0],
        "uom": books.unit,
        "conversion_factor": 1,
        "income_account": place.income or books.default_income,
    }


def _taxes(books: CompanyDefaults) -> dict[str, Any]:
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


def credit_note_key(number: str) -> str:
    return f"{RETURN}{number}"


def is_return(key: str) -> bool:
    """Whether it is the key of a credit note."""
    return key.startswith(RETURN)


def credit_note(
    *,
    key: str,
    number: str,
    customer_key: str,
    invoice_key: str,
    estate: str,
    month: date,
    issued_on: date,
    lines: Sequence[InvoiceLine],
    books: CompanyDefaults,
) -> Document:
    """A credit note (红字): the return of the invoice it corrects. The lines' amounts are positive."""
    total = sum((line.amount for line in lines), Yuan(0))
    content: dict[str, Any] = {
        "customer": reference(customer_key),
        **_head(books, estate, issued_on),
        "posting_time": LAST_TIME,
        "due_date": str(issued_on),
        "is_return": 1,
        "return_against": reference(invoice_key),
        "update_outstanding_for_self": 0,
        "remarks": f"{number} {month:%Y-%m}",
        "items": [_item(line, books, estate, quantity=-1) for line in lines if line.amount.fen],
        **_taxes(books),
    }
    return Document(INVOICE, key, number, content, -total, estate, month, (customer_key, invoice_key))
