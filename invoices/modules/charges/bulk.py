"""The charge rule over many rows at once: exact, in int64 where it fits (docs/house.md 5)."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import repeat
from math import prod
from typing import TYPE_CHECKING

from invoices.modules.charges.domain.frozen import PRICE_PLACES, QUANTITY_PLACES
from property_ops.kernel.money import FEN_PER_YUAN, round_half_up

if TYPE_CHECKING:
    import pandas as pd  # a second to import: only who charges pays for it

SCALE_OF_A_FEN = 10 ** (QUANTITY_PLACES + PRICE_PLACES) // FEN_PER_YUAN
"""What quantity × 10^4 times unit price × 10^6 is divided by to give fen."""

Column = int | list[int]

_INT64_MAX = 2**63 - 1


def times(quantities: "pd.Series", factor: Fraction) -> "pd.Series":
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


def amounts(rows: int, quantity: Column, unit_price: Column, numerator: Column, denominator: Column) -> list[int]:
    """`round_half_up(quantity × unit price × ratio)` in whole fen, of each row.

    Quantities are × 10^4, unit prices × 10^6; each a list of one value per row, or one value for all.
    """
    several = [one for one in (quantity, unit_price, numerator) if isinstance(one, list)]
    if isinstance(denominator, list) or len(several) > 1:
        columns = (_spread(one, rows) for one in (quantity, unit_price, numerator, denominator))
        return [amount(*row) for row in zip(*columns, strict=True)]
    shared = Fraction(prod(one for one in (quantity, unit_price, numerator) if isinstance(one, int)), denominator)
    if not several:
        return [round_half_up(shared / SCALE_OF_A_FEN)] * rows
    import pandas as pd

    fen: list[int] = times(pd.Series(several[0]), shared / SCALE_OF_A_FEN).tolist()
    return fen


def amount(quantity: int, unit_price: int, numerator: int, denominator: int) -> int:
    """The same of one row; each factor is a whole, non-negative number."""
    divisor = denominator * SCALE_OF_A_FEN
    return (2 * quantity * unit_price * numerator + divisor) // (2 * divisor)


def _spread(value: Column, rows: int) -> Iterable[int]:
    return value if isinstance(value, list) else repeat(value, rows)


def is_share(fen: int, quantity: int, unit_price: int, numerator: int, denominator: int) -> bool:
    """Whether a share of a whole is within one fen of its product, as the largest remainder leaves it."""
    divisor = denominator * SCALE_OF_A_FEN
    return abs(fen * divisor - quantity * unit_price * numerator) < divisor
