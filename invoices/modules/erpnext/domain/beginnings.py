"""What a company that already lives in ERPNext brings along: what each account and household begins with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from property_ops.kernel.money import ZERO, Yuan


@dataclass(frozen=True, slots=True)
class BroughtBalance:
    """An account of ours with what it begins with; debit is above zero."""

    code: str
    name: str
    about: str
    amount: Yuan


@dataclass(frozen=True, slots=True)
class BroughtDebt:
    """What a household owes of a month, or has paid ahead; without a unit nobody is found for the customer."""

    customer: str
    estate: str
    unit: str
    payer: str
    amount: Yuan
    month: date | None = None
    due_on: date | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class BroughtCustomer:
    """A customer of theirs and the payer of ours who they are; `key` is empty where that is not certain."""

    name: str
    called: str
    key: str
    is_ours: bool


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    name: str
    customer: str
    day: date
    due_on: date
    left: Yuan


@dataclass(slots=True)
class Beginning:
    """All of it on a day. `strange` are accounts of theirs that none of ours stands for, with their balances."""

    company: str
    day: date
    balances: list[BroughtBalance] = field(default_factory=list)
    strange: list[BroughtBalance] = field(default_factory=list)
    arrears: list[BroughtDebt] = field(default_factory=list)
    prepaid: list[BroughtDebt] = field(default_factory=list)
    customers: list[BroughtCustomer] = field(default_factory=list)
    suppliers: list[str] = field(default_factory=list)
    items: list[tuple[str, str]] = field(default_factory=list)


def debts_of(customer: str, owed: Yuan, invoices: Sequence[OpenInvoice], day: date) -> tuple[list[OpenInvoice], Yuan]:
    """Of one customer: the open invoices, and what was paid ahead of them, so that both come to what the ledger says.

    What the ledger has above the invoices (a journal entry) is a debt of the day.
    """
    known = [one for one in invoices if one.left > ZERO]
    ahead = sum((one.left for one in known), ZERO) - owed
    if ahead >= ZERO:
        return known, ahead
    return [*known, OpenInvoice("", customer, day, day, -ahead)], ZERO


def account_for(number: str, codes: Mapping[str, str]) -> str:
    """Our code for a number of theirs: charts write it with and without dots."""
    plain = {code.replace(".", ""): code for code in codes}
    return plain.get(number.replace(".", ""), "")
