"""A quantity carries its unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class UnitsDiffer(BusinessError):
    code = "units_differ"
    message = gettext_noop("%(left)s and %(right)s have different units.")


def plain(number: Decimal) -> str:
    """`Decimal("93.0200")` → `93.02`: no exponent, no needless zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class Quantity:
    amount: Decimal
    unit: str

    def __add__(self, other: Quantity) -> Quantity:
        if self.unit != other.unit:
            raise UnitsDiffer(left=self, right=other)
        return Quantity(self.amount + other.amount, self.unit)

    def __str__(self) -> str:
        return f"{plain(self.amount)} {self.unit}"
