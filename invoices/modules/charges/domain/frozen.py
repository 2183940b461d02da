"""A line of a bill as it is frozen (docs/product.md rule 7): what evidence is drawn from, and what digests cover."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from property_ops.kernel.canonical import digest_of
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Period

QUANTITY_PLACES = 4
PRICE_PLACES = 6


@dataclass(frozen=True)
class FrozenBasis:
    """The facts behind charges, as they were when these were made."""

    source: str
    facts: Mapping[str, Any]

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hex), whatever order a database gives the facts back in; made once for all lines that rest on it."""
        return digest_of({"kind": self.source, **self.facts})


class FrozenLine(NamedTuple):
    """A charge, or the part of it that falls to one payer. Quantities × 10^4, prices × 10^6, money in fen: as stored.

    `subject` is what of the unit is charged, such as a parking space; `charged_start` and `charged_end` are the days
    of the whole charge.
    """

    source_key: str
    part: int
    subject: str
    item_code: str
    item_name: str
    start: date
    end: date
    scaled_quantity: int
    quantity_unit: str
    scaled_price: int
    ratio_numerator: int
    ratio_denominator: int
    fen: int
    basis: FrozenBasis
    charged_start: date
    charged_end: date

    @property
    def source(self) -> str:
        """The code of the charge source."""
        return self.basis.source

    @property
    def facts(self) -> Mapping[str, Any]:
        return self.basis.facts

    @property
    def period(self) -> Period:
        return Period(self.start, self.end)

    @property
    def charged(self) -> Period:
        """The days of the whole charge."""
        return Period(self.charged_start, self.charged_end)

    @property
    def quantity(self) -> Decimal:
        return Decimal(self.scaled_quantity).scaleb(-QUANTITY_PLACES)

    @property
    def unit_price(self) -> Decimal:
        return Decimal(self.scaled_price).scaleb(-PRICE_PLACES)

    @property
    def ratio(self) -> Fraction:
        return Fraction(self.ratio_numerator, self.ratio_denominator)

    @property
    def amount(self) -> Yuan:
        return Yuan(self.fen)

    @property
    def part_of_days(self) -> Fraction:
        """This payer's share of the days of the charge (docs/product.md rule 9); 1 unless an owner changed."""
        return Fraction(self.period.days, self.charged.days)

    @property
    def digested(self) -> tuple[Any, ...]:
        """What a digest covers."""
        return digested_line(*self[:14])


def digested_line(
    source_key: str,
    part: int,
    subject: str,
    item_code: str,
    item_name: str,
    start: date,
    end: date,
    scaled_quantity: int,
    quantity_unit: str,
    scaled_price: int,
    ratio_numerator: int,
    ratio_denominator: int,
    fen: int,
    basis: FrozenBasis,
) -> tuple[Any, ...]:
    """What a digest covers of a line: days as text, the facts by their digest. For lines that are not made up yet."""
    return (
        source_key,
        part,
        subject,
        item_code,
        item_name,
        start.isoformat(),
        end.isoformat(),
        scaled_quantity,
        quantity_unit,
        scaled_price,
        ratio_numerator,
        ratio_denominator,
        fen,
        basis.digest,
    )
