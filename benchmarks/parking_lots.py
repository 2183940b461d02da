"""Laying out a parking lot of some 300 spaces, beside rows that are tried out centimetre by centimetre.

`python -m benchmarks.parking_lots`
"""

import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from property_ops.modules.parking.domain.lots.drawing import (
    Lot,
    read_entrances,
    read_obstacles,
    read_outline,
    read_spots,
)
from property_ops.modules.parking.domain.lots.layout import lay_out
from property_ops.modules.parking.domain.lots.planned import PlannedKind, WantedSpaces
from property_ops.modules.parking.domain.lots.site import Site
from property_ops.modules.parking.domain.lots.standards import (
    AISLES,
    ANGLES,
    PARALLEL,
    SHARP,
    SPACE_LENGTH,
    SPACE_WIDTH,
    SQUARE,
    STEEP,
)

MOST_SECONDS = 3
STEP = 100
"""mm between the positions that the baseline tries."""
WANTED = WantedSpaces(accessible_share=Decimal(2), charging_share=Decimal(10))
TREES = ";".join(f"{x},{y},0.8" for x in range(12, 100, 22) for y in range(9, 80, 17))


def drawn(outline: str, *, entrances: str, obstacles: str = "", fire_lane: str = "") -> Lot:
    lot = Lot(read_outline(outline), read_entrances(entrances), read_obstacles(obstacles), read_spots(fire_lane))
    lot.check()
    return lot


EMPTY, FULL = "an empty yard of 100 × 80 m", "100 × 92 m with 25 trees, a fire lane, a turning circle and a hydrant"
LOTS = {
    EMPTY: drawn("0,0;100,0;100,80;0,80", entrances="50,0,7"),
    FULL: drawn(
        "0,0;100,0;100,70;70,92;0,90",
        entrances="50,0,7;100,40,6",
        obstacles=f"{TREES};85,60,12,回；3,60,3,消火栓",
        fire_lane="50,0;50,45;100,40",
    ),
}
LEAST_SPACES = {
    EMPTY: {SQUARE: 379, STEEP: 346, SHARP: 328, PARALLEL: 286},
    FULL: {SQUARE: 341, STEEP: 317, SHARP: 286, PARALLEL: 268},
}
"""By lot and angle: what was found before, and 300 square ones."""


def by_trying(lot: Lot) -> int:
    """How many square spaces a stack of double rows holds that begins at the bottom, each tried on plain geometry."""
    parking: Any = Site.of(lot).parking
    left, bottom, right, top = parking.bounds
    shapely.prepare(parking)
    found, v = 0, bottom
    while v + SPACE_LENGTH <= top:
        for row in (v, v + SPACE_LENGTH + AISLES[SQUARE]):
            found += _in_a_row(parking, left, right, row)
        v += 2 * SPACE_LENGTH + AISLES[SQUARE]
    return found


def _in_a_row(parking: BaseGeometry, left: float, right: float, v: float) -> int:
    found, u = 0, left
    while u + SPACE_WIDTH <= right:
        space = Polygon([(u, v), (u + SPACE_WIDTH, v), (u + SPACE_WIDTH, v + SPACE_LENGTH), (u, v + SPACE_LENGTH)])
        stands = parking.covers(space)
        found, u = found + stands, u + (SPACE_WIDTH if stands else STEP)
    return found


def timed(run: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.process_time()
    return run(), time.process_time() - begun


def main() -> int:
    lay_out(LOTS[EMPTY], SQUARE, WANTED)  # what is loaded when first asked for
    kept = True
    for name, lot in LOTS.items():
        print(name)
        plain, seconds = timed(lambda lot=lot: by_trying(lot))
        print(f"  tried out  {plain:3} places (neither ways across nor kinds)  {seconds:5.2f} s", flush=True)
        for angle in sorted(ANGLES, reverse=True):
            layout, seconds = timed(lambda lot=lot, angle=angle: lay_out(lot, angle, WANTED))
            count = len(layout.spaces)
            share = layout.counts.get(PlannedKind.ACCESSIBLE, 0), layout.counts.get(PlannedKind.CHARGING, 0)
            is_right = seconds <= MOST_SECONDS and count >= LEAST_SPACES[name][angle]
            kept &= is_right
            print(
                f"  at {angle:2}°     {count:3} spaces, {share[0]} accessible, {share[1]} charging  {seconds:5.2f} s"
                f"{'' if is_right else '  NOT AS WANTED'}",
                flush=True,
            )
    print("as wanted" if kept else "NOT AS WANTED")
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
