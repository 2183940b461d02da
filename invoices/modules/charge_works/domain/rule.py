"""What a work that residents pay for costs them (PRODUCT.md rule 5)."""

from decimal import Decimal
from fractions import Fraction

from property_ops.kernel.money import Yuan


def billable_cost(cost: Yuan, *, done: Decimal, accepted: Decimal, ceiling: Yuan | None = None) -> Yuan:
    """cost × min(accepted, done) ÷ done, rounded half up to the fen, never above an approved ceiling.

    `done` is above zero. What was rejected is never charged, and more than was done neither.
    """
    billable = Yuan.rounded(cost.as_fraction() * Fraction(min(accepted, done)) / Fraction(done))
    return billable if ceiling is None else min(billable, ceiling)
