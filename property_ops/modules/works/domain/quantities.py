"""The quantity lines of a work, and which part of it was accepted."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from property_ops.kernel.money import Yuan
from property_ops.modules.works.domain.errors import NothingPlanned, NotPriced


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A line of an estimate: how much of what, at which price per unit."""

    name: str
    unit: str
    planned: Decimal
    price: Yuan

    @property
    def amount(self) -> Yuan:
        return Yuan.rounded(Fraction(self.planned) * self.price.as_fraction())


@dataclass(frozen=True, slots=True)
class QuantityLine:
    """A quantity line as it stands. The first is the work itself; `price` is None where none was estimated."""

    number: int
    name: str
    unit: str
    planned: Decimal | None
    price: Yuan | None
    done: Decimal | None
    accepted: Decimal | None


def check_plan(lines: Iterable[PlannedLine]) -> None:
    """Raises NothingPlanned, NotPriced."""
    found = list(lines)
    if not found or any(line.planned <= 0 for line in found):
        raise NothingPlanned()
    if any(line.price <= Yuan(0) for line in found):
        raise NotPriced()


def accepted_part(lines: Iterable[QuantityLine]) -> Fraction:
    """The value of what was accepted ÷ the value of what was done, at the prices of the estimate; 0 to 1.

    With one line the price cancels out: min(accepted, done) ÷ done (docs/product.md rule 5). Raises NotPriced where
    several lines were done and one has no price.
    """
    done = [(line, line.done, line.accepted or Decimal(0)) for line in lines if line.done]
    if len(done) == 1:
        _line, quantity, accepted = done[0]
        return Fraction(min(accepted, quantity)) / Fraction(quantity)
    whole = sum((_value(line, quantity) for line, quantity, _ in done), Fraction(0))
    good = sum((_value(line, min(accepted, quantity)) for line, quantity, accepted in done), Fraction(0))
    return good / whole if whole else Fraction(0)


def _value(line: QuantityLine, quantity: Decimal) -> Fraction:
    if line.price is None:
        raise NotPriced()
    return line.price.as_fraction() * Fraction(quantity)
