"""How rows are stacked over a lot, for one direction of the rows: the stack with the most spaces.

A module is a row, its aisle and the row across; or one row with its aisle. Modules never overlap, and every height at
which one could begin so that it meets a corner, an edge or another module is tried.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from property_ops.modules.parking.domain.lots.rows import RowShape, row_shape
from property_ops.modules.parking.domain.lots.scanning import Ground, Runs, runs

STEP = 500
"""mm between the heights that are tried besides those of corners."""

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PlacedRow:
    """At height `v`, in the measures of the direction."""

    shape: RowShape
    v: float
    runs: Runs

    @cached_property
    def count(self) -> int:
        return sum(count for _first, count in self.runs)

    @property
    def starts(self) -> Numbers:
        """Positions along the row."""
        found = [first + self.shape.pitch * np.arange(count, dtype=np.float64) for first, count in self.runs]
        return np.concatenate(found) if found else np.empty(0)


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
        if low.count and far.count:
            modules.append(_module(height, double, low, far))
        modules += [_module(height, single, row) for row in (low, near) if row.count]
    return _most([*modules, *_stretched(ups, down, double, single, parking, driving)])


def _stretched(
    ups: Sequence[PlacedRow], down: RowShape, double: float, single: float, parking: Ground, driving: Ground
) -> Iterator[_Module]:
    """Modules whose aisle is wider than need be, because the row across stands at a corner of the ground."""
    filled = [low for low in ups if low.count]
    begins = [low.v for low in filled]
    for far in _rows(down, np.unique(np.round(driving.borders[:, :, 1])).tolist(), parking, driving):
        first, last = bisect_right(begins, far.v - double - single), bisect_left(begins, far.v - double)
        for low in filled[first:last] if far.count else ():
            yield _module(low.v, far.v - low.v, low, far)


def _rows(shape: RowShape, heights: Sequence[float], parking: Ground, driving: Ground) -> list[PlacedRow]:
    found = runs(shape, heights, parking, driving)
    return [PlacedRow(shape, v, stand) for v, stand in zip(heights, found, strict=True)]


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


def _module(height: float, size: float, *rows: PlacedRow) -> _Module:
    return _Module(height, height + size, sum(row.count for row in rows), rows)


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
