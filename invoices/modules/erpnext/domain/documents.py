"""What ERPNext gets: each paper of ours as one Frappe document, its key, and a digest of its content."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from property_ops.kernel.money import Yuan

SOURCE_FIELD = "custom_source_id"
LINK_FIELD = "custom_source_link"
"""Where the document's page is here."""

CUSTOMER, INVOICE, PAYMENT, JOURNAL = "Customer", "Sales Invoice", "Payment Entry", "Journal Entry"
SUPPLIER, PURCHASE = "Supplier", "Purchase Invoice"
PROJECT, TASK, TIMESHEET, ISSUE = "Project", "Task", "Timesheet", "Issue"
MATERIAL_REQUEST = "Material Request"
IN_ORDER = (CUSTOMER, SUPPLIER, PROJECT, TASK, INVOICE, PURCHASE, PAYMENT, JOURNAL, TIMESHEET, MATERIAL_REQUEST, ISSUE)
"""An invoice names its customer, a payment its invoices, hours their task."""
OF_PURCHASES, OF_WORKS, OF_REQUESTS = (SUPPLIER, PURCHASE), (PROJECT, TASK, TIMESHEET), (ISSUE,)
OF_STORE = (MATERIAL_REQUEST,)
"""What is sent only where the settings say so."""

UNIT_FIELD, PHONE_FIELD, TAX_FIELD = "custom_unit", "custom_masked_phone", "tax_id"

UPDATED = {
    CUSTOMER: ("customer_name", TAX_FIELD),
    SUPPLIER: ("supplier_name",),
    PROJECT: ("project_name", "status"),
    TASK: ("subject", "exp_start_date", "exp_end_date", "status"),
    ISSUE: ("subject", "status"),
}
"""What is no voucher: it is not submitted, and these fields follow what changes here."""
NAMED_ONCE = {SUPPLIER: "supplier_name", PROJECT: "project_name"}
"""Names that ERPNext has once on a whole site, whoever they belong to."""

COUNTED = {TIMESHEET: "total_hours", MATERIAL_REQUEST: "title"}
"""What is submitted without an amount, and the field in which ERPNext tells how much was sent."""

AMOUNT_FIELD = {INVOICE: "grand_total", PURCHASE: "grand_total", PAYMENT: "paid_amount", JOURNAL: "total_debit"}
"""Where ERPNext keeps the amount of a document."""

OF_CUSTOMERS = (UNIT_FIELD, PHONE_FIELD, "customer_group")
"""What follows besides, where the settings describe customers."""

CUSTOMER_PREFIX = "po:customer:"
ACCOUNT_PREFIX = "account:"


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
        """Of all that is sent."""
        return sha256(json.dumps(self.content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class CompanyDefaults:
    """Where ERPNext books: company, currency, accounts, by the settings and by what `setup` found."""

    company: str
    currency: str
    customer_group: str
    territory: str
    receivable: str
    items: Mapping[str, "MappedItem"]
    cost_centres: Mapping[str, str]
    cost_centre: str = ""  # of what belongs to no estate
    tax_account: str = ""
    tax_rate: str = "0"
    accounts: Mapping[str, str] = field(default_factory=dict)
    default_income: str = ""
    round_off: str = ""
    payable: str = ""  # where suppliers are owed; empty: our entries name no supplier
    supplier_group: str = ""
    cost_item: str = ""
    unit: str = ""  # a unit of measure
    activity: str = ""
    sends_works: bool = False
    warehouse: str = ""  # where material is asked for; empty: it is not
    customer_groups: Mapping[str, str] | None = None  # by estate; None: customers are not described


@dataclass(frozen=True, slots=True)
class MappedItem:
    """A fee item in ERPNext; no income account means the company's own."""

    item: str
    income: str = ""
    tax_template: str = ""


def remote_id(space: str, key: str, version: int = 1) -> str:
    """The id over there: `space` tells one installation and company from all others on the site.

    A document that was cancelled keeps its id, so the next version has another.
    """
    name = f"po:{space}:{key.removeprefix('po:')}" if space else key
    return name if version == 1 else f"{name}:v{version}"


def address_in_erpnext(url: str, doctype: str, name: str) -> str:
    """The page of a document in ERPNext's desk."""
    return f"{url.rstrip('/')}/app/{doctype.lower().replace(' ', '-')}/{quote(name, safe='')}"


def reference(key: str) -> dict[str, str]:
    """Stands for the name that ERPNext gave to the document with this key."""
    return {"$name": key}


def account_reference(code: str) -> dict[str, str]:
    """Stands for ERPNext's account of an account of our ledger."""
    return reference(account_key(code))


def account_key(code: str) -> str:
    return f"{ACCOUNT_PREFIX}{code}"


def item_key(code: str) -> str:
    """Of a fee item: items are one for all companies of a site, so no company stands in it."""
    return f"po:item:{code}"


def centre_key(estate: str) -> str:
    return f"po:centre:{estate}"


def group_key(estate: str) -> str:
    return f"po:group:{estate}"


def store_key(material: str) -> str:
    """Of an item that ERPNext's store keeps: one for all companies of a site."""
    return f"po:store:{material}"


def ledger_key(code: str) -> str:
    return f"po:account:{code}"


def bill_key(number: str) -> str:
    return f"po:bill:{number}"


def customer_key(unit_code: str, party: str) -> str:
    """Of who owes: a payer of an account, as the ledger's sub-ledger has it."""
    return f"{CUSTOMER_PREFIX}{unit_code}:{party}"


def party_in(key: str) -> tuple[str, str]:
    """Unit code and party of a customer's key."""
    unit_code, _, party = key.removeprefix(CUSTOMER_PREFIX).rpartition(":")
    return unit_code, party


def customer(
    *,
    key: str,
    unit_code: str,
    name: str,
    books: CompanyDefaults,
    estate: str = "",
    phone: str = "",
    tax_number: str = "",
) -> Document:
    """The payer of an account: a repeated name would silently become “Name - 1”, so the unit code leads it.

    `phone` is masked already. A tax number that is taken away here stays there: a person there may have entered it.
    """
    label = f"{unit_code} {name}".strip()
    content = {
        "customer_name": label[:140],
        "customer_group": books.customer_group,
        "territory": books.territory,
        "customer_type": "Individual",
    }
    if books.customer_groups is not None:
        content["customer_group"] = books.customer_groups.get(estate, books.customer_group)
        content |= {UNIT_FIELD: unit_code, PHONE_FIELD: phone}
    content |= {TAX_FIELD: tax_number} if tax_number else {}
    return Document(CUSTOMER, key, label, content, Yuan(0))


def named(content: Any, names: Mapping[str, str]) -> Any:
    """The content with ERPNext's own names in their places. Raises KeyError for one that is not known."""
    if isinstance(content, Mapping):
        if set(content) == {"$name"}:
            return names[content["$name"]]
        return {key: named(value, names) for key, value in content.items()}
    if isinstance(content, list):
        return [named(value, names) for value in content]
    return content
