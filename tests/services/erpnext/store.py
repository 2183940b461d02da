"""What a real ERPNext v15 does with documents, oddities included."""

import threading
from dataclasses import dataclass, field
from typing import Any

from tests.services.erpnext import booking, selling
from tests.services.erpnext.refusal import Refusal

Document = dict[str, Any]

# Fields that the server knows; others are dropped without a word.
FIELDS = {
    "Customer": "customer_name customer_group territory customer_type disabled",
    "Item": "item_code item_name item_group stock_uom is_stock_item standard_rate",
    "Item Group": "item_group_name parent_item_group is_group",
    "Customer Group": "customer_group_name parent_customer_group is_group",
    "Territory": "territory_name parent_territory is_group",
    "Cost Center": "cost_center_name parent_cost_center company is_group",
    "Account": "account_name account_number parent_account company is_group root_type account_type",
    "Fiscal Year": "year_start_date year_end_date disabled",
    "Company": "abbr default_currency default_receivable_account default_income_account default_cash_account "
    "cost_center",
    "UOM": "uom_name must_be_whole_number",
    "Custom Field": "dt fieldname label fieldtype unique no_copy",
    "Stock Settings": "auto_insert_price_list_rate_if_missing",
    "Sales Invoice": "customer company currency set_posting_time posting_date due_date disable_rounded_total items "
    "taxes remarks debit_to cost_center is_return return_against update_outstanding_for_self ignore_pricing_rule "
    "grand_total outstanding_amount status",
    "Payment Entry": "payment_type party_type party company posting_date paid_from paid_to paid_amount received_amount "
    "reference_no reference_date references remarks unallocated_amount total_allocated_amount deductions cost_center",
    "Journal Entry": "voucher_type company posting_date accounts user_remark total_debit total_credit",
    "GL Entry": "account cost_center debit credit voucher_type voucher_no posting_date company is_cancelled",
}
NAMED_BY = {
    "Customer": "customer_name",
    "Item": "item_code",
    "Item Group": "item_group_name",
    "Customer Group": "customer_group_name",
    "Territory": "territory_name",
    "UOM": "uom_name",
}
SERIES = {"Sales Invoice": "ACC-SINV-2026-", "Payment Entry": "ACC-PAY-2026-", "Journal Entry": "ACC-JV-2026-"}
SUBMITTED, CANCELLED = 1, 2


@dataclass
class Store:
    """All documents, by doctype and name. `insert` is all or nothing; ids in unique custom fields are there once."""

    documents: dict[str, dict[str, Document]] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def of(self, doctype: str) -> dict[str, Document]:
        return self.documents.setdefault(doctype, {})

    def insert(self, document: Document) -> Document:
        with self.lock:
            doctype = document["doctype"]
            if doctype not in FIELDS:
                raise Refusal(404, "DoesNotExistError", f"DocType {doctype} not found")
            known = self._fields(doctype)
            kept = {key: value for key, value in document.items() if key in known}
            self._check_unique(doctype, kept)
            name = self._name(doctype, document)
            kept |= {"doctype": doctype, "name": name, "docstatus": int(document.get("docstatus") or 0)}
            check = _CHECKS.get(doctype)
            if check:
                check(self, kept)
            self.of(doctype)[name] = kept
            if kept["docstatus"] == SUBMITTED:
                _POSTS.get(doctype, lambda store, document: None)(self, kept)
            return kept

    def insert_many(self, documents: list[Document]) -> list[str]:
        if len(documents) > 200:
            raise Refusal(417, "ValidationError", "Only 200 inserts allowed in one request")
        with self.lock:
            before = {doctype: dict(rows) for doctype, rows in self.documents.items()}
            try:
                return [str(self.insert(document)["name"]) for document in documents]
            except Exception:
                self.documents = before
                raise

    def change(self, doctype: str, name: str, **values: Any) -> None:
        """In place of the document stands a changed one: a batch that is refused puts back what was there."""
        self.of(doctype)[name] = self.of(doctype)[name] | values

    def cancel(self, doctype: str, name: str) -> None:
        with self.lock:
            self.of(doctype)[name]["docstatus"] = CANCELLED
            for entry in self.of("GL Entry").values():
                if entry["voucher_no"] == name:
                    entry["is_cancelled"] = 1

    def _fields(self, doctype: str) -> set[str]:
        custom = {one["fieldname"] for one in self.of("Custom Field").values() if one["dt"] == doctype}
        return {*FIELDS[doctype].split(), *custom}

    def _check_unique(self, doctype: str, document: Document) -> None:
        for custom in self.of("Custom Field").values():
            name = custom["fieldname"]
            if custom["dt"] != doctype or not int(custom.get("unique") or 0) or not document.get(name):
                continue
            if any(one.get(name) == document[name] for one in self.of(doctype).values()):
                raise Refusal(417, "UniqueValidationError", f"{doctype} {name} must be unique")

    def _name(self, doctype: str, document: Document) -> str:
        rows = self.of(doctype)
        if doctype in SERIES:
            return f"{SERIES[doctype]}{len(rows) + 1:05d}"
        if doctype == "Cost Center":
            wanted = f"{document['cost_center_name']} - {self.of('Company')[document['company']]['abbr']}"
        elif doctype == "Account":
            parts = [document.get("account_number"), document["account_name"]]
            wanted = " - ".join([*filter(None, parts), self.of("Company")[document["company"]]["abbr"]])
        elif doctype == "Custom Field":
            wanted = f"{document['dt']}-{document['fieldname']}"
        else:
            wanted = str(document.get("name") or document.get(NAMED_BY.get(doctype, ""), "") or len(rows) + 1)
        if wanted in rows and doctype == "Customer":
            return next(name for number in range(1, 10_000) if (name := f"{wanted} - {number}") not in rows)
        if wanted in rows:
            raise Refusal(409, "DuplicateEntryError", f"{doctype} {wanted} already exists")
        return wanted


def _check_customer(store: Store, document: Document) -> None:
    group = store.of("Customer Group").get(document.get("customer_group", ""))
    if group is None:
        raise Refusal(417, "LinkValidationError", f"Could not find Customer Group: {document.get('customer_group')}")
    if int(group.get("is_group") or 0):
        raise Refusal(417, "ValidationError", "Cannot select a Group type Customer Group.")


def _check_custom_field(store: Store, document: Document) -> None:
    same = (document["dt"], document["fieldname"])
    if any((one["dt"], one["fieldname"]) == same for one in store.of("Custom Field").values()):
        raise Refusal(417, "ValidationError", f"A field with the name {document['fieldname']} already exists")


def _check_account(store: Store, document: Document) -> None:
    """It takes the kind of its parent, which is a group."""
    parent = store.of("Account").get(document.get("parent_account", ""))
    if parent is None or not int(parent.get("is_group") or 0):
        raise Refusal(417, "ValidationError", "Account: Parent account can not be a ledger")
    document["root_type"] = parent["root_type"]


_CHECKS = {
    "Account": _check_account,
    "Customer": _check_customer,
    "Custom Field": _check_custom_field,
    "Sales Invoice": selling.check_invoice,
    "Payment Entry": booking.check_payment,
    "Journal Entry": booking.check_journal,
}


_POSTS = {
    "Sales Invoice": selling.post_invoice,
    "Payment Entry": booking.post_payment,
    "Journal Entry": booking.post_journal,
}


def fresh_site() -> Store:
    """A site after its set-up wizard: one company, open fiscal years 2022 to 2027, nothing else of ours."""
    store = Store()
    for doctype, root in (
        ("Customer Group", "All Customer Groups"),
        ("Item Group", "All Item Groups"),
        ("Territory", "All Territories"),
    ):
        store.of(doctype)[root] = {"name": root, "is_group": 1, "docstatus": 0}
    store.of("Territory")["China"] = {"name": "China", "is_group": 0, "parent_territory": "All Territories"}
    store.of("UOM")["Nos"] = {"name": "Nos", "must_be_whole_number": 1}
    store.of("Stock Settings")["Stock Settings"] = {
        "name": "Stock Settings",
        "auto_insert_price_list_rate_if_missing": 1,
    }
    for year in range(2022, 2028):
        dates = {"year_start_date": f"{year}-01-01", "year_end_date": f"{year}-12-31", "disabled": 0}
        store.of("Fiscal Year")[str(year)] = {"name": str(year), **dates}
    for kind in ("Asset", "Liability", "Equity", "Income", "Expense"):
        store.of("Account")[f"{kind} - PO"] = {
            "name": f"{kind} - PO", "company": "Property", "is_group": 1, "root_type": kind, "parent_account": "",
        }  # fmt: skip
    accounts = {"Debtors": "Asset", "Cash": "Asset", "Sales": "Income", "银行存款": "Asset"}
    for name, kind in accounts.items():
        store.of("Account")[f"{name} - PO"] = {
            "name": f"{name} - PO", "account_name": name, "company": "Property", "is_group": 0, "root_type": kind,
            "parent_account": f"{kind} - PO", "account_type": "Receivable" if name == "Debtors" else "",
        }  # fmt: skip
    store.of("Cost Center")["Property - PO"] = {
        "name": "Property - PO", "company": "Property", "is_group": 1, "parent_cost_center": "",
    }  # fmt: skip
    store.of("Cost Center")["Main - PO"] = {
        "name": "Main - PO", "company": "Property", "is_group": 0, "parent_cost_center": "Property - PO",
    }  # fmt: skip
    store.of("Company")["Property"] = {
        "name": "Property", "abbr": "PO", "default_currency": "CNY", "default_receivable_account": "Debtors - PO",
        "default_income_account": "Sales - PO", "default_cash_account": "Cash - PO", "cost_center": "Main - PO",
    }  # fmt: skip
    return store
