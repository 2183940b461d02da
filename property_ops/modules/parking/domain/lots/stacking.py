"""How rows are stacked over a lot, for one direction of the rows: the stack with the most spaces.

A module is a row, its aisle and the row across; or one row with its aisle. Modules never overlap, and every height at
which one could begin so that it meets a corner, an edge or another module is tried.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from property_ops.modules.parking.domain.lots.rows import row_shape
from property_ops.modules.parking.domain.lots.scanning import Ground, Numbers, PlacedRow, Places, standing

STEP = 500
"""mm between the heights that are tried besides those of corners."""


class _Modules(NamedTuple):
    """Where each begins and ends, and its one or two rows by their number; -1 where it has one."""

    start: Numbers
    end: Numbers
    low: Places
    high: Places

    @classmethod
    def all_of(cls, several: Iterable["_Modules"]) -> "_Modules":
        return cls(*map(np.concatenate, zip(*several, strict=True)))


def best_stack(angle: int, aisle: int, parking: Ground, driving: Ground, *, step: int = STEP) -> tuple[PlacedRow, ...]:
    """The rows of the stack with the most spaces, from below; of several the first found. Without `step`, rows begin
    only where they meet a corner."""
    up, down = row_shape(angle, aisle, 1), row_shape(angle, aisle, -1)
    single, double = up.depth + aisle, 2 * up.depth + aisle
    heights = _heights(parking, driving, single, double, step)
    if not heights:
        return ()
    at = np.array(heights)
    corners = driving.corners
    rows = [
        standing(shape, heights, parking, driving)
        for shape, heights in ((up, at), (down, at + single), (down, at + double), (down, corners))
    ]
    ups, downs, opposite, far = (one.counts for one in rows)
    pair, low, near = (np.flatnonzero(has) for has in ((ups > 0) & (opposite > 0), ups > 0, downs > 0))
    modules = [
        _Modules(at[pair], at[pair] + double, pair, pair + 2 * len(at)),
        _Modules(at[low], at[low] + single, low, np.full_like(low, -1)),
        _Modules(at[near], at[near] + single, near + len(at), np.full_like(near, -1)),
        *_stretched(at[low], low, corners, far, 3 * len(at), double, single),
    ]
    counts = np.concatenate([*(one.counts for one in rows), [0]])
    every = [(one, place) for one in rows for place in range(len(one.heights))]
    return tuple(one.at(place) for one, place in map(every.__getitem__, _most(_Modules.all_of(modules), counts)))


def _stretched(
    starts: Numbers, lows: Places, corners: Numbers, counts: Places, first: int, double: float, single: float
) -> Iterator[_Modules]:
    """Modules whose aisle is wider than need be, because the row across stands at a corner of the ground; the rows at
    `corners` are numbered from `first` on."""
    nearest = np.searchsorted(starts, corners - double, side="left")
    farthest = np.searchsorted(starts, corners - double - single, side="right")
    for place in np.flatnonzero((counts > 0) & (farthest < nearest)).tolist():
        of = slice(farthest[place], nearest[place])
        ones = np.ones_like(lows[of])
        yield _Modules(starts[of], corners[place] * np.ones(len(ones)), lows[of], ones * (first + place))


def _heights(parking: Ground, driving: Ground, single: float, double: float, step: int) -> list[float]:
    if not len(parking.borders) or not len(driving.borders):
        return []
    corners = parking.corners.tolist()
    bottom, top = corners[0], corners[-1]
    lowest, highest = np.round(driving.borders[:, :, 1].min()), np.round(driving.borders[:, :, 1].max())
    bases = {base for corner in corners for base in (corner, corner - single, corner - double)}
    if step:
        bases |= set(np.arange(bottom, bottom + double, step))
        bases = {round(base + count * double) for base in bases for count in _counts(base, lowest, highest, double)}
    return sorted(base for base in bases if lowest - 1 <= base <= min(top, highest - single) + 1)


def _counts(base: float, bottom: float, top: float, period: float) -> range:
    return range(int((bottom - base) // period), int((top - base) // period) + 1)


def _most(modules: _Modules, counts: Places) -> list[int]:
    """The rows of the modules that do not overlap and have the most spaces together, from below."""
    order = np.lexsort((modules.start, modules.end))
    modules = _Modules(modules.start[order], modules.end[order], modules.low[order], modules.high[order])
    gains = counts[modules.low] + counts[modules.high]
    before = np.searchsorted(modules.end, modules.start + 1, side="right").tolist()
    best, is_taken = [0], list[bool]()
    for gain, place in zip(gains.tolist(), before, strict=True):
        taken = best[place] + gain
        is_taken.append(taken > best[-1])
        best.append(max(taken, best[-1]))
    found: list[int] = []
    at = len(is_taken)
    while at > 0:
        at -= 1
        if is_taken[at]:
            found = [*(row for row in (int(modules.low[at]), int(modules.high[at])) if row >= 0), *found]
            at = before[at]
    return found
