"""A score of weighted parts, each a count out of a count.

score = Σ weight × part ÷ Σ weight, over the parts of which anything was counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from property_ops.kernel.money import round_half_up

TENTHS = 10


@dataclass(frozen=True, slots=True)
class PartScore:
    """One part: `done` out of `of`, and how much it weighs."""

    part: str
    weight: int
    done: int
    of: int

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.done, self.of) if self.of else None

    @property
    def points(self) -> Decimal | None:
        """What it brings of its weight, with one decimal; none where nothing was counted."""
        return None if self.share is None else _tenths(self.weight * self.share)


@dataclass(frozen=True, slots=True)
class WeighedScore:
    parts: Sequence[PartScore]

    @property
    def value(self) -> Decimal | None:
        """0 to 100 with one decimal, half up; none while nothing was counted."""
        counted = [part for part in self.parts if part.share is not None]
        weight = sum(part.weight for part in counted)
        if not weight:
            return None
        return _tenths(100 * sum((part.weight * (part.share or Fraction(0)) for part in counted), Fraction(0)) / weight)


def scored(parts: Iterable[str], weights: Mapping[str, int], counts: Mapping[str, tuple[int, int]]) -> WeighedScore:
    """`counts` are (done, of) by part; what is missing was not counted."""
    return WeighedScore([PartScore(part, weights[part], *counts.get(part, (0, 0))) for part in parts])


def _tenths(value: Fraction) -> Decimal:
    return Decimal(round_half_up(value * TENTHS)) / TENTHS
