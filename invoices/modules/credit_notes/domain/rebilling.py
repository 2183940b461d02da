"""Billing anew what was credited in full."""

from decimal import Decimal
from fractions import Fraction

from property_ops.kernel.calculation import Calculation
from property_ops.kernel.money import Yuan

ONE_ITEM = "项"
CORRECTION = "correction"
"""The charge source of what a credit note puts in the place of what it credits."""


def calculation_of(line: Calculation, *, amount: Yuan) -> Calculation:
    """How a line to be corrected was calculated, if that makes its `amount`; else one item at that amount.

    The share of a work (largest remainder) and a line split between owners are not the product of their factors.
    """
    if line.amount == amount:
        return line
    return Calculation(Decimal(1), ONE_ITEM, amount.as_decimal(), Fraction(1))
