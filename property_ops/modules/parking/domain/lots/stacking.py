"""How rows are stacked over a lot, for one direction of the rows: the stack with the most spaces.

A module is a row, its aisle and the row across; or one row with its aisle. Modules never overlap, and every height at
which one could begin so that it meets a corner, an edge or another module is tried.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from property_ops.modules.parking.domain.lots.rows import RowShape, row_shape
from property_ops.modules.parking.domain.lots.scanning import Ground, starts

STEP = 500
"""mm between the heights that are tried besides those of corners."""

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PlacedRow:
    """`starts` are positions along the row at height `v`, in the measures of the direction."""

    shape: RowShape
    v: float
    starts: Numbers


@dataclass(frozen=True, slots=True)
class _Module:
    start: float
    end: float
    gain: int
    rows: tuple[PlacedRow, ...]


def best_stack(angle: int, aisle: int, parking: Ground, driving: Ground, *, step: int = STEP) -> tuple[PlacedRow, ...]:
    """The rows of the stack with the most spaces, from below; of several the first found. Without `step`, rows begin
    only where they meet a corner."""
    up, down = row_shape(angle, aisle, 1), row_shape(angle, aisle, -1)
    single, double = up.depth + aisle, 2 * up.depth + aisle
    heights = _heights(parking, driving, single, double, step)
    if not heights:
        return ()
    ups = _rows(up, heights, parking, driving)
    downs = _rows(down, [height + single for height in heights], parking, driving)
    opposite = _rows(down, [height + double for height in heights], parking, driving)
    modules: list[_Module] = []
    for height, low, near, far in zip(heights, ups, downs, opposite, strict=True):
        modules += _modules(height, (low, far), double)
        modules += _modules(height, (low,), single)
        modules += _modules(height, (near,), single)
    return _most([*modules, *_stretched(ups, down, double, single, parking, driving)])


def _stretched(
    ups: Sequence[PlacedRow], down: RowShape, double: float, single: float, parking: Ground, driving: Ground
) -> Iterator[_Module]:
    """Modules whose aisle is wider than need be, because the row across stands at a corner of the ground."""
    corners = np.unique(np.round(driving.borders[:, :, 1])).tolist()
    filled = [low for low in ups if len(low.starts)]
    for far in _rows(down, corners, parking, driving):
        for low in filled if len(far.starts) else ():
            if double < far.v - low.v < double + single:
                yield from _modules(low.v, (low, far), far.v - low.v)


def _rows(shape: RowShape, heights: Sequence[float], parking: Ground, driving: Ground) -> list[PlacedRow]:
    found = starts(shape, heights, parking, driving)
    return [PlacedRow(shape, v, places) for v, places in zip(heights, found, strict=True)]


def _heights(parking: Ground, driving: Ground, single: float, double: float, step: int) -> list[float]:
    if not len(parking.borders) or not len(driving.borders):
        return []
    corners = np.unique(np.round(parking.borders[:, :, 1]))
    bottom, top = corners[0], corners[-1]
    lowest, highest = np.round(driving.borders[:, :, 1].min()), np.round(driving.borders[:, :, 1].max())
    bases = {base for corner in corners for base in (corner, corner - single, corner - double)}
    if step:
        bases |= set(np.arange(bottom, bottom + double, step))
        bases = {round(base + count * double) for base in bases for count in _counts(base, lowest, highest, double)}
    return sorted(base for base in bases if lowest - 1 <= base <= min(top, highest - single) + 1)


def _counts(base: float, bottom: float, top: float, period: float) -> range:
    return range(int((bottom - base) // period), int((top - base) // period) + 1)


def _modules(height: float, rows: Sequence[PlacedRow], size: float) -> Iterable[_Module]:
    gain = sum(len(row.starts) for row in rows)
    if gain and all(len(row.starts) for row in rows):
        yield _Module(height, height + size, gain, tuple(rows))


def _most(modules: list[_Module]) -> tuple[PlacedRow, ...]:
    """The modules that do not overlap and have the most spaces together."""
    modules.sort(key=lambda module: (module.end, module.start))
    ends = [module.end for module in modules]
    best: list[tuple[int, int, int]] = [(0, -1, -1)]  # spaces, module taken, what came before
    for place, module in enumerate(modules):
        before = bisect_right(ends, module.start + 1, hi=place)
        taken = best[before][0] + module.gain
        best.append((taken, place, before) if taken > best[-1][0] else (best[-1][0], -1, place))
    rows: list[PlacedRow] = []
    at = len(modules)
    while at > 0:
        _spaces, place, before = best[at]
        if place >= 0:
            rows = [*modules[place].rows, *rows]
        at = before
    return tuple(rows)
