"""Walls to paint: what there is to cover, how much paint it takes, and when each coat may follow the last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.quantity import check_size
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded

LONGEST, HIGHEST = Decimal(500), Decimal(100)  # metres
MOST_COATS = 4
HOURS_PER_DAY = 24


class WallSide(Worded):
    FACADE = "facade", gettext_noop("façade")
    INNER = "inner", gettext_noop("inner wall")


class WallAccess(Worded):
    """How the painters reach the wall."""

    GROUND = "ground", gettext_noop("poles and ladders")
    SCAFFOLD = "scaffold", gettext_noop("scaffold")
    ROPE = "rope", gettext_noop("ropes")


REACH: Mapping[WallAccess, Decimal] = {
    WallAccess.GROUND: Decimal(4),
    WallAccess.SCAFFOLD: Decimal(24),
    WallAccess.ROPE: HIGHEST,
}
"""Up to which height of a wall each may be chosen: poles and ladders, a scaffold put up without a plan of its own
(落地式脚手架, JGJ 130: above 24 m it is a work of its own), ropes."""


class NotAWall(BusinessError, ValueError):
    code = "not_a_wall"
    message = gettext_noop("This is no size of a wall.")


class OpeningsTooLarge(NotAWall):
    code = "openings_too_large"
    message = gettext_noop("Openings of %(openings)s m² leave nothing of a wall of %(wall)s m². Measure them again.")


class CoatsOutOfRange(NotAWall):
    code = "coats_out_of_range"
    message = gettext_noop("%(coats)s coats: enter 1 to %(most)s.")


class OutOfReach(NotAWall):
    code = "wall_out_of_reach"
    message = gettext_noop("A wall of %(height)s m cannot be reached by %(access)s, which goes up to %(reach)s m.")


class NotAPaint(BusinessError, ValueError):
    code = "not_a_paint"
    message = gettext_noop("The coverage must be above 0, wastage and drying time not negative.")


@dataclass(frozen=True, slots=True)
class Paint:
    """`coverage` in m² per litre and coat; `wastage` a ratio; `drying_hours` before the next coat."""

    code: str
    coverage: Decimal
    wastage: Decimal
    drying_hours: int

    def __post_init__(self) -> None:
        if self.coverage <= 0 or self.wastage < 0 or self.drying_hours < 0:
            raise NotAPaint


@dataclass(frozen=True, slots=True)
class Wall:
    """`length` and `height` in metres, `openings` (doors, windows) in m². Raises NotAWall, SizeOutOfRange."""

    side: WallSide
    length: Decimal
    height: Decimal
    openings: Decimal
    coats: int
    access: WallAccess
    paint: str

    def __post_init__(self) -> None:
        check_size(gettext_noop("length"), self.length, most=LONGEST, unit="m")
        check_size(gettext_noop("height"), self.height, most=HIGHEST, unit="m")
        if not self.openings.is_finite() or not 0 <= self.openings < self.length * self.height:
            raise OpeningsTooLarge(openings=self.openings, wall=self.length * self.height)
        if not 1 <= self.coats <= MOST_COATS:
            raise CoatsOutOfRange(coats=self.coats, most=MOST_COATS)
        if self.height > REACH[self.access]:
            raise OutOfReach(height=self.height, access=WallAccess(self.access).word, reach=REACH[self.access])

    @property
    def area(self) -> Decimal:
        """m² of wall to paint: measured once, whatever the number of coats."""
        return self.length * self.height - self.openings

    @property
    def face(self) -> Decimal:
        """m² of the whole face, openings too: what a scaffold stands before."""
        return self.length * self.height


@dataclass(frozen=True, slots=True)
class PaintNeed:
    """Litres of one paint with wastage; `coated` is area × coats."""

    paint: Paint
    coated: Decimal
    litres: Decimal


@dataclass(frozen=True, slots=True)
class PaintingEstimate:
    area: Decimal
    needs: tuple[PaintNeed, ...]
    scaffold: Decimal
    rope: Decimal
    coats: int
    drying_hours: int

    @property
    def days_between_coats(self) -> int:
        """Whole days from the start of one coat to the start of the next: drying, and the day it was painted on."""
        return max(1, -(-self.drying_hours // HOURS_PER_DAY))


def estimate(walls: Iterable[Wall], paints: Mapping[str, Paint]) -> PaintingEstimate:
    """What the walls need together: one need for each paint, in the order of their codes."""
    area = scaffold = rope = Decimal(0)
    coats, coated = 0, dict[str, Decimal]()
    for wall in walls:
        area += wall.area
        scaffold += wall.face if wall.access == WallAccess.SCAFFOLD else 0
        rope += wall.face if wall.access == WallAccess.ROPE else 0
        coats = max(coats, wall.coats)
        coated[wall.paint] = coated.get(wall.paint, Decimal(0)) + wall.area * wall.coats
    needs = tuple(need_of(paints[code], coated[code]) for code in sorted(coated))
    drying = max((need.paint.drying_hours for need in needs), default=0)
    return PaintingEstimate(area, needs, scaffold, rope, coats, drying)


def need_of(paint: Paint, coated: Decimal) -> PaintNeed:
    """coated ÷ coverage × (1 + wastage) litres."""
    return PaintNeed(paint, coated, coated / paint.coverage * (1 + paint.wastage))


def coat_days(first: date, found: PaintingEstimate) -> list[date]:
    """The day of each coat at the earliest: every coat is a visit of its own, after the last has dried."""
    return [first + timedelta(days=found.days_between_coats * coat) for coat in range(found.coats)]


def mostly_openings(wall: Wall) -> bool:
    """Whether openings take more than two thirds of a wall: possible, but worth a second look."""
    return wall.openings * 3 > wall.face * 2
