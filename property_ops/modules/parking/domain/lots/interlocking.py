"""Slanted rows whose backs interlock: the teeth of one stand in the notches of the next, which leans the other way.

That saves a space's width times the cosine of the angle for each pair. Cars drive one way in an aisle, and the other
way in the next. Each row is placed exactly, on the ground that the spaces behind it have left.
"""

from collections.abc import Iterable, Sequence
from math import cos, radians

import numpy as np

from property_ops.modules.parking.domain.lots.rows import RowShape, row_shape
from property_ops.modules.parking.domain.lots.scanning import Ground, Numbers, PlacedRow, Standing, standing
from property_ops.modules.parking.domain.lots.standards import SPACE_WIDTH

MOST_BASES = 3
LEANS = (1, -1)


def interlocked(
    angle: int, aisle: int, parking: Ground, driving: Ground, bases: Iterable[float], *, least: int
) -> tuple[PlacedRow, ...]:
    """Of chains of modules that begin at one of some heights, the one with the most spaces, where that is `least`."""
    best: tuple[PlacedRow, ...] = ()
    for base in list(dict.fromkeys(bases))[:MOST_BASES]:
        heights = _heights(angle, aisle, parking, base)
        if not len(heights):
            continue
        alone = {lean: _modules(angle, aisle, heights, parking, driving, lean) for lean in LEANS}
        for first in LEANS:
            modules = [alone[first * LEANS[place % 2]] for place in range(len(heights))]
            if sum(low.counts[at] + high.counts[at] for at, (low, high) in enumerate(modules)) < least:
                continue
            rows = _chain(modules, parking, driving)
            count = sum(row.count for row in rows)
            if count >= least:
                best, least = rows, count + 1
    return best


def _heights(angle: int, aisle: int, parking: Ground, base: float) -> Numbers:
    """Where the modules of a chain begin."""
    depth, top = row_shape(angle, aisle, 1).depth, parking.area.bounds[3] if not parking.area.is_empty else 0
    found = []
    while base + depth + aisle <= top + 1:
        found.append(base)
        base += 2 * depth + aisle - SPACE_WIDTH * cos(radians(angle))
    return np.array(found)


def _modules(
    angle: int, aisle: int, heights: Numbers, parking: Ground, driving: Ground, lean: int
) -> tuple[Standing, Standing]:
    """Low and high rows that lean this way, as if none stood behind the low ones."""
    up, down = row_shape(angle, aisle, 1, lean), row_shape(angle, aisle, -1, lean)
    across = heights + 2 * up.depth + aisle
    return standing(up, heights, parking, driving), standing(down, across, parking, driving)


def _chain(modules: Sequence[tuple[Standing, Standing]], parking: Ground, driving: Ground) -> tuple[PlacedRow, ...]:
    found, left = list[PlacedRow](), parking
    for place, (low, high) in enumerate(modules):
        standing_low = low.at(place) if left is parking else _placed(low.row, low.heights[place], left, driving)
        behind = high.at(place)
        left = parking.beside(behind.shape.space, behind.starts, behind.v)
        found += [row for row in (standing_low, behind) if row.count]
    return tuple(found)


def _placed(shape: RowShape, v: float, parking: Ground, driving: Ground) -> PlacedRow:
    return standing(shape, np.array([v]), parking, driving).at(0)
