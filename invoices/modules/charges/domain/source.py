"""What a charge source hands over: rows to charge, their bases, and what is held.

A module declares its sources in its manifest's slot `charge_sources`. A source only reads; `charges` stores.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from property_ops.kernel.period import Month

CORRECTION = "correction"
"""The source of charges that a credit note puts in the place of others; no run of the charging makes them."""


@dataclass(frozen=True, slots=True)
class Basis:
    """The evidence that a batch of charges shares; `key` is unique for ever, `facts` are JSON values."""

    key: str
    kind: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """Charges of one source, by column: each a sequence of one value per charge, or one value for all.

    Quantities are scaled by 10^4 and prices by 10^6 into whole numbers; amounts are whole fen. `scope` says what was
    charged without its version (fee/unit/month): two charges of one scope never cover the same day.
    """

    basis: Basis
    item: str
    rows: int
    source_key: Sequence[str]
    scope: Sequence[str]
    unit_id: Any
    tariff_start: Any
    start: Any
    end: Any
    quantity: Any
    quantity_unit: str
    unit_price: Any
    ratio_numerator: Any
    ratio_denominator: Any
    amount: Sequence[int]


@dataclass(frozen=True, slots=True)
class Held:
    """Something delivered or expected that is not charged now: what it waits for (`subject`) and why (`reason`)."""

    subject: str
    reason: str
    detail: Mapping[str, Any] = field(default_factory=dict)


class ChargeSource(Protocol):
    """Delivered and accepted things of one kind, turned into charges."""

    code: str

    def pull(self, *, estate: Any, month: Month, today: date) -> Iterator[Batch | Held]:
        """Everything of this month that the estate may be charged for, and what is held."""
        ...


def scope_of(source_key: str) -> str:
    """A source key without its last part, the version."""
    return source_key.rpartition("/")[0]
