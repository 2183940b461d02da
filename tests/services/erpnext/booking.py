"""Payments and journal entries as ERPNext v15 checks and posts them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.services.erpnext.refusal import Refusal
from tests.services.erpnext.selling import check_day, enter, rounded

if TYPE_CHECKING:
    from tests.services.erpnext.store import Store

WITH_COST_CENTRE = ("Income", "Expense")


def check_payment(store: Store, payment: dict[str, Any]) -> None:
    if payment.get("party") not in store.of("Customer"):
        raise Refusal(500, "TypeError", "'NoneType' object is not subscriptable")
    check_day(store, payment["posting_date"])
    if not payment.get("reference_no") or not payment.get("reference_date"):
        raise Refusal(417, "ValidationError", "Reference No and Reference Date is mandatory for Bank transaction")
    for account in (payment.get("paid_from"), payment.get("paid_to")):
        _check_account(store, account)
    for row in payment.get("deductions") or ():
        _check_account(store, row["account"])
        if not row.get("cost_center"):
            raise Refusal(417, "MandatoryError", "Row #1: Cost Center")
    party_amount = _paid(payment) + sum((rounded(row["amount"]) for row in payment.get("deductions") or ()), Decimal(0))
    allocated = _check_references(store, payment)
    if allocated > party_amount:
        raise Refusal(417, "ValidationError", "Difference Amount must be zero")
    payment["unallocated_amount"] = float(party_amount - allocated)
    payment["total_allocated_amount"] = float(allocated)


def _check_references(store: Store, payment: dict[str, Any]) -> Decimal:
    allocated = Decimal(0)
    for row in payment.get("references") or ():
        invoice = _invoice(store, row["reference_name"])
        if rounded(row["allocated_amount"]) > rounded(invoice["outstanding_amount"]):
            raise Refusal(417, "ValidationError", "Allocated Amount cannot be greater than outstanding amount.")
        allocated += rounded(row["allocated_amount"])
    return allocated


def check_journal(store: Store, journal: dict[str, Any]) -> None:
    check_day(store, journal["posting_date"])
    if not journal.get("accounts"):
        raise Refusal(417, "ValidationError", "Accounts table cannot be blank.")
    for row in journal["accounts"]:
        account = _check_account(store, row.get("account"))
        if account.get("account_type") == "Receivable" and row.get("party") not in store.of("Customer"):
            raise Refusal(417, "ValidationError", "Party Type and Party is required for Receivable account")
        if account["root_type"] in WITH_COST_CENTRE and not row.get("cost_center"):
            raise Refusal(417, "ValidationError", "Cost Center is required for 'Profit and Loss' account")
        if row.get("reference_name"):
            invoice = _invoice(store, row["reference_name"])
            if -_amount(row) > rounded(invoice["outstanding_amount"]):
                raise Refusal(
                    417, "ValidationError", "Payment against Sales Invoice cannot be greater than outstanding"
                )
    if sum(_amount(row) for row in journal["accounts"]):
        raise Refusal(417, "ValidationError", "Total Debit must be equal to Total Credit.")
    journal["total_debit"] = float(sum(max(_amount(row), Decimal(0)) for row in journal["accounts"]))


def post_payment(store: Store, payment: dict[str, Any]) -> None:
    for row in payment.get("references") or ():
        _settle(store, row["reference_name"], rounded(row["allocated_amount"]))
    centre = payment.get("cost_center", "")
    owed = _paid(payment)
    for row in payment.get("deductions") or ():
        enter(store, payment, row["account"], row["cost_center"], float(rounded(row["amount"])))
        owed += rounded(row["amount"])
    enter(store, payment, payment["paid_to"], centre, float(_paid(payment)))
    enter(store, payment, payment["paid_from"], centre, -float(owed))


def post_journal(store: Store, journal: dict[str, Any]) -> None:
    for row in journal["accounts"]:
        if row.get("reference_name"):
            _settle(store, row["reference_name"], -_amount(row))
        enter(store, journal, row["account"], row.get("cost_center", ""), float(_amount(row)))


def outstanding(store: Store) -> Iterator[tuple[str, Decimal]]:
    """Our id of each submitted invoice with what is open on it."""
    for invoice in store.of("Sales Invoice").values():
        if invoice["docstatus"] == 1 and not invoice.get("is_return"):
            yield invoice["custom_source_id"], rounded(invoice["outstanding_amount"])


def _settle(store: Store, name: str, amount: Decimal) -> None:
    left = rounded(store.of("Sales Invoice")[name]["outstanding_amount"]) - amount
    store.change("Sales Invoice", name, outstanding_amount=float(left))


def _invoice(store: Store, name: str) -> dict[str, Any]:
    invoice = store.of("Sales Invoice").get(name)
    if invoice is None:
        raise Refusal(417, "LinkValidationError", f"Could not find Row #1: {name}")
    return invoice


def _check_account(store: Store, name: Any) -> dict[str, Any]:
    account = store.of("Account").get(name)
    if account is None:
        raise Refusal(417, "LinkValidationError", f"Could not find Account: {name}")
    if int(account.get("is_group") or 0):
        raise Refusal(417, "ValidationError", f"Account {name} is a group: no transactions can be made against it")
    return account


def _paid(payment: dict[str, Any]) -> Decimal:
    return rounded(payment["paid_amount"])


def _amount(row: dict[str, Any]) -> Decimal:
    return rounded(row.get("debit_in_account_currency") or 0) - rounded(row.get("credit_in_account_currency") or 0)
