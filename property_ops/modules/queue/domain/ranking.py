"""The order of works that wait, from counts and published weights; and how far the money reaches.

The same counts always give the same order. Money is set aside in that order, up to the first work it does not reach:
what stands further down never overtakes, so that more money adds works and removes none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded


class QueuePart(Worded):
    REQUESTS = "requests", gettext_noop("requests for it")
    MAJOR = "major", gettext_noop("major hazards that it removes")
    LARGER = "larger", gettext_noop("larger hazards that it removes")
    USUAL = "usual", gettext_noop("usual hazards that it removes")
    VOTED = "voted", gettext_noop("carried in a vote of the owners")
    MONTHS = "months", gettext_noop("whole months that it waits")


@dataclass(frozen=True, slots=True)
class PartWeight:
    """Points for each that is counted, of which at most so many count."""

    points: int
    most: int


@dataclass(frozen=True, slots=True)
class WaitingWork:
    """A work that waits since a day; `cost` in fen, None without an estimate; `counts` by part."""

    number: str
    since: date
    cost: int | None
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RankedPart:
    part: str
    count: int
    weight: PartWeight

    @property
    def points(self) -> int:
        return min(self.count, self.weight.most) * self.weight.points


@dataclass(frozen=True, slots=True)
class RankedWork:
    """`upto`: what it and all before it cost, in fen. `is_taken`: the money reaches it."""

    rank: int
    work: WaitingWork
    parts: Sequence[RankedPart]
    upto: int
    is_taken: bool

    @property
    def score(self) -> int:
        return sum(part.points for part in self.parts)


def ranked(works: Iterable[WaitingWork], weights: Mapping[str, PartWeight], budget: int) -> list[RankedWork]:
    """By points; of equal points what waits longer, then by number. `budget` in fen.

    A work without an estimate keeps its place and takes no money.
    """
    scored = [
        (work, [RankedPart(part, work.counts.get(part, 0), weights[part]) for part in QueuePart]) for work in works
    ]
    scored.sort(key=lambda one: (-sum(part.points for part in one[1]), one[0].since, one[0].number))
    found, upto = [], 0
    for rank, (work, parts) in enumerate(scored, start=1):
        upto += work.cost or 0
        found.append(RankedWork(rank, work, parts, upto, work.cost is not None and upto <= budget))
    return found


def points_missing(queue: Sequence[RankedWork], rank: int) -> int:
    """How many points more would bring it before the one that stands before it; none for the first."""
    return queue[rank - 2].score - queue[rank - 1].score + 1 if rank > 1 else 0
