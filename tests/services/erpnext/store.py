"""What a real ERPNext v15 does with documents, oddities included."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from tests.services.erpnext import booking, buying, masters, reconciling, selling, storing, working
from tests.services.erpnext.refusal import Refusal

Document = dict[str, Any]

# Fields that the server knows; others are dropped without a word.
FIELDS = {
    "Customer": "customer_name customer_group territory customer_type disabled is_frozen tax_id mobile_no",
    "Item": "item_code item_name item_group stock_uom is_stock_item standard_rate disabled",
    "Item Group": "item_group_name parent_item_group is_group",
    "Customer Group": "customer_group_name parent_customer_group is_group",
    "Territory": "territory_name parent_territory is_group",
    "Cost Center": "cost_center_name parent_cost_center company is_group disabled",
    "Account": "account_name account_number parent_account company is_group root_type account_type disabled",
    "Fiscal Year": "year year_start_date year_end_date disabled",
    "Accounting Period": "company start_date end_date",
    "Company": "abbr default_currency default_receivable_account default_income_account default_cash_account "
    "default_payable_account enable_perpetual_inventory stock_received_but_not_billed "
    "book_advance_payments_in_separate_party_account cost_center round_off_account",
    "UOM": "uom_name must_be_whole_number",
    "Custom Field": "dt fieldname label fieldtype unique no_copy options",
    "Stock Settings": "auto_insert_price_list_rate_if_missing",
    "Accounts Settings": "acc_frozen_upto",
    "Sales Invoice": "customer company currency set_posting_time posting_date posting_time due_date "
    "disable_rounded_total items taxes remarks debit_to cost_center is_return return_against "
    "update_outstanding_for_self ignore_pricing_rule grand_total rounding_adjustment outstanding_amount status "
    "amended_from",
    "Payment Entry": "payment_type party_type party company posting_date paid_from paid_to paid_amount received_amount "
    "reference_no reference_date references remarks custom_remarks unallocated_amount total_allocated_amount "
    "deductions cost_center amended_from",
    "Journal Entry": "voucher_type company posting_date accounts user_remark total_debit total_credit amended_from",
    "GL Entry": "account cost_center party_type party debit credit voucher_type voucher_no posting_date company "
    "is_cancelled",
    "Payment Ledger Entry": "account_type account party_type party voucher_type voucher_no against_voucher_type "
    "against_voucher_no amount posting_date company delinked",
    "Supplier": "supplier_name supplier_group supplier_type disabled is_frozen tax_id",
    "Supplier Group": "supplier_group_name parent_supplier_group is_group",
    "Purchase Invoice": "supplier company currency set_posting_time posting_date posting_time due_date bill_no "
    "bill_date credit_to update_stock disable_rounded_total ignore_pricing_rule remarks items is_return return_against "
    "update_outstanding_for_self grand_total rounding_adjustment outstanding_amount status amended_from project "
    "cost_center",
    "Project": "project_name company status percent_complete_method percent_complete notes cost_center "
    "expected_start_date expected_end_date",
    "Task": "subject project company exp_start_date exp_end_date status description progress",
    "Activity Type": "activity_type costing_rate billing_rate disabled",
    "Timesheet": "company parent_project note time_logs employee user total_hours start_date end_date status "
    "amended_from",
    "Material Request": "material_request_type company transaction_date schedule_date title items status per_ordered "
    "amended_from",
    "Warehouse": "warehouse_name company is_group disabled",
    "File": "file_name file_url is_private attached_to_doctype attached_to_name content",
    "Issue": "subject description company status customer project opening_date",
    "Unreconcile Payment": "company voucher_type voucher_no allocations",
}
STANDARD = {"name", "docstatus", "modified", "owner", "creation"}
SERIES = {
    "Sales Invoice": "ACC-SINV-2026-", "Payment Entry": "ACC-PAY-2026-", "Journal Entry": "ACC-JV-2026-",
    "Purchase Invoice": "ACC-PINV-2026-", "Project": "PROJ-", "Task": "TASK-2026-", "Timesheet": "TS-2026-",
    "Issue": "ISS-2026-",
    "Material Request": "MAT-MR-2026-",
}  # fmt: skip
STANDARD_UNIQUE = {"Project": ["project_name"], "Item": ["item_code"]}
CHECKS_OFF = ("disabled", "is_frozen", "is_return")
"""Boxes that nobody ticked are 0 in the database."""
SUBMITTED, CANCELLED = 1, 2


@dataclass
class Store:
    """All documents, by doctype and name. `insert` is all or nothing; ids in unique custom fields are there once."""

    documents: dict[str, dict[str, Document]] = field(default_factory=dict)
    now: str = "2022-07-06 10:00:00"
    refused_doctypes: set[str] = field(default_factory=set)
    lock: threading.RLock = field(default_factory=threading.RLock)
    _index: dict[tuple[str, str], dict[Any, set[str]]] = field(default_factory=dict)
    _undo: list[Callable[[], object]] | None = None
    _numbers: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def of(self, doctype: str) -> dict[str, Document]:
        return self.documents.setdefault(doctype, {})

    def copied(self) -> "Store":
        return Store(deepcopy(self.documents), _numbers=deepcopy(self._numbers))

    # --- asked -------------------------------------------------------------------------------------------------------

    def unique_fields(self, doctype: str) -> list[str]:
        return [
            *STANDARD_UNIQUE.get(doctype, ()),
            *(
                one["fieldname"]
                for one in self.of("Custom Field").values()
                if one["dt"] == doctype and int(one.get("unique") or 0)
            ),
        ]

    def check_field(self, doctype: str, name: str, text: str) -> None:
        if doctype not in FIELDS:
            raise Refusal(404, "DoesNotExistError", f"DocType {doctype} not found")
        if name not in STANDARD and name not in self.fields(doctype):
            raise Refusal(417, "DataError", f"{text}: {name}")

    def fields(self, doctype: str) -> set[str]:
        custom = {one["fieldname"] for one in self.of("Custom Field").values() if one["dt"] == doctype}
        return {*FIELDS[doctype].split(), *custom}

    def with_values(self, doctype: str, name: str, values: Iterable[Any]) -> Iterator[Document]:
        """Those documents whose field has one of the values, found by an index."""
        rows = self.of(doctype)
        for value in dict.fromkeys(values):
            known = {value} if name == "name" else self._indexed(doctype, name).get(value, ())
            yield from (rows[one] for one in sorted(known) if one in rows and rows[one].get(name) == value)

    def _indexed(self, doctype: str, name: str) -> dict[Any, set[str]]:
        if (doctype, name) not in self._index:
            index = self._index[doctype, name] = defaultdict(set)
            for row in self.of(doctype).values():
                index[row.get(name)].add(row["name"])
        return self._index[doctype, name]

    def entries_of(self, voucher: str) -> list[Document]:
        return list(self.with_values("GL Entry", "voucher_no", [voucher]))

    # --- changed -----------------------------------------------------------------------------------------------------

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        with self.lock:
            if self._undo is not None:
                yield
                return
            self._undo = []
            try:
                yield
            except BaseException:
                for step in reversed(self._undo):
                    step()
                raise
            finally:
                self._undo = None

    def put(self, doctype: str, document: Document) -> None:
        """In place of the document stands a changed one: a batch that is refused puts back what was there."""
        rows, name = self.of(doctype), document["name"]
        document["modified"] = f"{self.now}.{self.number('')}"
        before = rows.get(name)
        if self._undo is not None:
            self._undo.append(lambda: rows.update({name: before}) if before else rows.pop(name, None))
        rows[name] = document
        for (of, key), index in self._index.items():
            if of == doctype:
                index[document.get(key)].add(name)

    def change(self, doctype: str, name: str, **values: Any) -> None:
        self.put(doctype, self.of(doctype)[name] | values)

    def number(self, prefix: str) -> str:
        self._numbers[prefix] += 1
        return f"{prefix}{self._numbers[prefix]:05d}"

    def insert(self, document: Document) -> Document:
        """As Frappe does: name, checks of the doctype, then the unique index, then what submitting does."""
        with self.all_or_nothing():
            doctype = document["doctype"]
            if doctype not in FIELDS:
                raise Refusal(404, "DoesNotExistError", f"DocType {doctype} not found")
            if doctype in self.refused_doctypes:
                raise Refusal(417, "ValidationError", f"{doctype}: a rule of this site")
            known = self.fields(doctype)
            kept = {key: value for key, value in document.items() if key in known}
            kept |= {"doctype": doctype, "docstatus": int(document.get("docstatus") or 0)}
            kept = {name: 0 for name in CHECKS_OFF if name in known} | kept
            kept["name"] = self._name_of(doctype, document)
            masters.check_lengths(kept)
            check = CHECKS.get(doctype)
            if check:
                check(self, kept)
            self._check_unique(doctype, kept)
            self.put(doctype, kept)
            if kept["docstatus"] == SUBMITTED and doctype in POSTS:
                POSTS[doctype](self, kept)
            return self.of(doctype)[kept["name"]]

    def _name_of(self, doctype: str, document: Document) -> str:
        """Of its series; what replaces a cancelled one has that one's name with a number behind it."""
        replaced = document.get("amended_from")
        if replaced:
            first, _, number = replaced.rpartition("-") if self.of(doctype)[replaced].get("amended_from") else ("",) * 3
            return f"{first or replaced}-{int(number or 0) + 1}"
        return self.number(SERIES[doctype]) if doctype in SERIES else masters.name_of(self, doctype, document)

    def insert_many(self, documents: list[Document]) -> list[str]:
        if len(documents) > 200:
            raise Refusal(417, "ValidationError", "Only 200 inserts allowed in one request")
        with self.all_or_nothing():
            return [str(self.insert(document)["name"]) for document in documents]

    def update(self, doctype: str, name: str, values: Document) -> None:
        if name not in self.of(doctype):
            raise Refusal(404, "DoesNotExistError", f"{doctype} {name} not found")
        if self.of(doctype)[name].get("docstatus") == SUBMITTED:
            raise Refusal(417, "UpdateAfterSubmitError", "Not allowed to change after submission")
        if self.of(doctype)[name].get("docstatus") == CANCELLED:
            raise Refusal(417, "ValidationError", "Cannot edit cancelled document")
        kept = {key: value for key, value in values.items() if key in self.fields(doctype)}
        masters.check_lengths(kept)
        check = CHECKS.get(doctype) if doctype in CHECKED_AGAIN else None
        if check:
            check(self, self.of(doctype)[name] | kept)
        self._check_unique(doctype, kept | {"name": name})
        self.change(doctype, name, **kept)

    def _check_unique(self, doctype: str, document: Document) -> None:
        for name in self.unique_fields(doctype):
            value = document.get(name)
            others = self.with_values(doctype, name, [value]) if value else ()
            if any(one["name"] != document["name"] for one in others):
                raise Refusal(417, "UniqueValidationError", f"{doctype} {name} must be unique")

    # --- what its accountants do -------------------------------------------------------------------------------------

    def cancel(self, doctype: str, name: str) -> None:
        """GL entries and allocations no longer count; a cancelled invoice silently unlinks its payments."""
        with self.all_or_nothing():
            if self.of(doctype)[name]["docstatus"] != SUBMITTED:
                raise Refusal(417, "ValidationError", f"Cannot cancel {name}: it is not submitted")
            if doctype == "Material Request":
                storing.check_cancelled(self.of(doctype)[name])
            if doctype == "Timesheet":
                working.touch_tasks(self, self.of(doctype)[name])
            self.change(doctype, name, docstatus=CANCELLED)
            for entry in self.entries_of(name):
                self.change("GL Entry", entry["name"], is_cancelled=1)
            reconciling.delink(self, doctype, name)

    def amend(self, doctype: str, name: str, **changes: Any) -> str:
        """Cancel + Amend: a new document that says which it replaces; fields with no_copy are empty on it."""
        with self.all_or_nothing():
            if self.of(doctype)[name]["docstatus"] == SUBMITTED:
                self.cancel(doctype, name)
            left_out = {
                one["fieldname"]
                for one in self.of("Custom Field").values()
                if one["dt"] == doctype and int(one.get("no_copy") or 0)
            }
            copy = {key: value for key, value in self.of(doctype)[name].items() if key not in left_out}
            return str(self.insert(copy | {"amended_from": name, "docstatus": SUBMITTED} | changes)["name"])

    def delete(self, doctype: str, name: str) -> None:
        with self.lock:
            del self.of(doctype)[name]

    def rename(self, doctype: str, old: str, new: str, *, merge: bool = False) -> None:
        """The name changes in every document that has it; merged into another one, its own fields are gone."""
        with self.all_or_nothing():
            document = self.of(doctype).pop(old)
            if not merge:
                named = {masters.NAMED_BY[doctype]: new} if doctype in masters.NAMED_BY else {}
                self.put(doctype, document | named | {"name": new})
            for of in (*SERIES, "GL Entry", "Payment Ledger Entry"):
                for row in list(self.of(of).values()):
                    self.of(of)[row["name"]] = _renamed(row, old, new)


def _renamed(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(one, old, new) for key, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, old, new) for one in value]
    return new if value == old else value


CHECKS: dict[str, Callable[[Store, Document], None]] = {
    "Account": masters.check_account,
    "Cost Center": masters.check_cost_centre,
    "Customer": masters.check_customer,
    "Item": masters.check_item,
    "Custom Field": masters.check_custom_field,
    "Fiscal Year": masters.check_fiscal_year,
    "Sales Invoice": selling.check_invoice,
    "Payment Entry": booking.check_payment,
    "Journal Entry": booking.check_journal,
    "Unreconcile Payment": reconciling.check_unreconcile,
    "Supplier": buying.check_supplier,
    "Purchase Invoice": buying.check_purchase,
    "Project": working.check_project,
    "Task": working.check_task,
    "Timesheet": working.check_timesheet,
    "Issue": working.check_issue,
    "Material Request": storing.check_request,
}
CHECKED_AGAIN = ("Project", "Task", "Issue")
POSTS: dict[str, Callable[[Store, Document], None]] = {
    "Sales Invoice": selling.post_invoice,
    "Payment Entry": booking.post_payment,
    "Journal Entry": booking.post_journal,
    "Unreconcile Payment": reconciling.post_unreconcile,
    "Purchase Invoice": buying.post_purchase,
    "Timesheet": working.post_timesheet,
}
