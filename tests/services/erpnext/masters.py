"""Masters: what a new customer, account, cost centre, field or year is called, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.services.erpnext.refusal import Refusal

if TYPE_CHECKING:
    from tests.services.erpnext.store import Store

NAMED_BY = {
    "Customer": "customer_name",
    "Supplier": "supplier_name",
    "Supplier Group": "supplier_group_name",
    "Activity Type": "activity_type",
    "Item": "item_code",
    "Item Group": "item_group_name",
    "Customer Group": "customer_group_name",
    "Territory": "territory_name",
    "UOM": "uom_name",
    "Fiscal Year": "year",
}


def name_of(store: Store, doctype: str, document: dict[str, Any]) -> str:
    wanted, rows = _wanted(store, doctype, document), store.of(doctype)
    if wanted in rows and doctype == "Customer":
        return next(name for number in range(1, 10_000) if (name := f"{wanted} - {number}") not in rows)
    if wanted in rows:
        raise Refusal(409, "DuplicateEntryError", f"{doctype} {wanted} already exists")
    return wanted


def _wanted(store: Store, doctype: str, document: dict[str, Any]) -> str:
    if doctype in ("Cost Center", "Account"):
        called = document.get("cost_center_name") or document.get("account_name")
        parts = [document.get("account_number"), called, store.of("Company")[document["company"]]["abbr"]]
        return " - ".join(filter(None, parts))
    if doctype == "Custom Field":
        return f"{document['dt']}-{document['fieldname']}"
    return str(document.get("name") or document.get(NAMED_BY.get(doctype, ""), "") or store.number(f"{doctype}-"))


LONGEST = 140
LONG_TEXTS = ("remarks", "user_remark", "description", "notes", "note", "content")
"""The fields of ours that are no Data there."""


def check_lengths(document: dict[str, Any]) -> None:
    for name, value in document.items():
        if isinstance(value, str) and len(value) > LONGEST and name not in LONG_TEXTS:
            text = f"{name} will get truncated, as max characters allowed is {LONGEST}"
            raise Refusal(417, "CharacterLengthExceededError", text)


def check_item(store: Store, document: dict[str, Any]) -> None:
    for name, doctype in (("item_group", "Item Group"), ("stock_uom", "UOM")):
        if not document.get(name):
            raise Refusal(417, "MandatoryError", f"[Item]: {name}")
        if document[name] not in store.of(doctype):
            raise Refusal(417, "LinkValidationError", f"Could not find {doctype}: {document[name]}")


def check_whole(store: Store, unit: str, quantity: Any) -> None:
    """Of what is counted in pieces there are no fractions."""
    if int(store.of("UOM").get(unit, {}).get("must_be_whole_number") or 0) and float(quantity) % 1:
        raise Refusal(417, "UOMMustBeIntegerError", f"Quantity ({quantity}) cannot be a fraction in row 1")


def check_customer(store: Store, document: dict[str, Any]) -> None:
    check_group(store, "Customer Group", document.get("customer_group"))


def check_group(store: Store, doctype: str, name: Any) -> None:
    group = store.of(doctype).get(name or "")
    if group is None:
        raise Refusal(417, "LinkValidationError", f"Could not find {doctype}: {name}")
    if int(group.get("is_group") or 0):
        raise Refusal(417, "ValidationError", f"Cannot select a Group type {doctype}.")


def check_custom_field(store: Store, document: dict[str, Any]) -> None:
    if f"{document['dt']}-{document['fieldname']}" in store.of("Custom Field"):
        raise Refusal(417, "ValidationError", f"A field with the name {document['fieldname']} already exists")


def check_account(store: Store, document: dict[str, Any]) -> None:
    """It takes the kind of its parent, which is a group of the same company; a number is there once in a company."""
    parent = store.of("Account").get(document.get("parent_account", ""))
    if parent is None or not int(parent.get("is_group") or 0):
        raise Refusal(417, "ValidationError", "Account: Parent account can not be a ledger")
    if parent["company"] != document["company"]:
        raise Refusal(417, "ValidationError", "Parent account does not belong to company")
    number = document.get("account_number")
    for other in store.of("Account").values() if number else ():
        if other.get("account_number") == number and other["company"] == document["company"]:
            raise Refusal(417, "ValidationError", f"Account Number {number} already used in account {other['name']}")
    document["root_type"] = parent["root_type"]


def check_cost_centre(store: Store, document: dict[str, Any]) -> None:
    parent = store.of("Cost Center").get(document.get("parent_cost_center", ""))
    if parent is None or not int(parent.get("is_group") or 0) or parent["company"] != document["company"]:
        raise Refusal(417, "ValidationError", "Please enter a parent cost center that is a group of this company")


def check_fiscal_year(store: Store, document: dict[str, Any]) -> None:
    for other in store.of("Fiscal Year").values():
        if (
            document["year_start_date"] <= other["year_end_date"]
            and other["year_start_date"] <= document["year_end_date"]
        ):
            raise Refusal(417, "NameError", f"Year start date or end date is overlapping with {other['name']}")


def account_of(store: Store, name: Any, company: str) -> dict[str, Any]:
    """An account that can be booked to in this company."""
    account = store.of("Account").get(name)
    if account is None:
        raise Refusal(417, "LinkValidationError", f"Could not find Account: {name}")
    if int(account.get("is_group") or 0):
        raise Refusal(417, "ValidationError", f"Account {name} is a group: no transactions can be made against it")
    if account["company"] != company:
        raise Refusal(417, "ValidationError", f"Account {name} does not belong to company {company}")
    return account


def check_centre(store: Store, name: Any, company: str) -> None:
    if not name:
        return
    centre = store.of("Cost Center").get(name)
    if centre is None:
        raise Refusal(417, "LinkValidationError", f"Could not find Cost Center: {name}")
    if centre["company"] != company:
        raise Refusal(417, "ValidationError", f"Cost Center {name} does not belong to company {company}")


def check_party(store: Store, name: Any, kind: str = "Customer") -> None:
    customer = store.of(kind).get(name)
    if customer is None:
        raise Refusal(500, "AttributeError", "'NoneType' object has no attribute 'payment_terms'")
    if int(customer.get("disabled") or 0):
        raise Refusal(417, "PartyDisabled", f"Customer {name} is disabled")
    if int(customer.get("is_frozen") or 0):
        raise Refusal(417, "PartyFrozen", f"Customer {name} is frozen")
