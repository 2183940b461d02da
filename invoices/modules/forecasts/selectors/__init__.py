"""What a forecast rests on, and how it is read."""

from invoices.modules.forecasts.selectors.base import Reckoned, base_year_of, reckoned
from invoices.modules.forecasts.selectors.listing import (
    Comparison,
    comparison,
    find_homes,
    homes_of,
    paid_by_homes,
    standing,
    typical,
    unlike,
    visible_forecasts,
    visible_homes,
)

__all__ = [
    "Comparison",
    "Reckoned",
    "base_year_of",
    "comparison",
    "find_homes",
    "homes_of",
    "paid_by_homes",
    "reckoned",
    "standing",
    "typical",
    "unlike",
    "visible_forecasts",
    "visible_homes",
]
