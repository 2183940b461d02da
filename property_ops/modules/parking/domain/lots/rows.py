"""A row of spaces at an angle: the shape of one space and of the way into it, in the row's own measures.

`u` runs along the row, `v` across it from the row's back to its aisle. A row is `facing` 1 where its aisle lies at
greater `v`, -1 where it lies at less.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from math import cos, radians, sin

import numpy as np
import numpy.typing as npt

from property_ops.modules.parking.domain.lots.standards import (
    PARALLEL,
    PARALLEL_LENGTH,
    SPACE_LENGTH,
    SPACE_WIDTH,
    SQUARE,
)

Corners = npt.NDArray[np.float64]
"""(n, 2): corners of a convex shape."""


@dataclass(frozen=True, eq=False)
class Shape:
    """A convex shape, with its left and right border at the heights of its corners."""

    corners: Corners
    heights: npt.NDArray[np.float64]
    left: npt.NDArray[np.float64]
    right: npt.NDArray[np.float64]

    @classmethod
    def of(cls, corners: Corners) -> "Shape":
        heights = np.unique(np.round(corners[:, 1], 6))
        spans = [_span(corners, height) for height in heights]
        return cls(corners, heights, np.array([low for low, _high in spans]), np.array([high for _low, high in spans]))

    def at(self, u: float, v: float) -> Corners:
        return self.corners + np.array([u, v])

    @cached_property
    def is_upright(self) -> bool:
        """Whether both of its sides are straight across the row."""
        return len(self.heights) == 2 and bool(np.ptp(self.left) < 1 / 1000 and np.ptp(self.right) < 1 / 1000)

    @cached_property
    def middle(self) -> tuple[float, float]:
        u, v = self.corners.mean(axis=0).tolist()
        return u, v


@dataclass(frozen=True, eq=False)
class RowShape:
    """`space` is a car's rectangle, `way` what must be free in front of it; the next one stands `pitch` farther on."""

    angle: int
    facing: int
    depth: float
    pitch: float
    aisle: int
    space: Shape
    way: Shape

    @cached_property
    def disc(self) -> float:
        """How wide a disc is that rolls from the space to the end of its way."""
        return min(np.ptp(self.way.corners[2:, 0]).item(), self.aisle)


@cache
def row_shape(angle: int, aisle: int, facing: int, lean: int = 1) -> RowShape:
    """Parallel spaces stand like square ones that are wide and short. `lean` -1 slants the other way."""
    width, length = (PARALLEL_LENGTH, SPACE_WIDTH) if angle == PARALLEL else (SPACE_WIDTH, SPACE_LENGTH)
    slant = radians(angle or SQUARE)
    axis = np.array([cos(slant), -sin(slant)]) * length  # from the aisle to the back
    side = np.array([sin(slant), cos(slant)]) * width
    front = np.array([0, length * sin(slant)])
    depth = front[1] + side[1]
    space = np.array([front, front + axis, front + axis + side, front + side])
    way = np.array([front, front + side, (side[0], depth + aisle), (0, depth + aisle)])
    if lean < 0:
        space = space[::-1]  # from the front left along the back, whichever way it leans
    turn = (lean, facing)
    return RowShape(angle, facing, depth, width / sin(slant), aisle, Shape.of(space * turn), Shape.of(way * turn))


def _span(corners: Corners, height: np.float64) -> tuple[np.float64, np.float64]:
    """The least and the greatest `u` of the shape at a height."""
    found = []
    for (u, v), (next_u, next_v) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        low, high = min(v, next_v), max(v, next_v)
        if high - low < 1 / 1000:
            if abs(height - low) < 1 / 1000:
                found += [u, next_u]
        elif low - 1 / 1000 <= height <= high + 1 / 1000:
            found.append(u + (next_u - u) * (height - v) / (next_v - v))
    return min(found), max(found)
