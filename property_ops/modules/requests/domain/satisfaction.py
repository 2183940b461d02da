"""Shares of those who were asked: how many took part, and how many of these are satisfied."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from property_ops.modules.requests.domain.errors import NotATally


@dataclass(frozen=True, slots=True)
class Tally:
    """Those asked, those of them that took part, and those of these that are satisfied. Raises NotATally."""

    asked: int = 0
    took_part: int = 0
    satisfied: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.satisfied <= self.took_part <= self.asked:
            raise NotATally(asked=self.asked, took_part=self.took_part, satisfied=self.satisfied)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.asked + other.asked, self.took_part + other.took_part, self.satisfied + other.satisfied)

    @property
    def participation(self) -> Decimal | None:
        """Per cent of the asked, to two places; None where nobody was asked."""
        return share(self.took_part, self.asked)

    @property
    def satisfaction(self) -> Decimal | None:
        """Per cent of those that took part, to two places."""
        return share(self.satisfied, self.took_part)


def share(part: int, whole: int, *, places: int = 2) -> Decimal | None:
    """Per cent, half up to so many places."""
    if not whole:
        return None
    return (Decimal(part) * 100 / whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def total(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())
