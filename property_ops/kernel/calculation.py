"""How the amount of a charge comes about: quantity × unit price × ratio, rounded once (docs/product.md rule 1)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from property_ops.kernel.money import Yuan


@dataclass(frozen=True, slots=True)
class Calculation:
    quantity: Decimal
    quantity_unit: str
    unit_price: Decimal
    ratio: Fraction

    @property
    def amount(self) -> Yuan:
        return Yuan.rounded(Fraction(self.quantity) * Fraction(self.unit_price) * self.ratio)
