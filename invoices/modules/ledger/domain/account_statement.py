"""The statement of one account (户) and party: where it stood, every entry, where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from property_ops.kernel.money import ZERO, Yuan

PAYERS_ACCOUNTS = ("1122", "2203")
"""Where a payer's debts and advances stand; together they are what the payer owes."""


@dataclass(frozen=True, slots=True)
class AccountMovement:
    """What one entry did to the account: positive is charged, negative is paid or credited."""

    number: int
    posted_on: date
    month: date
    source: str
    memo: str
    amount: Yuan
    balance: Yuan

    @property
    def charged(self) -> Yuan | None:
        return self.amount if self.amount > ZERO else None

    @property
    def paid(self) -> Yuan | None:
        return -self.amount if self.amount < ZERO else None


@dataclass(frozen=True, slots=True)
class AccountStatement:
    """`opening` and `closing` are owed where positive, in the payer's favour where negative."""

    estate: str
    account: str
    party: str
    opening: Yuan
    lines: tuple[AccountMovement, ...]

    @property
    def charged(self) -> Yuan:
        return sum((line.amount for line in self.lines if line.amount > ZERO), ZERO)

    @property
    def paid(self) -> Yuan:
        return -sum((line.amount for line in self.lines if line.amount < ZERO), ZERO)

    @property
    def closing(self) -> Yuan:
        return self.opening + self.charged - self.paid


Row = tuple[int, date, date, str, str, Yuan]
"""Entry number, day posted, month, source, memo, amount: the legs of one account and party in the ledger's order."""


def statement_of(estate: str, account: str, party: str, rows: Iterable[Row], *, start: date) -> AccountStatement:
    """From all legs up to the last day. The legs of one entry are one line; one that only moves between a debt and an
    advance of the same payer says nothing to them, and is left out."""
    opening = ZERO
    movements: dict[int, tuple[date, date, str, str, Yuan]] = {}
    for number, posted_on, month, source, memo, amount in rows:
        if posted_on < start:
            opening += amount
        else:
            so_far = movements[number][4] if number in movements else ZERO
            movements[number] = posted_on, month, source, memo, so_far + amount
    balance, lines = opening, list[AccountMovement]()
    for number in sorted(movements, key=lambda number: (movements[number][0], number)):
        posted_on, month, source, memo, amount = movements[number]
        balance += amount
        if amount:
            lines.append(AccountMovement(number, posted_on, month, source, memo, amount, balance))
    return AccountStatement(estate, account, party, opening, tuple(lines))
