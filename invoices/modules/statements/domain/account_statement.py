"""The statement of an account (对账单): final words and amounts, so that the printer neither looks up nor adds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Period


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An entry in words. Of `charged` and `paid` one is empty."""

    day: date
    words: str
    month: str  # 2022-06
    charged: Yuan | None
    paid: Yuan | None
    balance: Yuan
    entry: int


@dataclass(frozen=True, slots=True)
class AccountDoc:
    """One account and payer in a period; what is owed is positive."""

    company: str
    contact: str
    estate: str
    account: str  # 户号
    unit: str  # 5号楼2单元301
    party: str  # key of the payer in the ledger
    payer: str  # masked already where it must be
    period: Period
    opening: Yuan
    lines: tuple[AccountLine, ...]
    charged: Yuan
    paid: Yuan
    closing: Yuan

    def texts(self) -> Iterator[tuple[str, str]]:
        """(where, text) of all that may have a character no font has."""
        yield from (("company", self.company), ("contact", self.contact), ("estate", self.estate))
        yield from (("account", self.account), ("payer", self.payer))
        for place, line in enumerate(self.lines):
            yield f"lines[{place}]", line.words
