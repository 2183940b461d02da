"""The ground of a lot: where may be parked and driven, and which places a car can reach."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import atan2, cos, pi

import numpy as np
import numpy.typing as npt
import shapely
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from property_ops.modules.parking.domain.lots.drawing import Entrance, Lot, Obstacle
from property_ops.modules.parking.domain.lots.rows import Corners
from property_ops.modules.parking.domain.lots.standards import ENTRANCE_DEPTH, METRE, NARROWEST_WAY

MOST_DIRECTIONS = 4
SHORTEST_EDGE = 5 * METRE
SAME_DIRECTION = pi / 90
IN_A_QUARTER = 4
"""Corners of what stands for a round obstacle; it contains the circle."""


@dataclass(frozen=True, eq=False)
class CarPlace:
    """Where one car stands, in the measures of the lot: `space` from the front left along its back, and the `way` in.

    Places of one `run` stand side by side, in their order.
    """

    angle: int
    run: int
    space: Corners
    way: Polygon

    @property
    def front(self) -> Corners:
        front: Corners = (self.space[0] + self.space[3]) / 2
        return front


@dataclass(frozen=True, eq=False)
class Site:
    """`mouths` are what is kept free behind the entrances, `entries` the lines on which cars come in."""

    outline: Polygon
    parking: BaseGeometry
    driving: BaseGeometry
    mouths: tuple[BaseGeometry, ...]
    entries: tuple[LineString, ...]

    @classmethod
    def of(cls, lot: Lot) -> "Site":
        outline = shapely.orient_polygons(Polygon(lot.outline))
        entries = tuple(_entry(outline, entrance) for entrance in lot.entrances)
        mouths = tuple(
            _mouth(entry, entrance).intersection(outline)
            for entry, entrance in zip(entries, lot.entrances, strict=True)
        )
        driving = outline.difference(together(obstacle_area(one) for one in lot.obstacles if not one.stays_clear))
        clear = [obstacle_area(one) for one in lot.obstacles if one.stays_clear]
        parking = driving.difference(together([fire_lane_area(lot), *mouths, *clear]))
        return cls(outline, parking, driving, mouths, entries)

    def reachable(self, places: Sequence[CarPlace]) -> list[CarPlace]:
        """Those to which a way of `NARROWEST_WAY` leads from an entrance past all the others."""
        if not places:
            return []
        met = self.met(places, self.beside(places, self.roomy))
        return [place for place, is_reached in zip(places, met.tolist(), strict=True) if is_reached]

    def beside(self, places: Sequence[CarPlace], roomy: BaseGeometry) -> BaseGeometry:
        """Where the middle of a car that drives may be, once these are taken."""
        spaces = shapely.multipolygons(shapely.polygons(np.array([place.space for place in places])))
        return roomy.difference(shapely.buffer(spaces, NARROWEST_WAY / 2, quad_segs=4))

    def met(self, places: Sequence[CarPlace], roomy: BaseGeometry) -> npt.NDArray[np.bool_]:
        """For each place, whether its way begins where a car comes to that enters."""
        parts = shapely.get_parts(roomy)
        entered = parts[shapely.intersects(parts, shapely.union_all(self.entries))]
        shapely.prepare(entered)
        return np.asarray(shapely.intersects(entered[:, None], np.array([place.way for place in places])).any(axis=0))

    @cached_property
    def roomy(self) -> BaseGeometry:
        """Where the middle of a car may be that drives on a way of `NARROWEST_WAY`, were nothing parked."""
        return self.driving.buffer(-NARROWEST_WAY / 2)


def together(areas: Iterable[BaseGeometry]) -> BaseGeometry:
    """Their union, on whole millimetres: of edges that lie on each other but for a hair's breadth, areas get lost."""
    return shapely.union_all(list(areas), grid_size=1)


def obstacle_area(obstacle: Obstacle) -> Polygon:
    radius = obstacle.diameter / 2 / cos(pi / 4 / IN_A_QUARTER)
    return Point(obstacle.at).buffer(radius, quad_segs=IN_A_QUARTER)


def fire_lane_area(lot: Lot) -> BaseGeometry:
    if not lot.fire_lane:
        return Polygon()
    return LineString(lot.fire_lane).buffer(lot.fire_lane_width / 2, cap_style="flat", join_style="mitre")


def directions(lot: Lot) -> list[float]:
    """Those of the longest edges and stretches of the fire lane, between 0 and π, the longest first."""
    lengths: dict[float, float] = {}
    for (x, y), (next_x, next_y) in _stretches(lot):
        direction = atan2(next_y - y, next_x - x) % pi
        known = next((one for one in lengths if _between(one, direction) < SAME_DIRECTION), direction)
        lengths[known] = lengths.get(known, 0) + LineString([(x, y), (next_x, next_y)]).length
    ranked = sorted(lengths, key=lambda one: (-round(lengths[one]), one))
    return ranked[:MOST_DIRECTIONS]


def bands(lot: Lot, site: Site, direction: float, width: int) -> Iterator[BaseGeometry]:
    """Where a way across the rows could lead: nowhere, along an edge that crosses them, or from an entrance."""
    yield Polygon()
    across = np.array([cos(direction + pi / 2), cos(direction)]) * site.outline.length
    for entrance in lot.entrances:
        yield LineString([entrance.at - across, entrance.at + across]).buffer(width / 2)
    middle = np.array(site.outline.centroid.coords[0])
    yield LineString([middle - across, middle + across]).buffer(width / 2)
    for (x, y), (next_x, next_y) in _edges(lot):
        edge = LineString([(x, y), (next_x, next_y)])
        is_across = _between(atan2(next_y - y, next_x - x) % pi, direction) > pi / 6
        if edge.length > SHORTEST_EDGE and is_across:
            yield edge.buffer(width, cap_style="flat")


def _edges(lot: Lot) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    return zip(lot.outline, (*lot.outline[1:], lot.outline[0]), strict=True)


def _stretches(lot: Lot) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    yield from _edges(lot)
    yield from zip(lot.fire_lane, lot.fire_lane[1:], strict=False)


def _between(one: float, other: float) -> float:
    """The angle between two directions without sign, at most π/2."""
    difference = abs(one - other) % pi
    return min(difference, pi - difference)


def _entry(outline: Polygon, entrance: Entrance) -> LineString:
    """From the edge nearest to the entrance straight into the lot."""
    corners = shapely.get_coordinates(outline.exterior)
    at = Point(entrance.at)
    start, end = min(itertools.pairwise(corners), key=lambda edge: LineString(edge).distance(at))
    edge = LineString([start, end])
    foot = np.array(edge.interpolate(edge.project(at)).coords[0])
    along = (end - start) / edge.length
    return LineString([foot, foot + np.array([-along[1], along[0]]) * ENTRANCE_DEPTH])


def _mouth(entry: LineString, entrance: Entrance) -> BaseGeometry:
    """As wide as the entrance."""
    return entry.buffer(entrance.width / 2, cap_style="flat")
