"""What a lease owes for a month: the rent, for the days that it ran (docs/product.md rule 4)."""

from datetime import date
from fractions import Fraction

from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.text import gettext_noop

RENTS, FUND = "1221.03", "2241.02"
"""What tenants of common parts owe, by estate and lease; what is owed to the owners, by estate."""
SOURCE = "rent/"
KINDS = {
    "advertising": gettext_noop("advertising space"),
    "site": gettext_noop("site"),
    "shop": gettext_noop("shop, storeroom"),
    "other": gettext_noop("other common part"),
}


def rent_of(month: Month, *, monthly: Yuan, start: date, end: date) -> Yuan:
    """Monthly rent × leased days ÷ days of the month, half up; `end` is the first day on which it is not let."""
    days = (min(end, month.end) - max(start, month.start)).days
    if days <= 0:
        return Yuan(0)
    return Yuan.rounded(monthly.as_fraction() * Fraction(days, (month.end - month.start).days))
