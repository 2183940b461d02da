"""Who stands at the counter, and what is open there."""

from dataclasses import dataclass
from datetime import date

from invoices.modules.payments.public import Candidate, found_by_search, parties_of
from invoices.modules.receivables.public import PayerAccount, balance_of, open_lines
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import Unit, visible_units


@dataclass(frozen=True, slots=True)
class OwedLine:
    """A line with something open on it, as the counter shows it; a disputed one is not taken money for."""

    line_id: int
    item: str
    month: date
    bill: str
    due_on: date
    open: Yuan
    is_held: bool


@dataclass(frozen=True, slots=True)
class CounterAccount:
    """One payer's account: what is open in the order in which payments go to it, and what is in advance."""

    unit: Unit
    party: str
    name: str
    lines: tuple[OwedLine, ...]
    credit: Yuan

    @property
    def account(self) -> PayerAccount:
        return PayerAccount(self.unit.code, self.party)

    @property
    def payable(self) -> Yuan:
        return sum((line.open for line in self.lines if not line.is_held), ZERO)

    @property
    def disputed(self) -> Yuan:
        return sum((line.open for line in self.lines if line.is_held), ZERO)


def found(text: str, user: User, *, on: date) -> list[Candidate]:
    """The accounts that a room, a name, a plate or the last digits of a phone mean; those who owe first."""
    rows = found_by_search(text, user, on=on)
    return sorted(rows, key=lambda one: one.open == ZERO)


def counter_account(unit_code: str, party: str, user: User, *, on: date) -> CounterAccount | None:
    """None where there is no such account, or it is of an estate that the person does not see."""
    unit = visible_units(user).filter(code=unit_code).first()
    known = {one.party: one for one in parties_of([unit.pk], on=on)[unit.pk]} if unit else {}
    if unit is None or party not in known:
        return None
    account = PayerAccount(unit_code, party)
    return CounterAccount(unit, party, known[party].name, owed_lines(account), balance_of(account).credit)


def owed_lines(account: PayerAccount) -> tuple[OwedLine, ...]:
    """In the order of docs/product.md rule 16: principal first, the oldest due first."""
    rows = open_lines(unit_code=account.unit_code, party=account.party).select_related("bill")
    rows = rows.order_by("rank", "due_day", "bill__month", "bill_id", "position", "pk")
    return tuple(
        OwedLine(row.pk, row.item_name, row.bill.month, row.bill.number, row.due_day, row.open, row.is_held)
        for row in rows
    )
