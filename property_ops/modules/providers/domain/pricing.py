"""What a service costs: quantity × unit price, rounded half up to the fen, never above the published price."""

from decimal import Decimal
from fractions import Fraction

from property_ops.kernel.money import Yuan


def amount_of(quantity: Decimal, unit_price: Yuan) -> Yuan:
    """The one rounding (docs/product.md rule 1)."""
    return Yuan.rounded(Fraction(quantity) * unit_price.as_fraction())
