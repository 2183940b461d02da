"""What a forecast rests on, and how it is read."""

from invoices.modules.forecasts.selectors.base import Reckoned, base_year_of, reckoned
from invoices.modules.forecasts.selectors.listing import (
    HomesOfArea,
    by_area,
    comparison,
    find_homes,
    paid_by_homes,
    standing,
    typical,
    unlike,
    visible_forecasts,
    visible_homes,
)

__all__ = [
    "HomesOfArea",
    "Reckoned",
    "base_year_of",
    "by_area",
    "comparison",
    "find_homes",
    "paid_by_homes",
    "reckoned",
    "standing",
    "typical",
    "unlike",
    "visible_forecasts",
    "visible_homes",
]
