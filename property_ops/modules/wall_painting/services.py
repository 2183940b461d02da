"""Recording what was measured of walls, and what they are painted with."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.modules.wall_painting.domain.errors import WrongPaint
from property_ops.modules.wall_painting.domain.walls import Wall, WallAccess, WallSide
from property_ops.modules.wall_painting.models import PaintedWall, WallPaint
from property_ops.modules.works.public import MeasuredRow, WorkOrder, change_figures, measure_parts

RECORD, CHANGE_PAINTS = "wall_painting.record", "wall_painting.change_paints"


@dataclass(frozen=True, slots=True)
class MeasuredWall(MeasuredRow):
    """A wall as it is typed in."""

    side: str
    place: str
    length: Decimal
    height: Decimal
    openings: Decimal
    coats: int
    access: str
    paint: WallPaint

    def check(self) -> None:
        """Raises NotAWall, SizeOutOfRange."""
        if self.paint.side != self.side:
            raise WrongPaint(paint=self.paint.name)
        Wall(
            WallSide(self.side),
            self.length,
            self.height,
            self.openings,
            self.coats,
            WallAccess(self.access),
            self.paint.code,
        )


@transaction.atomic
def measure_walls(*, work: WorkOrder, rows: Sequence[MeasuredWall], by: User) -> list[PaintedWall]:
    """The walls of the work are these. Raises NotAllowed, WorkIsAccepted, NotAWall, SizeOutOfRange."""
    stored = measure_parts(PaintedWall, work=work, rows=rows, permission=RECORD, by=by)
    audit.record(by=by, action="wall_painting.measured", subject=work.number, walls=len(stored))
    return stored


@transaction.atomic
def change_paint(*, paint: WallPaint, by: User) -> WallPaint:
    """Store a paint. Raises NotAllowed, NotAPaint."""
    change_figures(paint, permission=CHANGE_PAINTS, by=by)
    audit.record(by=by, action="wall_painting.paint_changed", subject=paint.code)
    return paint
