"""The rent of one leased space and month (docs/product.md rule 4)."""

from collections.abc import Iterable
from fractions import Fraction

from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month, Period


def leased_days(month: Month, managed: Period, lease: Period) -> Period:
    """The days of the month that lie in the lease and in the managed period; empty where there are none."""
    return month.period & managed & lease


def open_days(leased: Period, closures: Iterable[Period]) -> int:
    """The leased days less those on which a work closed the space; overlapping closures count once."""
    parts = [leased]
    for closure in closures:
        parts = [rest for part in parts for rest in part.without(closure)]
    return sum(part.days for part in parts)


def rent(monthly_rent: Yuan, days: int, month: Month) -> Yuan:
    """monthly rent × charged days ÷ days in month, rounded half up to the fen, once."""
    return Yuan.rounded(monthly_rent.as_fraction() * Fraction(days, month.days))
