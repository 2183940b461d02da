"""The charge rule over many rows at once: exact, in Python's whole numbers (docs/house.md 5, docs/adr/0052)."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import repeat
from math import prod

from invoices.modules.charges.domain.frozen import PRICE_PLACES, QUANTITY_PLACES
from property_ops.kernel.money import FEN_PER_YUAN, round_half_up

SCALE_OF_A_FEN = 10 ** (QUANTITY_PLACES + PRICE_PLACES) // FEN_PER_YUAN
"""What quantity × 10^4 times unit price × 10^6 is divided by to give fen."""

Column = int | list[int]


def times(quantities: Sequence[int], factor: Fraction) -> list[int]:
    """`round_half_up(quantity × factor)` for each whole, non-negative quantity, as `kernel.money` has it row by row."""
    doubled, half, divisor = 2 * factor.numerator, factor.denominator, 2 * factor.denominator
    return [(quantity * doubled + half) // divisor for quantity in quantities]


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
    return times(several[0], shared / SCALE_OF_A_FEN)


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
