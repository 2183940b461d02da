"""Payment Reconciliation and Unreconcile Payment: which payment pays which invoice, changed without cancelling."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.services.erpnext.booking import INVOICES, SIDES, account_owed, amount_of
from tests.services.erpnext.refusal import Refusal
from tests.services.erpnext.selling import ledger, owe_less, rounded

if TYPE_CHECKING:
    from tests.services.erpnext.store import Document, Store

PAYING = ("Payment Entry", "Journal Entry")


def run_doc_method(store: Store, values: dict[str, Any]) -> dict[str, Any]:
    """Its answer has no "message": the document comes back under "docs"."""
    document = json.loads(values["docs"]) if isinstance(values["docs"], str) else values["docs"]
    if document["doctype"] != "Payment Reconciliation" or "modified" not in document:
        raise Refusal(500, "AttributeError", "'PaymentReconciliation' object has no attribute 'modified'")
    for name in ("company", "party_type", "party", "receivable_payable_account"):
        if not document.get(name):
            raise Refusal(417, "ValidationError", f"Please select {name} first")
    if values["method"] == "reconcile":
        with store.all_or_nothing():
            _reconcile(store, document)
    elif values["method"] != "get_unreconciled_entries":
        raise Refusal(500, "AttributeError", f"no attribute {values['method']}")
    entries = {"payments": list(_unallocated(store, document)), "invoices": list(_open(store, document))}
    return {"docs": [document | entries]}


def _open(store: Store, document: Document) -> Iterator[Document]:
    """On the account that was asked for: it is looked for in the payment ledger."""
    kind = document["party_type"]
    for invoice in store.of(INVOICES[kind]).values():
        is_theirs = invoice[kind.lower()] == document["party"] and invoice["company"] == document["company"]
        if account_owed(store, invoice) != document["receivable_payable_account"]:
            continue
        if is_theirs and invoice["docstatus"] == 1 and rounded(invoice["outstanding_amount"]) > 0:
            yield {
                "invoice_type": INVOICES[kind], "invoice_number": invoice["name"], "amount": invoice["grand_total"],
                "outstanding_amount": invoice["outstanding_amount"], "currency": "CNY",
            }  # fmt: skip


def _unallocated(store: Store, document: Document) -> Iterator[Document]:
    theirs = (document["party_type"], document["party"], document["company"])
    sign = 1 if document["party_type"] == "Customer" else -1
    for payment in store.of("Payment Entry").values():
        whose = (payment["party_type"], payment["party"], payment["company"])
        is_theirs = payment["docstatus"] == 1 and whose == theirs
        if is_theirs and payment["unallocated_amount"]:
            yield _paying(payment, "", rounded(payment["unallocated_amount"]))
    for journal in store.of("Journal Entry").values():
        if journal["docstatus"] != 1 or journal["company"] != document["company"]:
            continue
        for row in journal["accounts"]:
            if row.get("party") == document["party"] and not row.get("reference_name") and sign * amount_of(row) < 0:
                yield _paying(journal, row["name"], -sign * amount_of(row))


def _paying(voucher: Document, row: str, amount: Decimal) -> Document:
    return {
        "reference_type": voucher["doctype"], "reference_name": voucher["name"], "reference_row": row,
        "amount": float(amount), "currency": "CNY", "exchange_rate": 1, "is_advance": "No",
    }  # fmt: skip


def _reconcile(store: Store, document: Document) -> None:
    open_amounts = {row["invoice_number"]: rounded(row["outstanding_amount"]) for row in document.get("invoices") or ()}
    rows = document.get("allocation") or []
    if not rows:
        raise Refusal(417, "ValidationError", "No records found in Allocation table")
    for row in rows:
        if rounded(row["allocated_amount"]) > rounded(row["amount"]):
            raise Refusal(417, "ValidationError", "Allocated amount must be less than or equal to the payment amount")
        if rounded(row["allocated_amount"]) > open_amounts.get(row["invoice_number"], Decimal(0)):
            raise Refusal(417, "ValidationError", "Allocated amount must be less than or equal to outstanding amount")
        _allocate(store, row)


def reconcile(store: Store, form: Document, payment: str, invoice: str, amount: float) -> None:
    """What an accountant there does by hand, on the account of the payment."""
    voucher = store.of("Payment Entry")[payment]
    account = voucher[SIDES[voucher["payment_type"]][0]]
    form = form | {"doctype": "Payment Reconciliation", "modified": None, "receivable_payable_account": account}
    found = run_doc_method(store, {"docs": form, "method": "get_unreconciled_entries"})["docs"][0]
    free = next(row["amount"] for row in found["payments"] if row["reference_name"] == payment)
    row = {
        "reference_type": "Payment Entry", "reference_name": payment, "invoice_number": invoice, "amount": free,
        "invoice_type": INVOICES[form["party_type"]], "unreconciled_amount": free, "allocated_amount": amount,
    }  # fmt: skip
    run_doc_method(store, {"docs": found | {"allocation": [row]}, "method": "reconcile"})


def _allocate(store: Store, row: Document) -> None:
    amount, doctype = rounded(row["allocated_amount"]), row["reference_type"]
    voucher = store.of(doctype)[row["reference_name"]]
    if doctype == "Payment Entry":
        if rounded(voucher["unallocated_amount"]) != rounded(row["unreconciled_amount"]):
            raise Refusal(417, "ValidationError", "Payment Entry has been modified after you pulled it.")
        left = rounded(voucher["unallocated_amount"]) - amount
        more = {"reference_doctype": row["invoice_type"], "reference_name": row["invoice_number"]}
        references = [*(voucher.get("references") or ()), more | {"allocated_amount": float(amount)}]
        store.change(doctype, voucher["name"], references=references, unallocated_amount=float(left))
        place = voucher[SIDES[voucher["payment_type"]][0]], voucher["party"]
    else:
        rest = next(one for one in voucher["accounts"] if one["name"] == row["reference_row"])
        place = rest["account"], rest["party"]
        store.change(doctype, voucher["name"], accounts=_split(store, voucher, rest, amount, row["invoice_number"]))
    _move(store, voucher, place, amount, (row["invoice_type"], row["invoice_number"]))
    owe_less(store, row["invoice_number"], amount, row["invoice_type"])


def _split(store: Store, journal: Document, rest: Document, amount: Decimal, invoice: str) -> list[Document]:
    left = -amount_of(rest) - amount
    named = {"reference_type": "Sales Invoice", "reference_name": invoice, "name": store.number("row-")}
    rows = [row for row in journal["accounts"] if row is not rest]
    rows.append(rest | named | {"credit_in_account_currency": float(amount)})
    return [*rows, rest | {"credit_in_account_currency": float(left)}] if left else rows


def _move(store: Store, voucher: Document, place: tuple[str, str], amount: Decimal, invoice: tuple[str, str]) -> None:
    """In the payment ledger: less on the payment itself, more on the invoice."""
    ledger(store, voucher, *place, amount, (voucher["doctype"], voucher["name"]))
    ledger(store, voucher, *place, -amount, invoice)


def check_unreconcile(store: Store, document: Document) -> None:
    if document["voucher_type"] not in PAYING:
        raise Refusal(417, "ValidationError", "Only Payment Entry and Journal Entry are supported")


def unreconcile(store: Store, values: dict[str, Any]) -> None:
    """erpnext…unreconcile_payment.create_unreconcile_doc_for_selection."""
    with store.all_or_nothing():
        for row in json.loads(values["selections"]):
            allocations = [{"reference_name": row["against_voucher_no"]}]
            named = {name: row[name] for name in ("company", "voucher_type", "voucher_no")}
            store.insert({"doctype": "Unreconcile Payment", "docstatus": 1, "allocations": allocations, **named})


def post_unreconcile(store: Store, document: Document) -> None:
    for row in document["allocations"]:
        unlink(store, document["voucher_type"], document["voucher_no"], row["reference_name"])


def unlink(store: Store, doctype: str, name: str, invoice: str) -> None:
    voucher = store.of(doctype)[name]
    entries = [
        one
        for one in store.with_values("Payment Ledger Entry", "voucher_no", [name])
        if one["against_voucher_no"] == invoice and not one["delinked"]
    ]
    freed = -sum((rounded(one["amount"]) for one in entries), Decimal(0))
    if not freed:
        return
    if doctype == "Payment Entry":
        references = [row for row in voucher["references"] if row["reference_name"] != invoice]
        left = float(rounded(voucher["unallocated_amount"]) + freed)
        store.change(doctype, name, references=references, unallocated_amount=left)
    else:
        rows = [
            {**row, "reference_name": None} if row.get("reference_name") == invoice else row
            for row in voucher["accounts"]
        ]
        store.change(doctype, name, accounts=rows)
    kind = entries[0]["against_voucher_type"]
    _move(store, voucher, (entries[0]["account"], entries[0]["party"]), -freed, (kind, invoice))
    owe_less(store, invoice, -freed, kind)


def delink(store: Store, doctype: str, name: str) -> None:
    """What a voucher that is cancelled did is undone; of an invoice, its payments keep their money unallocated."""
    if doctype in INVOICES.values():
        for entry in list(store.of("Payment Ledger Entry").values()):
            if entry["against_voucher_no"] == name and entry["voucher_type"] in PAYING and not entry["delinked"]:
                unlink(store, entry["voucher_type"], entry["voucher_no"], name)
    for entry in list(store.with_values("Payment Ledger Entry", "voucher_no", [name])):
        if entry["delinked"]:
            continue
        store.change("Payment Ledger Entry", entry["name"], delinked=1)
        if entry["against_voucher_type"] in INVOICES.values() and entry["against_voucher_no"] != name:
            owe_less(store, entry["against_voucher_no"], rounded(entry["amount"]), entry["against_voucher_type"])
