"""Slanted rows whose backs interlock: the teeth of one stand in the notches of the next, which leans the other way.

That saves a space's width times the cosine of the angle for each pair. Cars drive one way in an aisle, and the other
way in the next. Each row is placed exactly, on the ground that the spaces behind it have left.
"""

from collections.abc import Iterable
from math import cos, radians

import numpy as np

from property_ops.modules.parking.domain.lots.rows import RowShape, row_shape
from property_ops.modules.parking.domain.lots.scanning import Ground, runs
from property_ops.modules.parking.domain.lots.stacking import PlacedRow
from property_ops.modules.parking.domain.lots.standards import SPACE_WIDTH

MOST_BASES = 3


def interlocked(
    angle: int, aisle: int, parking: Ground, driving: Ground, bases: Iterable[float]
) -> tuple[PlacedRow, ...]:
    """Of chains of modules that begin at one of some heights, the one with the most spaces."""
    top = parking.area.bounds[3] if not parking.area.is_empty else 0
    chains = [
        _chain(angle, aisle, parking, driving, base, top, lean)
        for base in list(dict.fromkeys(bases))[:MOST_BASES]
        for lean in (1, -1)
    ]
    return max(chains, key=lambda rows: sum(row.count for row in rows), default=())


def _chain(
    angle: int, aisle: int, parking: Ground, driving: Ground, base: float, top: float, lean: int
) -> tuple[PlacedRow, ...]:
    saved, found, left = SPACE_WIDTH * cos(radians(angle)), list[PlacedRow](), parking
    while True:
        up, down = row_shape(angle, aisle, 1, lean), row_shape(angle, aisle, -1, lean)
        if base + up.depth + aisle > top + 1:
            return tuple(found)
        low = _placed(up, base, left, driving)
        high = _placed(down, base + 2 * up.depth + aisle, parking, driving)
        left = parking.beside(high.shape.space, high.starts, high.v)
        found += [row for row in (low, high) if row.count]
        base, lean = base + 2 * up.depth + aisle - saved, -lean


def _placed(shape: RowShape, v: float, parking: Ground, driving: Ground) -> PlacedRow:
    return PlacedRow(shape, v, next(runs(shape, np.array([v]), parking, driving)))
