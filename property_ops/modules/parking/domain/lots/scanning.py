"""Where along a row a shape fits: exactly, from the borders of the ground, not by trying out positions.

A border blocks the stretch of positions at which it would run through the shape. Between blocked stretches the shape
lies wholly on the ground or wholly off it, so that one look at each stretch tells.
"""

from dataclasses import dataclass
from functools import cached_property
from math import inf, pi

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from property_ops.modules.parking.domain.lots.rows import RowShape, Shape

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
Runs = tuple[tuple[float, int], ...]
"""Where along a row how many shapes stand, a pitch apart."""
LEEWAY = 1
"""mm by which a shape may touch a border: a lot as wide as its spaces holds them."""
FEW_BORDERS = 150
SHARP_BEND = pi / 6
"""More than between the sides of what stands for a round obstacle."""


@dataclass(frozen=True, eq=False)
class PlacedRow:
    """At height `v`, in the measures of the direction."""

    shape: RowShape
    v: float
    runs: Runs

    @property
    def count(self) -> int:
        return sum(count for _first, count in self.runs)

    @property
    def starts(self) -> Numbers:
        """Positions along the row."""
        found = [first + self.shape.pitch * np.arange(count, dtype=np.float64) for first, count in self.runs]
        return np.concatenate(found) if found else np.empty(0)


@dataclass(frozen=True, eq=False)
class Ground:
    """An area in the measures of a row, with its borders as segments (n, 2, 2), and the heights of its corners.

    Among many borders, what is round has only a highest and a lowest corner: between them nothing changes at once.
    """

    area: BaseGeometry
    borders: Numbers
    corners: Numbers

    @classmethod
    def of(cls, area: BaseGeometry) -> "Ground":
        shapely.prepare(area)
        parts = shapely.get_parts(area)
        rings = shapely.get_rings(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON])
        corners, ring = shapely.get_coordinates(rings, return_index=True)
        is_side = ring[1:] == ring[:-1]
        borders = np.stack([corners[:-1][is_side], corners[1:][is_side]], axis=1)
        return cls(area, borders, _corners(borders, ring[1:][is_side]))

    def beside(self, shape: Shape, starts: Numbers, v: float) -> "Ground":
        """For shapes that cannot hide among these, which stand on it at one height: their sides block, too."""
        sides = np.stack([shape.corners, np.roll(shape.corners, -1, axis=0)], axis=1)
        at = np.stack([starts, np.full(len(starts), v)], axis=1)
        blocking = (sides + at[:, None, None]).reshape(-1, 2, 2)
        return Ground(self.area, np.concatenate([self.borders, blocking]), self.corners)

    def blocked(self, shape: Shape, heights: Numbers) -> tuple[Places, Numbers]:
        """(n), (n, 2): at which of the heights, and on which stretch of `u`, a border runs through the shape.

        A border that is not as high or as low as the shape blocks nothing there.
        """
        lowest, highest = self.borders[:, :, 1].min(1), self.borders[:, :, 1].max(1)
        bottom = heights + (shape.heights[0] + LEEWAY)
        top = heights + (shape.heights[-1] - LEEWAY)
        row, border = np.nonzero((lowest < top[:, None]) & (highest > bottom[:, None]))
        low, high = np.maximum(lowest[border], bottom[row]), np.minimum(highest[border], top[row])
        if shape.is_upright:
            left, right = self._across(border, np.stack([low, high]))
            begins, ends = left.min(0) - shape.right[0], right.max(0) - shape.left[0]
            return row, np.stack([begins + LEEWAY, ends - LEEWAY], axis=1)
        base = heights[row]
        samples = np.stack([low, high, *(np.clip(base + height, low, high) for height in shape.heights[1:-1])])
        left, right = self._across(border, samples)
        local = samples - base
        begins = (left - np.interp(local, shape.heights, shape.right)).min(0) + LEEWAY
        ends = (right - np.interp(local, shape.heights, shape.left)).max(0) - LEEWAY
        return row, np.stack([begins, ends], axis=1)

    def holds(self, shape: Shape, u: Numbers, v: Numbers) -> npt.NDArray[np.bool_]:
        """Whether the middle of the shape lies on the ground, at each of these positions."""
        return np.asarray(shapely.contains_xy(self.area, shape.middle[0] + u, shape.middle[1] + v))

    def _across(self, border: Places, heights: Numbers) -> tuple[Numbers, Numbers]:
        """Where borders, a column each, are at some heights: from and to the same `u`, but for level ones."""
        first_u, first_v, slope, is_level = (column[border] for column in self._lines)
        places = first_u + (heights - first_v) * slope
        if not is_level.any():
            return places, places
        ends = self.borders[border, :, 0]
        return np.where(is_level, ends.min(1), places), np.where(is_level, ends.max(1), places)

    @cached_property
    def _lines(self) -> tuple[Numbers, Numbers, Numbers, npt.NDArray[np.bool_]]:
        """Of each border: where it begins, how far it goes along the row for a height, and whether it is level."""
        (first_u, first_v), (last_u, last_v) = self.borders[:, 0].T, self.borders[:, 1].T
        rise = last_v - first_v
        is_level = np.abs(rise) < LEEWAY / 100
        slope = np.where(is_level, 0, (last_u - first_u) / np.where(is_level, 1, rise))
        return first_u.copy(), first_v.copy(), slope, is_level


def _corners(borders: Numbers, ring: Places) -> Numbers:
    """Heights, in whole millimetres, at which a border bends sharply, or turns from up to down or to level. Of few
    borders every corner counts."""
    if len(borders) <= FEW_BORDERS:
        return np.unique(np.round(borders[:, :, 1]))
    starts = np.flatnonzero(np.diff(ring, prepend=-1))
    before = np.arange(len(borders)) - 1
    before[starts] = np.append(starts[1:], len(borders)) - 1
    side = borders[:, 1] - borders[:, 0]
    last = side[before]
    along, across = (last * side).sum(1), last[:, 0] * side[:, 1] - last[:, 1] * side[:, 0]
    is_sharp = np.abs(np.arctan2(across, along)) > SHARP_BEND
    is_passed = last[:, 1] * side[:, 1] > 0
    return np.unique(np.round(borders[is_sharp | ~is_passed, 0, 1]))


@dataclass(frozen=True, eq=False)
class Standing:
    """How many of a row's shapes stand at each of some heights; and where, in stretches one behind the other."""

    row: RowShape
    heights: Numbers
    counts: Places
    edges: Places
    """Of a height, which of the stretches are its own: from this place up to the next."""
    starts: Numbers
    in_stretch: Places

    def at(self, place: int) -> "PlacedRow":
        own = slice(*self.edges[place : place + 2].tolist())
        found = zip(self.starts[own].tolist(), self.in_stretch[own].tolist(), strict=True)
        return PlacedRow(self.row, self.heights[place].item(), tuple(run for run in found if run[1]))


def standing(row: RowShape, asked: Numbers, parking: Ground, driving: Ground) -> Standing:
    """At each height that is asked as many as there is room for, from the left, a pitch apart at least."""
    pairs = [parking.blocked(row.space, asked), driving.blocked(row.way, asked)]
    rows, low, high = _gaps(*(np.concatenate(parts) for parts in zip(*pairs, strict=True)))
    at, middle = asked[rows], (low + high) / 2
    on_ground = parking.holds(row.space, middle, at)
    on_ground[on_ground] = driving.holds(row.way, middle[on_ground], at[on_ground])
    edges = np.searchsorted(rows[on_ground], np.arange(len(asked) + 1))
    return Standing(row, asked, *_filled(row.pitch, edges, low[on_ground], high[on_ground]))


def _filled(pitch: float, edges: Places, low: Numbers, high: Numbers) -> tuple[Places, Places, Numbers, Places]:
    """Counts, edges, starts and counts in stretches of `Standing`: all heights at once, a stretch of each at a time."""
    starts, in_stretch = low.copy(), np.zeros(len(low), np.intp)
    counts, least = np.zeros(len(edges) - 1, np.intp), np.full(len(edges) - 1, -inf)
    following = edges[:-1].copy()
    while len(some := np.flatnonzero(following < edges[1:])):
        at = following[some]
        following[some] += 1
        start = np.maximum(low[at], least[some])
        has_room = high[at] >= start
        some, at, start = some[has_room], at[has_room], start[has_room]
        count = ((high[at] - start) // pitch).astype(np.intp) + 1
        starts[at], in_stretch[at] = start, count
        counts[some] += count
        least[some] = start + (count - 1) * pitch + pitch
    return counts, edges, starts, in_stretch


def _gaps(rows: Places, stretches: Numbers) -> tuple[Places, Numbers, Numbers]:
    """Row, from and to of what lies between the first and the last blocked stretch of each row. Between them the ground
    is the same throughout: a look at the middle tells."""
    if not len(rows):
        return rows, np.empty(0), np.empty(0)
    order = np.lexsort((stretches[:, 0], rows))
    rows, begins, ends = rows[order], stretches[order, 0], stretches[order, 1]
    apart = rows * (ends.max() - begins.min() + 1)  # rows one behind the other, so that one look finds how far all go
    reached = np.maximum.accumulate(ends + apart)[:-1] - apart[:-1]
    is_free = (rows[1:] == rows[:-1]) & (begins[1:] >= reached)
    return rows[1:][is_free], reached[is_free], begins[1:][is_free]
