"""The charge rule over many rows at once: exact, in int64 where it fits (docs/house.md 5)."""

from fractions import Fraction

import pandas as pd

_INT64_MAX = 2**63 - 1


def times(quantities: pd.Series, factor: Fraction) -> pd.Series:
    """`round_half_up(quantity × factor)` for each whole, non-negative quantity.

    Equal to `kernel.money.round_half_up` row by row; where a product would not fit int64, Python's whole numbers are
    used instead of overflowing.
    """
    if quantities.empty:
        return quantities.astype("int64")
    doubled, divisor = 2 * factor.numerator, 2 * factor.denominator
    largest = max(int(quantities.max()), 1) * doubled + factor.denominator  # of what is computed, the factors as well
    fits = largest <= _INT64_MAX and divisor <= _INT64_MAX
    exact = quantities.astype("int64") if fits else quantities.astype(object)
    return ((exact * doubled + factor.denominator) // divisor).astype("int64")
