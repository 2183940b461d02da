"""What the reports of the ledger say: amounts are signed, debit is positive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from invoices.modules.ledger.domain.accounts import ancestors
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Period
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded


class Basis(Worded):
    """By which of its two days an entry falls into a period."""

    POSTED = "posted", gettext_noop("day posted")
    MONTH = "month", gettext_noop("month it belongs to")


@dataclass(frozen=True, slots=True)
class ReportScope:
    """What a report covers; `estates` are codes, None is the whole company."""

    period: Period
    estates: tuple[str, ...] | None = None
    basis: Basis = Basis.POSTED


@dataclass(frozen=True, slots=True)
class TrialRow:
    """One account in a period: where it stood, what moved. `credit` is positive."""

    code: str
    name: str
    opening: Yuan
    debit: Yuan
    credit: Yuan

    @property
    def closing(self) -> Yuan:
        return self.opening + self.debit - self.credit

    @property
    def level(self) -> int:
        return len(ancestors(self.code))

    @property
    def sides(self) -> tuple[Yuan | None, ...]:
        """Opening, movement and closing, each as debit and credit; None where there is nothing."""
        amounts = (self.opening, -self.opening, self.debit, self.credit, self.closing, -self.closing)
        return tuple(amount if amount > ZERO else None for amount in amounts)

    def plus(self, other: TrialRow) -> TrialRow:
        return TrialRow(
            self.code, self.name, self.opening + other.opening, self.debit + other.debit, self.credit + other.credit
        )


def with_headings(rows: Iterable[TrialRow], names: Mapping[str, str]) -> list[TrialRow]:
    """The rows in the order of their codes, and above sub-accounts the account that adds them up."""
    found: dict[str, TrialRow] = {}
    for row in rows:
        for code in (*ancestors(row.code), row.code):
            so_far = found.get(code, TrialRow(code, names.get(code, ""), ZERO, ZERO, ZERO))
            found[code] = so_far.plus(row)
    return [found[code] for code in sorted(found)]


@dataclass(frozen=True, slots=True)
class TrialTotal:
    """The foot of a trial balance: both sides of each pair are equal, or the ledger does not balance."""

    opening_debit: Yuan
    opening_credit: Yuan
    debit: Yuan
    credit: Yuan
    closing_debit: Yuan
    closing_credit: Yuan


def total_of(rows: Iterable[TrialRow]) -> TrialTotal:
    """Of the accounts that are posted to; `rows` may have their headings among them."""
    rows = list(rows)
    adding_up = {ancestor for row in rows for ancestor in ancestors(row.code)}
    posted = [row for row in rows if row.code not in adding_up]
    return TrialTotal(
        opening_debit=sum((row.opening for row in posted if row.opening > ZERO), ZERO),
        opening_credit=-sum((row.opening for row in posted if row.opening < ZERO), ZERO),
        debit=sum((row.debit for row in posted), ZERO),
        credit=sum((row.credit for row in posted), ZERO),
        closing_debit=sum((row.closing for row in posted if row.closing > ZERO), ZERO),
        closing_credit=-sum((row.closing for row in posted if row.closing < ZERO), ZERO),
    )


@dataclass(frozen=True, slots=True)
class Posting:
    """A leg as the ledger of its account shows it."""

    number: int
    posted_on: date
    month: date
    source: str
    memo: str
    account: str
    estate: str
    subledger: str
    amount: Yuan
    balance: Yuan  # of the account after it

    @property
    def debit(self) -> Yuan | None:
        return self.amount if self.amount > ZERO else None

    @property
    def credit(self) -> Yuan | None:
        return -self.amount if self.amount < ZERO else None


@dataclass(frozen=True, slots=True)
class MonthSum:
    """A month of an account's general ledger."""

    month: date
    debit: Yuan
    credit: Yuan
    closing: Yuan
