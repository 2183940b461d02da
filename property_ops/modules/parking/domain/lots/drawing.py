"""What is drawn of a lot: outline, obstacles, entrances and fire lane, typed as metres and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from property_ops.kernel.quantity import plain
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import folded
from property_ops.modules.parking.domain.lots import errors
from property_ops.modules.parking.domain.lots.standards import FIRE_LANE_WIDTH, METRE, NARROWEST_WAY

if TYPE_CHECKING:
    from shapely import Polygon

Spot = tuple[int, int]
MOST_POINTS = 200
FARTHEST = 5_000 * METRE
SMALLEST_LOT, LARGEST_LOT = 40, 60_000
"""m²"""
ON_THE_OUTLINE = METRE // 2
WIDEST_ENTRANCE, WIDEST_FIRE_LANE, LARGEST_OBSTACLE = 30 * METRE, 12 * METRE, 40 * METRE
_PLACES = re.compile(r"[\n;]+")
_NUMBERS = re.compile(r"[,\s]+")
_CLEAR = re.compile(r"[,\s]*(?:消火栓|栓|回车场|回)\s*\Z")
CLEAR = "回"
"""How what only stays clear is written behind its diameter."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A tree or a pole: nothing is parked or driven within its diameter. What must stay clear (a hydrant, the turning
    circle of fire engines) may be driven over, and nobody parks there."""

    at: Spot
    diameter: int
    stays_clear: bool = False


@dataclass(frozen=True, slots=True)
class Entrance:
    """On the outline."""

    at: Spot
    width: int


@dataclass(frozen=True, slots=True)
class Lot:
    outline: tuple[Spot, ...]
    entrances: tuple[Entrance, ...]
    obstacles: tuple[Obstacle, ...] = ()
    fire_lane: tuple[Spot, ...] = ()
    fire_lane_width: int = FIRE_LANE_WIDTH

    def check(self) -> None:
        """Raises NotALot: one of its kinds, naming what is wrong and where."""
        from shapely import Point, Polygon  # slow to import: only who draws pays for it

        self._check_outline()
        area = Polygon(self.outline)
        if not self.entrances:
            raise errors.NoEntrance
        for entrance in self.entrances:
            _check_width(gettext_noop("An entrance"), entrance.width, NARROWEST_WAY, WIDEST_ENTRANCE)
            if area.exterior.distance(Point(entrance.at)) > ON_THE_OUTLINE:
                raise errors.EntranceElsewhere(place=shown(entrance.at))
        for obstacle in self.obstacles:
            _check_width(gettext_noop("An obstacle"), obstacle.diameter, METRE // 20, LARGEST_OBSTACLE)
            if not area.covers(Point(obstacle.at)):
                raise errors.OutsideTheLot(what=gettext_noop("An obstacle"), place=shown(obstacle.at))
        if self.fire_lane:
            self._check_fire_lane(area)

    def _check_outline(self) -> None:
        from shapely import Polygon
        from shapely.validation import explain_validity

        if len(set(self.outline)) < 3:
            raise errors.OutlineTooShort
        count = len(self.outline) + len(self.obstacles) + len(self.entrances) + len(self.fire_lane)
        if count > MOST_POINTS:
            raise errors.TooManyPoints(count=count, most=MOST_POINTS)
        area = Polygon(self.outline)
        if not area.is_valid:
            found = re.search(r"\[(-?\d+)\S* (-?\d+)", explain_validity(area))
            place = shown((int(found[1]), int(found[2]))) if found else shown(self.outline[0])
            raise errors.OutlineCrosses(place=place)
        square_metres = round(area.area / METRE**2)
        if not SMALLEST_LOT <= square_metres <= LARGEST_LOT:
            raise errors.OutlineSize(area=square_metres, least=SMALLEST_LOT, most=LARGEST_LOT)

    def _check_fire_lane(self, area: Polygon) -> None:
        from shapely import LineString

        _check_width(gettext_noop("The fire lane"), self.fire_lane_width, FIRE_LANE_WIDTH, WIDEST_FIRE_LANE)
        what = gettext_noop("The fire lane")
        if len(set(self.fire_lane)) < 2:
            raise errors.OutsideTheLot(what=what, place=shown(self.fire_lane[0]))
        if not LineString(self.fire_lane).intersects(area):
            raise errors.OutsideTheLot(what=what, place=shown(self.fire_lane[0]))


def read_spots(text: str) -> tuple[Spot, ...]:
    """Points as they are typed: `0,0` a line, or with semicolons between; a repeated first point closes an outline.
    Raises NotCoordinates."""
    return tuple((x, y) for x, y in _rows(text, 2))


def read_outline(text: str) -> tuple[Spot, ...]:
    spots = read_spots(text)
    return spots[:-1] if len(spots) > 1 and spots[0] == spots[-1] else spots


def read_obstacles(text: str) -> tuple[Obstacle, ...]:
    """`x,y,diameter` a line, with 栓 or 回 behind it where it only stays clear. Raises NotCoordinates."""
    return tuple(_obstacle(line) for line in _lines(text))


def _obstacle(line: str) -> Obstacle:
    bare = _CLEAR.sub("", line)
    x, y, diameter = _numbers(bare, 3)
    return Obstacle((x, y), diameter, stays_clear=bare != line)


def read_entrances(text: str) -> tuple[Entrance, ...]:
    """`x,y,width` a line. Raises NotCoordinates."""
    return tuple(Entrance((x, y), width) for x, y, width in _rows(text, 3))


def written(rows: Sequence[Sequence[int]]) -> str:
    """As `read_…` reads it: metres, one a line."""
    return "\n".join(",".join(metres(value) for value in row) for row in rows)


def written_obstacles(obstacles: Sequence[Obstacle]) -> str:
    """As `read_obstacles` reads them."""
    rows = zip(obstacles, written([(*one.at, one.diameter) for one in obstacles]).split("\n"), strict=False)
    return "\n".join(f"{row},{CLEAR}" if one.stays_clear else row for one, row in rows)


def metres(value: int) -> str:
    """`12500` → `12.5`"""
    return plain(Decimal(value).scaleb(-3))


def shown(spot: Spot) -> str:
    return ",".join(map(metres, spot))


def _rows(text: str, columns: int) -> Iterator[list[int]]:
    for line in _lines(text):
        yield _numbers(line, columns)


def _lines(text: str) -> Iterator[str]:
    for line in _PLACES.split(folded(text.replace("；", ";")).replace("\r", "\n")):
        if line.strip("()[], \t"):
            yield line


def _numbers(line: str, columns: int) -> list[int]:
    parts = [part for part in _NUMBERS.split(line.strip("()[] \t")) if part]
    if len(parts) != columns:
        raise errors.NotCoordinates(text=line.strip())
    return [_millimetres(part, line) for part in parts]


def _millimetres(text: str, line: str) -> int:
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise errors.NotCoordinates(text=line.strip()) from error
    if not value.is_finite() or abs(value) > FARTHEST // METRE:
        raise errors.NotCoordinates(text=line.strip())
    return int((value * METRE).to_integral_value())


def _check_width(what: str, width: int, least: int, most: int) -> None:
    if not least <= width <= most:
        raise errors.NotAWidth(what=what, width=metres(width), least=metres(least), most=metres(most))
