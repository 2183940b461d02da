"""Which payment pays which invoice: changed there as it changed here, by ERPNext's own reconciliation.

Submitted documents are not touched: what a payment no longer pays is unlinked (Unreconcile Payment), what it pays now
is linked (Payment Reconciliation). The general ledger stays as it is.

Before credit notes go over, what they settle must be open there: a return of more than that keeps a balance of its own.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway, Row
from invoices.modules.erpnext.domain.documents import CUSTOMER, INVOICE, JOURNAL, PAYMENT, PURCHASE, SUPPLIER
from invoices.modules.erpnext.domain.errors import Refused
from invoices.modules.erpnext.domain.money import money_in
from invoices.modules.erpnext.services.company_defaults import books
from invoices.modules.erpnext.services.connection import ErpNextAccess
from property_ops.kernel.money import ZERO, Yuan

Progress = Callable[[int, int, str], None]
RECONCILIATION = "Payment Reconciliation"
UNRECONCILE = "erpnext.accounts.doctype.unreconcile_payment.unreconcile_payment.create_unreconcile_doc_for_selection"
PARTIES = {INVOICE: CUSTOMER, PURCHASE: SUPPLIER}
MOST_LISTED = 1000
MOST_ROUNDS = 40


class Allocation(NamedTuple):
    """By the names that ERPNext gave."""

    payment: str
    invoice: str


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """How many allocations were changed, and of which parties or payments ERPNext refused it, with why."""

    done: int = 0
    refused: Sequence[tuple[str, str]] = field(default=())


@dataclass(frozen=True, slots=True)
class WantedAllocation:
    party: str
    fen: int
    invoice: str  # its doctype


def loosen(*, access: ErpNextAccess, gateway: Gateway) -> None:
    """Take off what payments no longer pay here. What ERPNext refuses is tried, and told, by `carry_over`."""
    _loosened(access, gateway)


def carry_over(*, access: ErpNextAccess, gateway: Gateway, progress: Progress | None = None) -> CarriedOver:
    """Safe to repeat. Raises SetupMissing, and what the gateway raises."""
    wanted, changed, refused = _loosened(access, gateway)
    if not changed and not refused:
        return CarriedOver()
    missing: dict[tuple[str, str], dict[Allocation, int]] = defaultdict(dict)
    for one in changed:
        if one in wanted:
            missing[wanted[one].invoice, wanted[one].party][one] = wanted[one].fen
    forms = _forms(access, gateway) if missing else {}
    for done, ((invoice, party), parts) in enumerate(sorted(missing.items())):
        if progress:
            progress(done, len(missing), RECONCILIATION)
        try:
            _link(gateway, {**forms[invoice], "party": party}, parts, invoice)
        except Refused as error:
            refused.append((party, str(error.data["detail"])))
    return CarriedOver(len(changed), refused)


def _loosened(
    access: ErpNextAccess, gateway: Gateway
) -> tuple[dict[Allocation, WantedAllocation], list[Allocation], list[tuple[str, str]]]:
    """What is wanted, what of it differs and is off there now, and what ERPNext refused to take off."""
    doctypes = _doctypes()
    if not doctypes:
        return {}, [], []
    wanted, there = wanted_allocations(), remote_allocations(gateway, access.company)
    bought = remote_allocations(gateway, access.company, PURCHASE)
    ours = _naming_purchases() if bought else set()
    there |= {one: fen for one, fen in bought.items() if one.payment in ours}
    changed, refused = [], []
    for one in sorted({*wanted, *there}):
        if one.payment not in doctypes or not _differs(one, wanted, there):
            continue
        try:
            if one in there:
                _unlink(gateway, access.company, doctypes[one.payment], one, PURCHASE if one in bought else INVOICE)
            changed.append(one)
        except Refused as error:
            refused.append((one.payment, str(error.data["detail"])))
    return wanted, changed, refused


def _differs(one: Allocation, wanted: Mapping[Allocation, WantedAllocation], there: Mapping[Allocation, int]) -> bool:
    return (wanted[one].fen if one in wanted else 0) != there.get(one, 0)


def _doctypes() -> dict[str, str]:
    """The payments and journal entries of ours that stand there: name → doctype."""
    return {
        name: doctype
        for doctype in (PAYMENT, JOURNAL)
        for name in selectors.sent_documents(doctype).values_list("remote_name", flat=True)
    }


def _naming_purchases() -> set[str]:
    """The payments of ours that name a purchase: what is on account of a supplier, people there allocate themselves."""
    purchases = set(selectors.records().filter(doctype=PURCHASE).values_list("key", flat=True))
    rows = selectors.sent_documents(PAYMENT).values_list("remote_name", "names")
    return {name for name, keys in rows if purchases.intersection(keys)}


def wanted_allocations() -> dict[Allocation, WantedAllocation]:
    """What each of our documents that stand there settles of which invoice, as it is here now."""
    names = dict(selectors.records().filter(state="sent").values_list("key", "remote_name"))
    found: dict[Allocation, WantedAllocation] = {}
    for some in selectors.bookings():
        for booking in map(selectors.with_purchase, some):
            payment = names.get(booking.key)
            for part in booking.parts if payment else ():
                invoice, party = names.get(part.invoice_key), names.get(part.party_key)
                if payment and invoice and party:
                    one = Allocation(payment, invoice)
                    before = found[one].fen if one in found else 0
                    found[one] = WantedAllocation(party, before + part.fen, part.doctype)
    return found


def remote_allocations(gateway: Gateway, company: str, invoice: str = INVOICE) -> dict[Allocation, int]:
    """The same by ERPNext's payment ledger, in fen."""
    filters = {
        "company": company,
        "delinked": 0,
        "party_type": PARTIES[invoice],
        "against_voucher_type": invoice,
        "voucher_type": ["in", [PAYMENT, JOURNAL]],
    }
    rows = gateway.sums("Payment Ledger Entry", ["voucher_no", "against_voucher_no"], ["amount"], filters)
    found = {
        Allocation(row["voucher_no"], row["against_voucher_no"]): -(money_in(row["amount"]) or ZERO).fen for row in rows
    }
    return {one: fen for one, fen in found.items() if fen}


def _unlink(gateway: Gateway, company: str, doctype: str, one: Allocation, invoice: str) -> None:
    selection = {
        "company": company,
        "voucher_type": doctype,
        "voucher_no": one.payment,
        "against_voucher_type": invoice,
        "against_voucher_no": one.invoice,
    }
    gateway.do(UNRECONCILE, {"selections": json.dumps([selection])})


def _forms(access: ErpNextAccess, gateway: Gateway) -> dict[str, Row]:
    """By kind of invoice, the form of the reconciliation as the desk sends it; without its time of change Frappe
    refuses it."""
    try:
        stored = gateway.get(RECONCILIATION, RECONCILIATION) or {}
    except Refused:
        stored = {}  # it is no stored document in every version
    where = books(access, gateway)
    accounts = {INVOICE: where.receivable, PURCHASE: where.payable}
    blank = {
        "doctype": RECONCILIATION,
        "name": RECONCILIATION,
        "modified": stored.get("modified"),
        "company": access.company,
        "invoice_limit": MOST_LISTED,
        "payment_limit": MOST_LISTED,
    }
    return {
        invoice: {**blank, "party_type": PARTIES[invoice], "receivable_payable_account": account}
        for invoice, account in accounts.items()
    }


def _link(gateway: Gateway, blank: Row, parts: Mapping[Allocation, int], invoice: str) -> None:
    """A payment once in each round: ERPNext refuses what changed since it was listed."""
    left = dict(parts)
    for _round in range(MOST_ROUNDS):
        listed = gateway.run(blank, "get_unreconciled_entries")
        rows = list(_rows(listed, left, invoice))
        if not rows:
            return
        entries = {name: listed.get(name) or [] for name in ("payments", "invoices")}
        gateway.run({**blank, **entries, "allocation": rows}, "reconcile")


def _rows(listed: Row, left: dict[Allocation, int], invoice: str) -> Iterator[dict[str, Any]]:
    """The rows of one round; what they allocate is taken off `left`."""
    open_fen = {row["invoice_number"]: _fen(row["outstanding_amount"]) for row in listed.get("invoices") or ()}
    used: set[str] = set()
    for one, fen in list(left.items()):
        free = next((row for row in listed.get("payments") or () if row["reference_name"] == one.payment), None)
        if free is None or one.payment in used:
            continue
        part = min(fen, _fen(free["amount"]), open_fen.get(one.invoice, 0))
        if part <= 0:
            continue
        used.add(one.payment)
        open_fen[one.invoice] -= part
        left[one] = fen - part
        yield {
            "reference_type": free["reference_type"],
            "reference_name": one.payment,
            "reference_row": free.get("reference_row"),
            "invoice_type": invoice,
            "invoice_number": one.invoice,
            "unreconciled_amount": str(Yuan(_fen(free["amount"]))),
            "amount": str(Yuan(_fen(free["amount"]))),
            "allocated_amount": str(Yuan(part)),
            "difference_amount": 0,
            "currency": free.get("currency"),
            "exchange_rate": free.get("exchange_rate") or 1,
            "is_advance": free.get("is_advance"),
            "cost_center": free.get("cost_center"),
        }


def _fen(amount: Any) -> int:
    return (money_in(amount) or ZERO).fen
