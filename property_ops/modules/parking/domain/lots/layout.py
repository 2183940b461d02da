"""Layouts of a lot: what is proposed for each angle, with kinds of spaces, numbers, and metres of line."""

from collections.abc import Mapping, Sequence

import numpy as np
import shapely

from property_ops.modules.parking.domain.lots.assigning import Assigned, assign
from property_ops.modules.parking.domain.lots.drawing import Lot, Spot
from property_ops.modules.parking.domain.lots.errors import NoSpaceFits
from property_ops.modules.parking.domain.lots.planned import PlannedSpace, SpaceLayout, WantedSpaces
from property_ops.modules.parking.domain.lots.search import find_places
from property_ops.modules.parking.domain.lots.standards import AISLES, ANGLES

SAME_LINE = 20
"""mm within which two sides are one painted line."""


def propose(lot: Lot, wanted: WantedSpaces, aisles: Mapping[int, int] = AISLES) -> list[SpaceLayout]:
    """A layout for each angle at which a space fits, the one with the fewest missing and then the most spaces first.
    The same lot always gives the same layouts. Raises NotALot, NoSpaceFits."""
    lot.check()
    layouts = [layout for angle in ANGLES if (layout := lay_out(lot, angle, wanted, aisles)).spaces]
    if not layouts:
        raise NoSpaceFits
    return sorted(layouts, key=lambda one: (sum(one.missing.values()), -len(one.spaces), -one.angle))


def lay_out(lot: Lot, angle: int, wanted: WantedSpaces, aisles: Mapping[int, int] = AISLES) -> SpaceLayout:
    """The lot must be checked."""
    places = find_places(lot, angle, aisles)
    assigned, missing = assign(places, lot, wanted.of)
    spaces = tuple(
        PlannedSpace(number, one.kind, _whole(one.corners), _whole(one.front[None, :])[0])
        for number, one in enumerate(assigned, start=1)
    )
    ways = tuple(_whole(shapely.get_coordinates(one.way)[:-1]) for one in assigned)
    return SpaceLayout(angle, spaces, ways, _line(assigned), missing)


def _whole(corners: np.ndarray) -> tuple[Spot, ...]:
    return tuple((round(x), round(y)) for x, y in corners.tolist())


def _line(assigned: Sequence[Assigned]) -> int:
    """Millimetres to be painted: all sides, where two spaces share a line but once."""
    if not assigned:
        return 0
    ends = [np.stack([one.corners, np.roll(one.corners, -1, axis=0)], axis=1) for one in assigned]
    sides = shapely.linestrings(np.concatenate(ends))
    first, second = shapely.STRtree(sides).query(sides, predicate="dwithin", distance=SAME_LINE)
    once = first < second
    strips = shapely.buffer(sides[first[once]], SAME_LINE, cap_style="flat")
    common = shapely.length(shapely.intersection(sides[second[once]], strips))
    twice = common[common > 2 * SAME_LINE * 2].sum()  # where two sides lie on each other, and do not only touch
    return round((shapely.length(sides).sum() - twice).item())
