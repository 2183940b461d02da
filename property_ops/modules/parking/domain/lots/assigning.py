"""Which places become accessible and which get a charger.

Accessible spaces are half a space wider: two of them take three places side by side, as near to an entrance as can be.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely import Point, Polygon

from property_ops.modules.parking.domain.lots.drawing import Lot
from property_ops.modules.parking.domain.lots.rows import Corners
from property_ops.modules.parking.domain.lots.site import CarPlace
from property_ops.modules.parking.domain.lots.standards import PARALLEL, PlannedKind

Wishes = Callable[[PlannedKind, int], int]
ON_ONE_LINE = 2
"""mm"""


@dataclass(frozen=True, eq=False)
class Assigned:
    kind: PlannedKind
    corners: Corners
    front: Corners
    way: Polygon


@dataclass
class _Choice:
    """Places by their index: `pairs` are the first of three, `single` the first of two."""

    pairs: list[int] = field(default_factory=list)
    single: list[int] = field(default_factory=list)

    @property
    def taken(self) -> set[int]:
        threes = {first + step for first in self.pairs for step in range(3)}
        return threes | {first + step for first in self.single for step in range(2)}

    @property
    def accessible(self) -> int:
        return 2 * len(self.pairs) + len(self.single)

    @property
    def lost(self) -> int:
        """How many spaces fewer there are than places."""
        return len(self.pairs) + len(self.single)


def assign(places: Sequence[CarPlace], lot: Lot, wishes: Wishes) -> tuple[list[Assigned], Mapping[PlannedKind, int]]:
    """The spaces, place by place, and how many of each kind are missing."""
    ranks = _by_distance(places, lot)
    choice = _choose(places, ranks, wishes)
    spaces = len(places) - choice.lost
    plain = [index for index in ranks if index not in choice.taken]
    charging = wishes(PlannedKind.CHARGING, spaces)
    chargers = set(sorted(plain, key=lambda index: places[index].angle == PARALLEL)[:charging])
    missing = {
        PlannedKind.ACCESSIBLE: max(0, wishes(PlannedKind.ACCESSIBLE, spaces) - choice.accessible),
        PlannedKind.CHARGING: max(0, charging - len(chargers)),
    }
    found: list[Assigned] = []
    for index, place in enumerate(places):
        if index in choice.pairs:
            found += _pair(*places[index : index + 3])
        elif index in choice.single:
            found.append(_widened(place, places[index + 1], first_half=True))
        elif index not in choice.taken:
            found.append(Assigned(_kind(place, index in chargers), place.space, place.front, place.way))
    return found, {kind: count for kind, count in missing.items() if count}


def _kind(place: CarPlace, has_charger: bool) -> PlannedKind:
    if has_charger:
        return PlannedKind.CHARGING
    return PlannedKind.PARALLEL if place.angle == PARALLEL else PlannedKind.STANDARD


def _by_distance(places: Sequence[CarPlace], lot: Lot) -> list[int]:
    """Run by run, the run nearest to an entrance first."""
    entrances = shapely.union_all([Point(entrance.at) for entrance in lot.entrances])
    distances = [round(entrances.distance(Point(place.front))) for place in places]
    nearest: dict[int, int] = {}
    for place, distance in zip(places, distances, strict=True):
        nearest[place.run] = min(distance, nearest.get(place.run, distance))
    return sorted(
        range(len(places)), key=lambda index: (nearest[places[index].run], places[index].run, distances[index], index)
    )


def _choose(places: Sequence[CarPlace], ranks: Sequence[int], wishes: Wishes) -> _Choice:
    """Threes, and a two at the end where an odd number is wanted; as many as the share of what then remains."""
    choice = _Choice()

    def short() -> int:
        return wishes(PlannedKind.ACCESSIBLE, len(places) - choice.lost) - choice.accessible

    for length, chosen, least in ((3, choice.pairs, 2), (2, choice.single, 1)):
        for first in _sets(places, ranks, length):
            if short() < least:
                break
            if choice.taken.isdisjoint(range(first, first + length)):
                chosen.append(first)
    return choice


def _sets(places: Sequence[CarPlace], ranks: Sequence[int], length: int) -> Iterator[int]:
    for first in ranks:
        together = places[first : first + length]
        is_run = len({place.run for place in together}) == 1 and together[0].angle != PARALLEL
        if len(together) == length and is_run:
            yield first


def _pair(first: CarPlace, middle: CarPlace, last: CarPlace) -> list[Assigned]:
    return [_widened(first, middle, first_half=True), _widened(last, middle, first_half=False)]


def _widened(place: CarPlace, beside: CarPlace, *, first_half: bool) -> Assigned:
    """The place with the half of its neighbour that lies next to it, on which a wheelchair passes."""
    front_left, back_left, back_right, front_right = beside.space
    middle_front, middle_back = (front_left + front_right) / 2, (back_left + back_right) / 2
    half = (
        (front_left, back_left, middle_back, middle_front)
        if first_half
        else (middle_front, middle_back, back_right, front_right)
    )
    both = shapely.union_all([Polygon(place.space).buffer(1, join_style="mitre"), Polygon(np.array(half))])
    corners = shapely.get_coordinates(both.simplify(ON_ONE_LINE).exterior)[:-1]
    return Assigned(PlannedKind.ACCESSIBLE, corners, place.front, place.way)
