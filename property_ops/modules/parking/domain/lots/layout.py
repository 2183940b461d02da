"""Layouts of a lot: what is proposed for each angle, with kinds of spaces, numbers, and metres of line."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import shapely
from shapely import LineString, Polygon

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
    sides = [side for one in assigned for side in _sides(one.corners)]
    whole = sum(side.length for side in sides)
    tree = shapely.STRtree(sides)
    first, second = tree.query(sides, predicate="dwithin", distance=SAME_LINE)
    twice = sum(_shared(sides[one], sides[other]) for one, other in zip(first, second, strict=True) if one < other)
    return round(whole - twice)


def _sides(corners: np.ndarray) -> Iterator[LineString]:
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        yield LineString([start, end])


def _shared(one: LineString, other: LineString) -> float:
    """The length at which two sides lie on each other."""
    strip: Polygon = one.buffer(SAME_LINE, cap_style="flat")
    common = other.intersection(strip).length
    is_along = common > 2 * SAME_LINE * 2
    return common if is_along else 0
