"""What a work that residents pay for costs them (docs/product.md rule 5)."""

from decimal import Decimal
from fractions import Fraction

from property_ops.kernel.money import Yuan


def billable_part(
    cost: Yuan, *, accepted: Fraction, ceiling: Yuan | None = None, percent: Decimal = Decimal(100)
) -> Yuan:
    """The residents' per cent of cost × accepted part, at most of the ceiling; rounded half up to the fen, once."""
    whole = cost.as_fraction() * accepted
    paid = whole if ceiling is None else min(whole, ceiling.as_fraction())
    return Yuan.rounded(paid * Fraction(percent) / 100)
