"""VAT in a price that includes it (价内含税): taken out once, at the line, so that net and tax add up to the gross."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from property_ops.kernel.apportionment import step_of
from property_ops.kernel.money import ZERO, Yuan, round_half_up


@dataclass(frozen=True, slots=True)
class Split:
    """`net + tax == gross`, always."""

    gross: Yuan
    net: Yuan
    tax: Yuan

    def __add__(self, other: Split) -> Split:
        """Totals are sums of rounded lines (docs/product.md rule 1)."""
        return Split(self.gross + other.gross, self.net + other.net, self.tax + other.tax)

    def __neg__(self) -> Split:
        return Split(-self.gross, -self.net, -self.tax)

    def __mul__(self, times: int) -> Split:
        return Split(self.gross * times, self.net * times, self.tax * times)


NOTHING = Split(ZERO, ZERO, ZERO)


@cache
def _part_of(rate: Decimal) -> Fraction:
    part = Fraction(rate)
    return part / (1 + part)


def split(gross: Yuan, rate: Decimal) -> Split:
    """The tax in a price: gross × rate ÷ (1 + rate), half up to the fen; the net is what remains.

    增值税暂行条例实施细则 第十四条: 销售额 = 含税销售额 ÷ (1 + 税率).
    """
    if rate < 0:
        raise ValueError(f"a VAT rate is not negative: {rate}")
    tax = Yuan(round_half_up(gross.fen * _part_of(rate)))
    return Split(gross, gross - tax, tax)


def credited_part(line: Split, *, before: Yuan, amount: Yuan) -> Split:
    """What a credit of `amount` takes from a billed line of which `before` was credited already.

    The credits of a line together take its tax and its net to the fen, however many they are.
    """
    tax = step_of(line.tax, before=before.fen, step=amount.fen, of=line.gross.fen)
    return Split(amount, amount - tax, tax)


def total_of(splits: Iterable[Split]) -> Split:
    return sum(splits, NOTHING)
