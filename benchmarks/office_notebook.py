"""What a week's works must cost residents, from a notebook of what was said then (docs/product.md rules 1, 5, 22).

Exact fractions and none of the product's code: a difference between the two is a mistake in one of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction


def half_up(fen: Fraction) -> int:
    return (fen + Fraction(1, 2)).__floor__()


@dataclass
class Shelf:
    """A material in the store: how much, and what it cost."""

    quantity: Fraction = Fraction(0)
    fen: int = 0

    def put(self, quantity: Fraction, fen: int) -> None:
        self.quantity, self.fen = self.quantity + quantity, self.fen + fen

    def take(self, quantity: Fraction) -> int:
        """What it costs in fen: its part of what is there; the last of it costs what is left."""
        fen = self.fen if quantity == self.quantity else half_up(self.fen * quantity / self.quantity)
        self.quantity, self.fen = self.quantity - quantity, self.fen - fen
        return fen


@dataclass
class NotedWork:
    """`price` in fen by line, `done` the last that was reported, `said` by round, party and line."""

    estate: str
    price: dict[int, int]
    percent: Fraction
    building: int | None
    ceiling: int | None = None
    round: int = 1
    done: dict[int, Fraction] = field(default_factory=dict)
    fen: int = 0
    said: dict[int, dict[str, dict[int, Fraction]]] = field(default_factory=dict)
    is_accepted: bool = False
    waits_for_release: bool = False

    def cost(self, fen: int) -> None:
        """What comes in a rework, or after acceptance, is nobody's but the company's."""
        if self.round == 1 and not self.is_accepted:
            self.fen += fen

    def hear(self, party: str, measured: Mapping[int, Fraction], *, parties: int) -> None:
        words = self.said.setdefault(self.round, {})
        words[party] = dict(measured)
        self.is_accepted = len(words) == parties

    def send_back(self) -> None:
        self.round += 1

    def residents(self) -> int:
        """Fen that residents share; nothing before acceptance and where nobody released it in time."""
        if not self.is_accepted or self.waits_for_release:
            return 0
        words = self.said[self.round].values()
        accepted = {line: min([self.done[line], *(word[line] for word in words)]) for line in self.price}
        worth = sum(self.price[line] * self.done[line] for line in self.price)
        ratio = sum(self.price[line] * accepted[line] for line in self.price) / worth
        paid = self.fen * ratio if self.ceiling is None else min(self.fen * ratio, Fraction(self.ceiling))
        return half_up(paid * self.percent / 100)


@dataclass(frozen=True)
class Home:
    code: str
    estate: str
    building: int
    area: Fraction


def shares(work: NotedWork, homes: Sequence[Home]) -> dict[str, int]:
    """By unit: the whole fen of each by area, and one more for the largest rests, ties by the unit's code as text."""
    fen = work.residents()
    mine = [home for home in homes if home.estate == work.estate and work.building in (None, home.building)]
    total = sum((home.area for home in mine), Fraction(0))
    exact = {home.code: fen * home.area / total for home in mine}
    found = {code: share.__floor__() for code, share in exact.items()}
    by_rest = sorted(exact, key=lambda code: (found[code] - exact[code], code))
    for code in by_rest[: fen - sum(found.values())]:
        found[code] += 1
    return {code: share for code, share in found.items() if share}
