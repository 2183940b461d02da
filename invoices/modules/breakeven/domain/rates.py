"""The next rate: at which the service fee would have covered what the residents pay for (docs/product.md rule 17)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from property_ops.kernel.money import Yuan, round_half_up

PLACES = 4
"""Decimals of a proposed rate."""


@dataclass(frozen=True, slots=True)
class Rated:
    """A use of units: its rate in force, and the m² × months charged, weighted by what was delivered and reduced."""

    use: str
    rate: Decimal
    base: Fraction

    def at(self, factor: Fraction) -> "Rated":
        """With the rate times `factor`, rounded half up."""
        fen = round_half_up(Fraction(self.rate) * factor * 10**PLACES)
        return Rated(self.use, Decimal(fen).scaleb(-PLACES), self.base)

    @property
    def income(self) -> Fraction:
        """In yuan, before any rounding."""
        return Fraction(self.rate) * self.base


def income_at(rated: Sequence[Rated]) -> Yuan:
    """What these rates bring on the same base."""
    return Yuan.rounded(sum((one.income for one in rated), Fraction(0)))


def balancing(rated: Sequence[Rated], *, needed: Yuan) -> list[Rated]:
    """The rates, all times the same factor, that bring `needed`; nothing where nothing was charged.

    Where other income already covers everything, they are zero: nobody is charged below it.
    """
    now = sum((one.income for one in rated), Fraction(0))
    if not now:
        return []
    factor = max(needed.as_fraction(), Fraction(0)) / now
    return [one.at(factor) for one in rated]


def proportional(rated: Sequence[Rated], *, rate: Decimal) -> list[Rated]:
    """The rates if the first one were `rate` and the others changed alike."""
    if not rated or not rated[0].rate:
        return []
    factor = Fraction(rate) / Fraction(rated[0].rate)
    return [Rated(rated[0].use, rate, rated[0].base), *(one.at(factor) for one in rated[1:])]
