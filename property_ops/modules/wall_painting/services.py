"""Recording what was measured of walls, and what they are painted with."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.locking import exclusively
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.wall_painting.domain.errors import WorkIsAccepted, WrongPaint
from property_ops.modules.wall_painting.domain.walls import Access, Side, Wall
from property_ops.modules.wall_painting.models import PaintedWall, WallPaint
from property_ops.modules.works.public import Result, WorkOrder

RECORD, CHANGE_PAINTS = "wall_painting.record", "wall_painting.change_paints"


@dataclass(frozen=True, slots=True)
class Measured:
    """A wall as it is typed in: a row of the table."""

    side: str
    place: str
    length: Decimal
    height: Decimal
    openings: Decimal
    coats: int
    access: str
    paint: WallPaint

    def check(self) -> None:
        """Raises NotAWall."""
        if self.paint.side != self.side:
            raise WrongPaint(paint=self.paint.name)
        Wall(Side(self.side), self.length, self.height, self.openings, self.coats, Access(self.access), self.paint.code)

    @property
    def values(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}


@transaction.atomic
def measure_walls(*, work: WorkOrder, rows: Sequence[Measured], by: User) -> list[PaintedWall]:
    """The walls of the work are these, in this order. Raises NotAllowed, WorkIsAccepted, NotAWall."""
    require(by, RECORD, work)
    with exclusively("painted walls"):
        work.refresh_from_db()
        if work.result == Result.ACCEPTED:
            raise WorkIsAccepted(number=work.number)
        for row in rows:
            row.check()
        before = {wall.number: wall for wall in PaintedWall.objects.filter(work=work).select_related("paint")}
        stored = [
            _store(before.pop(number, PaintedWall(work=work, number=number)), row)
            for number, row in enumerate(rows, start=1)
        ]
        for surplus in before.values():
            surplus.delete()
    audit.record(by=by, action="wall_painting.measured", subject=work.number, walls=len(stored))
    return stored


def _store(wall: PaintedWall, row: Measured) -> PaintedWall:
    if wall.pk and all(getattr(wall, name) == value for name, value in row.values.items()):
        return wall
    for name, value in row.values.items():
        setattr(wall, name, value)
    wall.save()
    return wall


def change_paint(*, paint: WallPaint, by: User) -> WallPaint:
    """Store a paint. Raises NotAllowed, NotAPaint."""
    require(by, CHANGE_PAINTS)
    _checked = paint.rule
    paint.save()
    audit.record(by=by, action="wall_painting.paint_changed", subject=paint.code)
    return paint
