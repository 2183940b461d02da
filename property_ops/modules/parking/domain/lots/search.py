"""Searches directions of rows and ways across them for the most places, then fills what is left over."""

from collections.abc import Iterator, Mapping, Sequence
from math import cos, pi, sin

import numpy as np
import shapely
from shapely import Polygon, affinity
from shapely.geometry.base import BaseGeometry

from property_ops.modules.parking.domain.lots.drawing import Lot
from property_ops.modules.parking.domain.lots.interlocking import interlocked
from property_ops.modules.parking.domain.lots.rows import Corners
from property_ops.modules.parking.domain.lots.scanning import Ground
from property_ops.modules.parking.domain.lots.site import CarPlace, Site, bands, directions, together
from property_ops.modules.parking.domain.lots.stacking import STEP, PlacedRow, best_stack
from property_ops.modules.parking.domain.lots.standards import (
    FIRE_LANE_WIDTH,
    METRE,
    PARALLEL,
    SHARP,
    SPACE_WIDTH,
    SQUARE,
    STEEP,
)

Aisles = Mapping[int, int]
SLANTED = (SHARP, STEEP)
CANDIDATES = 2
"""How many of the best stacks are laid out anew beside their way across, beside taking away what stands on it."""
ROUNDS_OF_FILLING = 2
TOUCHING = 2
"""mm"""


def find_places(lot: Lot, angle: int, aisles: Aisles) -> list[CarPlace]:
    """The most places found with rows at this angle. Each can be reached from an entrance; empty where none fits."""
    site = Site.of(lot)
    width = max(aisles[angle], FIRE_LANE_WIDTH)
    ranked: list[tuple[int, int, float, BaseGeometry, list[CarPlace]]] = []
    for direction in _both_ways(directions(lot), angle):
        everywhere = _stack(site, angle, aisles, direction)
        for band in bands(lot, site, direction, width):
            beside = site.reachable(_clear_of(everywhere, band))
            ranked.append((-len(beside), len(ranked), direction, band, beside))
    best: list[CarPlace] = []
    way_across: BaseGeometry = Polygon()
    for _spaces, _order, direction, band, without in sorted(ranked, key=lambda one: one[:2])[:CANDIDATES]:
        anew = site.reachable(_stack(site, angle, aisles, direction, parking=site.parking.difference(band)))
        found = max(anew, without, key=len)
        if len(found) > len(best):
            best, way_across = found, band
    for _round in range(ROUNDS_OF_FILLING):
        more = _filling(lot, site, angle, aisles, best, way_across)
        if not more:
            break
        best = [*best, *more]
    return best


def _both_ways(found: Sequence[float], angle: int) -> Iterator[float]:
    """Slanted spaces lean with the traffic: their rows can run either way."""
    for direction in found:
        yield direction
        if angle not in (SQUARE, PARALLEL):
            yield direction + pi


def _clear_of(places: Sequence[CarPlace], band: BaseGeometry) -> list[CarPlace]:
    if band.is_empty or not places:
        return list(places)
    spaces = shapely.polygons(np.array([place.space for place in places]))
    crossed = shapely.area(shapely.intersection(band, spaces)) > METRE
    return [place for place, is_crossed in zip(places, crossed, strict=True) if not is_crossed]


def _stack(
    site: Site,
    angle: int,
    aisles: Aisles,
    direction: float,
    *,
    parking: BaseGeometry | None = None,
    driving: BaseGeometry | None = None,
    first_run: int = 0,
    step: int = STEP,
) -> list[CarPlace]:
    """Rows of one direction on the site, or on parts of it."""
    turned = [
        _turned(area, -direction)
        for area in (site.parking if parking is None else parking, site.driving if driving is None else driving)
    ]
    ground, around = Ground.of(turned[0]), Ground.of(turned[1])
    rows = best_stack(angle, aisles[angle], ground, around, step=step)
    if step and angle in SLANTED and rows:
        bases = (rows[0].v, turned[0].bounds[1])
        rows = max(rows, interlocked(angle, aisles[angle], turned[0], around, bases), key=_spaces_in)
    turn = np.array([[cos(direction), sin(direction)], [-sin(direction), cos(direction)]])
    places: list[CarPlace] = []
    for row in rows:
        places += _places(row, turn, first_run + (places[-1].run + 1 - first_run if places else 0))
    return places


def _turned(area: BaseGeometry, angle: float) -> BaseGeometry:
    """Turned corners are rounded to the last digit: of edges a hair's breadth apart, some then cross."""
    turned = affinity.rotate(area, angle, origin=(0, 0), use_radians=True)
    return turned if turned.is_valid else shapely.make_valid(turned, method="structure", keep_collapsed=False)


def _spaces_in(rows: Sequence[PlacedRow]) -> int:
    return sum(row.count for row in rows)


def _places(row: PlacedRow, turn: Corners, run: int) -> Iterator[CarPlace]:
    previous = None
    for start in row.starts:
        if previous is not None and start - previous > row.shape.pitch + TOUCHING:
            run += 1
        previous = start
        space, way = (np.round(shape.at(start, row.v) @ turn) for shape in (row.shape.space, row.shape.way))
        yield CarPlace(row.shape.angle, run, space, Polygon(way))


def _filling(
    lot: Lot, site: Site, angle: int, aisles: Aisles, places: Sequence[CarPlace], band: BaseGeometry
) -> list[CarPlace]:
    """The rows, of the direction and angle with the most, that take no place's way: neither into it nor to it."""
    spaces = together(Polygon(place.space) for place in places)
    spaces = spaces.buffer(TOUCHING, join_style="mitre").simplify(TOUCHING)
    ways = together(place.way for place in places)
    parking = _roomy(site.parking.difference(together([spaces, ways, band])))
    driving = site.driving.difference(spaces).intersection(parking.buffer(2 * FIRE_LANE_WIDTH, quad_segs=1))
    run = places[-1].run + 1 if places else 0
    best: list[CarPlace] = []
    for kind in dict.fromkeys((angle, PARALLEL)):
        for direction in _both_ways(directions(lot), kind):
            found = _stack(site, kind, aisles, direction, parking=parking, driving=driving, first_run=run, step=0)
            if len(found) > len(best):
                best = found
    return _harmless(site, places, best)


def _roomy(area: BaseGeometry) -> BaseGeometry:
    """Without the slivers in which no space could stand."""
    core = area.buffer(TOUCHING - SPACE_WIDTH / 2, join_style="mitre")
    return area.intersection(core.buffer(SPACE_WIDTH, join_style="mitre"))


def _harmless(site: Site, places: Sequence[CarPlace], more: Sequence[CarPlace]) -> list[CarPlace]:
    """Of the further runs those after which all places can still be reached."""
    taken: list[CarPlace] = []
    for run in dict.fromkeys(place.run for place in more):
        all_of_them = [*places, *taken, *(place for place in more if place.run == run)]
        if len(site.reachable(all_of_them)) == len(all_of_them):
            taken = all_of_them[len(places) :]
    return taken
