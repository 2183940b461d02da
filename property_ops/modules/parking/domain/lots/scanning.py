"""Where along a row a shape fits: exactly, from the borders of the ground, not by trying out positions.

A border blocks the stretch of positions at which it would run through the shape. Between blocked stretches the shape
lies wholly on the ground or wholly off it, so that one look at each stretch tells.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import inf

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from property_ops.modules.parking.domain.lots.rows import RowShape, Shape

Numbers = npt.NDArray[np.float64]
Runs = tuple[tuple[float, int], ...]
"""Where along a row how many shapes stand, a pitch apart."""
LEEWAY = 1
"""mm by which a shape may touch a border: a lot as wide as its spaces holds them."""


@dataclass(frozen=True, eq=False)
class Ground:
    """An area in the measures of a row, with its borders as segments (n, 2, 2)."""

    area: BaseGeometry
    borders: Numbers

    @classmethod
    def of(cls, area: BaseGeometry) -> "Ground":
        shapely.prepare(area)
        parts = shapely.get_parts(area)
        rings = shapely.get_rings(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON])
        corners, ring = shapely.get_coordinates(rings, return_index=True)
        is_side = ring[1:] == ring[:-1]
        return cls(area, np.stack([corners[:-1][is_side], corners[1:][is_side]], axis=1))

    def blocked(self, shape: Shape, heights: Numbers) -> tuple[npt.NDArray[np.intp], Numbers]:
        """(n), (n, 2): at which of the heights, and on which stretch of `u`, a border runs through the shape.

        A border that is not as high or as low as the shape blocks nothing there.
        """
        (_first_u, first_v), (_last_u, last_v) = self.borders[:, 0].T, self.borders[:, 1].T
        lowest, highest = np.minimum(first_v, last_v), np.maximum(first_v, last_v)
        bottom = heights + (shape.heights[0] + LEEWAY)
        top = heights + (shape.heights[-1] - LEEWAY)
        row, border = np.nonzero((lowest < top[:, None]) & (highest > bottom[:, None]))
        low, high = np.maximum(lowest[border], bottom[row]), np.minimum(highest[border], top[row])
        if shape.is_upright:
            left, right = self._across(border, np.stack([low, high], axis=1))
            begins, ends = left.min(1) - shape.right[0], right.max(1) - shape.left[0]
            return row, np.stack([begins + LEEWAY, ends - LEEWAY], axis=1)
        corners = np.clip(shape.heights + heights[row][:, None], low[:, None], high[:, None])
        samples = np.concatenate([low[:, None], high[:, None], corners], axis=1)
        left, right = self._across(border, samples)
        local = samples - heights[row][:, None]
        begins = (left - np.interp(local, shape.heights, shape.right)).min(1) + LEEWAY
        ends = (right - np.interp(local, shape.heights, shape.left)).max(1) - LEEWAY
        return row, np.stack([begins, ends], axis=1)

    def _across(self, border: npt.NDArray[np.intp], heights: Numbers) -> tuple[Numbers, Numbers]:
        """Where borders are at some heights: from and to the same `u`, but for level ones."""
        (first_u, first_v), (last_u, last_v) = self.borders[border, 0].T, self.borders[border, 1].T
        rise = last_v - first_v
        level = np.abs(rise) < LEEWAY / 100
        slope = np.where(level, 0, (last_u - first_u) / np.where(level, 1, rise))
        places = first_u[:, None] + (heights - first_v[:, None]) * slope[:, None]
        return (
            np.where(level[:, None], np.minimum(first_u, last_u)[:, None], places),
            np.where(level[:, None], np.maximum(first_u, last_u)[:, None], places),
        )


def runs(row: RowShape, asked: Numbers, parking: Ground, driving: Ground) -> Iterator[Runs]:
    """For each height that is asked as many positions as there is room for, from the left, a pitch apart at least."""
    pairs = [parking.blocked(row.space, asked), driving.blocked(row.way, asked)]
    rows, low, high = _gaps(*(np.concatenate(parts) for parts in zip(*pairs, strict=True)))
    at, middle = asked[rows], (low + high) / 2
    on_ground = np.logical_and(
        *(
            shapely.contains_xy(ground.area, shape.middle[0] + middle, shape.middle[1] + at)
            for ground, shape in ((parking, row.space), (driving, row.way))
        )
    )
    edges = np.searchsorted(rows[on_ground], np.arange(len(asked) + 1))
    low, high = low[on_ground].tolist(), high[on_ground].tolist()
    for first, last in pairwise(edges.tolist()):
        yield tuple(_runs(row.pitch, low[first:last], high[first:last]))


def _runs(pitch: float, lows: list[float], highs: list[float]) -> Iterator[tuple[float, int]]:
    least = -inf
    for gap, high in zip(lows, highs, strict=True):
        low = max(gap, least)
        if high >= low:
            count = int((high - low) // pitch) + 1
            yield low, count
            least = low + (count - 1) * pitch + pitch


def _gaps(rows: npt.NDArray[np.intp], stretches: Numbers) -> tuple[npt.NDArray[np.intp], Numbers, Numbers]:
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
