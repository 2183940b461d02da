"""The stock of one material: how much there is, and what it cost, by moving average (ADR 0020)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.quantity import plain
from property_ops.modules.works.domain.errors import NegativeReceipt, NotEnoughStock, NothingToAverage

NONE = Decimal(0)
COUNTED_BY_ONE = Yuan(500_00)
"""Differences of stocktakings of one material within a month, worth more than this, wait for another person."""


@dataclass(frozen=True, slots=True)
class Stock:
    """Neither is ever below zero, and what is not there is worth nothing."""

    quantity: Decimal = NONE
    value: Yuan = ZERO

    def receive(self, quantity: Decimal, value: Yuan) -> "Stock":
        """Raises NegativeReceipt."""
        if quantity <= 0 or value < ZERO:
            raise NegativeReceipt()
        return Stock(self.quantity + quantity, self.value + value)

    def worth(self, quantity: Decimal) -> Yuan:
        """What `quantity` of it costs at the average; all of it costs all there is. Raises NotEnoughStock."""
        if quantity <= 0:
            raise NegativeReceipt()
        if quantity > self.quantity:
            raise NotEnoughStock(there=plain(self.quantity), asked=plain(quantity))
        if quantity == self.quantity:
            return self.value
        return Yuan.rounded(self.value.as_fraction() * Fraction(quantity) / Fraction(self.quantity))

    def issue(self, quantity: Decimal) -> tuple["Stock", Yuan]:
        """What is left, and what the issue costs. Raises NotEnoughStock."""
        value = self.worth(quantity)
        return Stock(self.quantity - quantity, self.value - value), value

    def counted(self, quantity: Decimal) -> tuple["Stock", Yuan]:
        """After a stocktaking, and by how much its value changed. A surplus is worth the average of the rest.

        Raises NothingToAverage where more was found of what is not there at all: that is a receipt.
        """
        if quantity < 0:
            raise NegativeReceipt()
        difference = quantity - self.quantity
        if difference > 0 and not self.quantity:
            raise NothingToAverage()
        if difference > 0:
            value = Yuan.rounded(self.value.as_fraction() * Fraction(difference) / Fraction(self.quantity))
        else:
            value = -self.worth(-difference) if difference else ZERO
        return Stock(quantity, self.value + value), value
