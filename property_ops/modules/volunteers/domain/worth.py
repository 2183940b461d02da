"""What volunteers' hours are worth: hours × rate, rounded half up to the fen once an activity."""

from collections.abc import Iterable
from fractions import Fraction

from property_ops.kernel.money import ZERO, Yuan

HALVES = 2
MOST_HALVES = 24
"""Of one person in one activity: twelve hours."""


def worth(halves: int, fen_an_hour: int) -> Yuan:
    return Yuan.rounded(Fraction(halves * fen_an_hour, HALVES * 100))


def together(parts: Iterable[Yuan]) -> Yuan:
    return sum(parts, ZERO)
