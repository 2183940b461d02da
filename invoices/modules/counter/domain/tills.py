"""The till: pieces of money, what was counted, and by how much it differs from what was taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from property_ops.kernel.money import ZERO, Yuan

DENOMINATIONS = (100_00, 50_00, 20_00, 10_00, 5_00, 1_00, 50, 10)
"""Of the renminbi in use, in fen."""


class TillMovement(NamedTuple):
    """Cash that came into a till, or went out of it (below zero): by the number of its paper."""

    source: str
    amount: Yuan


class OtherTaking(NamedTuple):
    """What a cashier took otherwise than in cash: how often and how much."""

    channel: str
    times: int
    amount: Yuan


@dataclass(frozen=True, slots=True)
class TillCount:
    """What is in the drawer: pieces by denomination (fen), and the change money that stays in it."""

    pieces: Mapping[int, int]
    change: Yuan = ZERO

    @property
    def counted(self) -> Yuan:
        return Yuan(sum(fen * count for fen, count in self.pieces.items()))

    @property
    def handed_over(self) -> Yuan:
        return self.counted - self.change

    def difference(self, taken: Yuan) -> Yuan:
        """Above zero there is too much, below zero too little."""
        return self.handed_over - taken


def amount_of(movements: list[TillMovement]) -> Yuan:
    return sum((one.amount for one in movements), ZERO)
