"""Where along a row a shape fits: exactly, from the borders of the ground, not by trying out positions.

A border blocks the stretch of positions at which it would run through the shape. Between blocked stretches the shape
lies wholly on the ground or wholly off it, so that one look at each stretch tells.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from property_ops.modules.parking.domain.lots.rows import RowShape, Shape

Numbers = npt.NDArray[np.float64]
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
        rings = [
            shapely.get_coordinates(ring)
            for part in shapely.get_parts(area)
            if part.geom_type == "Polygon"
            for ring in (part.exterior, *part.interiors)
        ]
        pairs = [np.stack([ring[:-1], ring[1:]], axis=1) for ring in rings]
        return cls(area, np.concatenate(pairs) if pairs else np.empty((0, 2, 2)))

    def blocked(self, shape: Shape, heights: Numbers) -> Numbers:
        """(heights, borders, 2): the stretch of `u` at which each border runs through the shape at each height.

        A border that is not as high or as low as the shape blocks nothing: its stretch is empty, from ∞ to -∞.
        """
        (_first_u, first_v), (_last_u, last_v) = self.borders[:, 0].T, self.borders[:, 1].T
        lowest, highest = np.minimum(first_v, last_v), np.maximum(first_v, last_v)
        bottom = (heights + (shape.heights[0] + LEEWAY))[:, None]
        top = (heights + (shape.heights[-1] - LEEWAY))[:, None]
        crossing = (lowest < top) & (highest > bottom)
        row, border = np.nonzero(crossing)
        low, high = np.maximum(lowest[border], bottom[row, 0]), np.minimum(highest[border], top[row, 0])
        corners = np.clip(shape.heights + heights[row][:, None], low[:, None], high[:, None])
        samples = np.concatenate([low[:, None], high[:, None], corners], axis=1)
        left, right = self._across(border, samples)
        local = samples - heights[row][:, None]
        found = np.empty((*crossing.shape, 2))
        found[:] = np.inf, -np.inf
        found[row, border, 0] = (left - np.interp(local, shape.heights, shape.right)).min(1) + LEEWAY
        found[row, border, 1] = (right - np.interp(local, shape.heights, shape.left)).max(1) - LEEWAY
        return found

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


def starts(row: RowShape, heights: Sequence[float], parking: Ground, driving: Ground) -> Iterator[Numbers]:
    """For each height as many positions along the row as there is room for, from the left, a pitch apart at least."""
    asked = np.array(heights)
    stretches = np.concatenate([parking.blocked(row.space, asked), driving.blocked(row.way, asked)], axis=1)
    stretches = np.take_along_axis(stretches, np.argsort(stretches[:, :, :1], axis=1, kind="stable"), axis=1)
    reached = np.maximum.accumulate(stretches[:, :, 1], axis=1)
    rows, low, high = _gaps(stretches[:, :, 0], reached)
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
        yield _starts(row.pitch, zip(low[first:last], high[first:last], strict=True))


def _starts(pitch: float, gaps: Iterable[tuple[float, float]]) -> Numbers:
    found: list[Numbers] = []
    least = -np.inf
    for gap, high in gaps:
        low = max(gap, least)
        if high < low:
            continue
        places: Numbers = low + pitch * np.arange(int((high - low) // pitch) + 1, dtype=np.float64)
        found.append(places)
        least = places[-1] + pitch
    return np.concatenate(found) if found else np.empty(0)


def _gaps(begins: Numbers, reached: Numbers) -> tuple[npt.NDArray[np.intp], Numbers, Numbers]:
    """Row, from and to of what lies between the first and the last blocked stretch of each row; `reached` is how far
    those before each one go. Between them the ground is the same throughout: a look at the middle tells."""
    is_free = (begins[:, 1:] >= reached[:, :-1]) & np.isfinite(begins[:, 1:]) & np.isfinite(reached[:, :-1])
    rows, places = np.nonzero(is_free)
    return rows, reached[rows, places], begins[rows, places + 1]
