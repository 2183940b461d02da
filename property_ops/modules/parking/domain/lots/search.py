"""Searches directions of rows and ways across them for the most places, then fills what is left over."""

from collections.abc import Iterator, Mapping, Sequence
from math import cos, inf, pi, sin

import numpy as np
import shapely
from shapely import Polygon, affinity
from shapely.geometry.base import BaseGeometry

from property_ops.modules.parking.domain.lots.drawing import Lot
from property_ops.modules.parking.domain.lots.interlocking import interlocked
from property_ops.modules.parking.domain.lots.rows import Corners, RowShape, Shape, row_shape
from property_ops.modules.parking.domain.lots.scanning import Ground, PlacedRow
from property_ops.modules.parking.domain.lots.site import CarPlace, Site, bands, directions, together
from property_ops.modules.parking.domain.lots.stacking import STEP, best_stack
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
    stacks = []
    for direction in _both_ways(directions(lot), angle):
        everywhere = _stack(site, angle, aisles, direction)
        stacks += [(direction, band, _clear_of(everywhere, band)) for band in bands(lot, site, direction, width)]
    best: list[CarPlace] = []
    way_across: BaseGeometry = Polygon()
    for direction, band, without in _most_reachable(site, stacks):
        anew = site.reachable(_stack(site, angle, aisles, direction, parking=site.parking.difference(band)))
        found = max(anew, without, key=len)
        if len(found) > len(best):
            best, way_across = found, band
    hopes = {(kind, way): inf for kind in (angle, PARALLEL) for way in _both_ways(directions(lot), kind)}
    for _round in range(ROUNDS_OF_FILLING):
        more = _filling(site, hopes, aisles, best, way_across)
        if not more:
            break
        best = [*best, *more]
    return best


def _most_reachable(
    site: Site, stacks: Sequence[tuple[float, BaseGeometry, list[CarPlace]]]
) -> list[tuple[float, BaseGeometry, list[CarPlace]]]:
    """The `CANDIDATES` with the most places that can be reached: no more are looked at than could be among them."""
    ranked: list[tuple[int, int, list[CarPlace]]] = []
    for order in sorted(range(len(stacks)), key=lambda one: -len(stacks[one][2])):
        _direction, _band, places = stacks[order]
        if len(ranked) == CANDIDATES and len(places) < -ranked[-1][0]:
            break
        beside = site.reachable(places)
        ranked = sorted([*ranked, (-len(beside), order, beside)], key=lambda one: one[:2])[:CANDIDATES]
    return [(*stacks[order][:2], beside) for _count, order, beside in ranked]


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
        rows = interlocked(angle, aisles[angle], ground, around, bases, least=_spaces_in(rows) + 1) or rows
    turn = _turn(direction)
    places: list[CarPlace] = []
    for row in rows:
        places += _places(row, turn, first_run + (places[-1].run + 1 - first_run if places else 0))
    return places


def _turned(area: BaseGeometry, angle: float) -> BaseGeometry:
    """Turned corners are rounded to the last digit: of edges a hair's breadth apart, some then cross."""
    turned = affinity.rotate(area, angle, origin=(0, 0), use_radians=True)
    return turned if turned.is_valid else shapely.make_valid(turned, method="structure", keep_collapsed=False)


def _turn(direction: float) -> Corners:
    return np.array([[cos(direction), sin(direction)], [-sin(direction), cos(direction)]])


def _spaces_in(rows: Sequence[PlacedRow]) -> int:
    return sum(row.count for row in rows)


def _places(row: PlacedRow, turn: Corners, run: int) -> Iterator[CarPlace]:
    at = np.stack([row.starts, np.full(row.count, row.v)], axis=1)[:, None]
    spaces, ways = (np.round((shape.corners + at) @ turn) for shape in (row.shape.space, row.shape.way))
    following = run + np.cumsum(np.diff(row.starts, prepend=row.starts[:1]) > row.shape.pitch + TOUCHING)
    for number, space, way in zip(following.tolist(), spaces, shapely.polygons(ways), strict=True):
        yield CarPlace(row.shape.angle, number, space, way)


def _filling(
    site: Site, hopes: dict[tuple[int, float], float], aisles: Aisles, places: Sequence[CarPlace], band: BaseGeometry
) -> list[CarPlace]:
    """The rows, of the angle and direction with the most, that take no place's way: neither into it nor to it.

    `hopes` says how many were found for each on the greater ground of the round before: there cannot be more now.
    """
    spaces = shapely.multipolygons(shapely.polygons(np.array([place.space for place in places]).reshape(-1, 4, 2)))
    spaces = spaces.buffer(TOUCHING, join_style="mitre").simplify(TOUCHING)
    free = site.parking.difference(together([spaces, *(place.way for place in places), band]))
    core = _core(free, SPACE_WIDTH)
    driving = site.driving.difference(spaces)
    roadways = {kind: _core(driving, row_shape(kind, aisles[kind], 1).disc) for kind in {kind for kind, _way in hopes}}
    run = places[-1].run + 1 if places else 0
    best: list[CarPlace] = []
    for (kind, direction), hope in sorted(hopes.items(), key=lambda one: -one[1]):
        if hope <= len(best):
            break
        turn = _turn(direction)
        rows = [row_shape(kind, aisles[kind], facing) for facing in (1, -1)]
        roadway = roadways[kind]
        origins = [_origins(core, roadway, row, turn) for row in rows]
        if all(at.is_empty for at in origins):
            hopes[kind, direction] = 0
            continue
        stands = [_around(row.space, at, turn) for row, at in zip(rows, origins, strict=True)]
        drives = [_around(row.way, at, turn) for row, at in zip(rows, origins, strict=True)]
        parking = free.intersection(shapely.union_all(stands))
        around = driving.intersection(shapely.union_all([*stands, *drives]))
        found = _stack(site, kind, aisles, direction, parking=parking, driving=around, first_run=run, step=0)
        hopes[kind, direction] = len(found)
        best = max(best, found, key=len)
    return _harmless(site, places, best) if best else []


def _core(area: BaseGeometry, width: float) -> BaseGeometry:
    """Where the middle of a disc of this width may lie."""
    return area.buffer(TOUCHING - width / 2, quad_segs=4)


def _origins(core: BaseGeometry, roadway: BaseGeometry, row: RowShape, turn: Corners) -> BaseGeometry:
    """Where alone a space of such a row could begin. Discs as wide as it roll from its back to its front in the core of
    the ground, and as wide as the way to it along that in the core of what is driven on."""
    corners, middle = row.space.corners, np.array(row.space.middle)
    sides = sorted((corners[1] - corners[0], corners[3] - corners[0]), key=np.linalg.norm)
    short, long = map(np.linalg.norm, sides)
    along = sides[1] / long * ((long - short) / 2 - TOUCHING)
    radius = row.disc / 2
    ahead = [np.array([row.way.middle[0], row.facing * (row.depth + v)]) for v in (radius, row.aisle - radius)]
    return shapely.intersection_all(
        [
            affinity.translate(ground, *-(point @ turn))
            for ground, points in ((core, (middle + along, middle - along)), (roadway, ahead))
            for point in points
        ]
    )


def _around(shape: Shape, origins: BaseGeometry, turn: Corners) -> BaseGeometry:
    """All that such a shape can cover."""
    reach = np.linalg.norm(shape.corners - shape.middle, axis=1).max() / cos(pi / 16)
    return affinity.translate(origins, *(np.array(shape.middle) @ turn)).buffer(reach + TOUCHING, quad_segs=4)


def _harmless(site: Site, places: Sequence[CarPlace], more: Sequence[CarPlace]) -> list[CarPlace]:
    """Of the further runs those after which all places can still be reached."""
    taken, roomy = list[CarPlace](), site.beside(places, site.roomy)
    for run in dict.fromkeys(place.run for place in more):
        added = [place for place in more if place.run == run]
        narrower = site.beside(added, roomy)
        if site.met([*places, *taken, *added], narrower).all():
            taken, roomy = [*taken, *added], narrower
    return taken
