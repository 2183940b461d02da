"""The one standard by which all providers are scored: weighted parts, each a count out of a count.

score = Σ weight × part ÷ Σ weight, over the parts of which anything was counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from property_ops.kernel.money import round_half_up
from property_ops.kernel.text import gettext_noop

TENTHS = 10
BEST_RATING = 5


class ScorePart(StrEnum):
    ANSWERED = "answered"
    ON_TIME = "on_time"
    REDONE = "redone"
    RATED = "rated"
    COMPLAINTS = "complaints"


PART_WORDS: Mapping[ScorePart, str] = {
    ScorePart.ANSWERED: gettext_noop("offers answered by their hour ÷ offers made"),
    ScorePart.ON_TIME: gettext_noop("done by the day first promised ÷ done"),
    ScorePart.REDONE: gettext_noop("accepted without being sent back ÷ accepted"),
    ScorePart.RATED: gettext_noop("stars given ÷ five times the ratings"),
    ScorePart.COMPLAINTS: gettext_noop("accepted orders without an upheld complaint ÷ accepted"),
}
"""What is divided by what."""


@dataclass(frozen=True, slots=True)
class PartScore:
    """One part: `done` out of `of`, and how much it weighs."""

    part: ScorePart
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
class ProviderScore:
    parts: Sequence[PartScore]

    @property
    def value(self) -> Decimal | None:
        """0 to 100 with one decimal, half up; none while nothing was counted."""
        counted = [part for part in self.parts if part.share is not None]
        weight = sum(part.weight for part in counted)
        if not weight:
            return None
        return _tenths(100 * sum((part.weight * (part.share or Fraction(0)) for part in counted), Fraction(0)) / weight)


def scored(weights: Mapping[ScorePart, int], counts: Mapping[ScorePart, tuple[int, int]]) -> ProviderScore:
    """`counts` are (done, of) by part; what is missing was not counted."""
    return ProviderScore([PartScore(part, weights[part], *counts.get(part, (0, 0))) for part in ScorePart])


def _tenths(value: Fraction) -> Decimal:
    return Decimal(round_half_up(value * TENTHS)) / TENTHS
