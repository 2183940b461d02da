"""What is recorded of a work on walls: the walls and what they need."""

from collections.abc import Iterable

from django.db.models import QuerySet

from property_ops.modules.wall_painting.domain.walls import PaintingEstimate, estimate
from property_ops.modules.wall_painting.models import PaintedWall
from property_ops.modules.works.public import WorkOrder, parts_of, reckoned


def walls_of(work: WorkOrder) -> QuerySet[PaintedWall]:
    return parts_of(PaintedWall, work)


def estimate_of(walls: Iterable[PaintedWall]) -> PaintingEstimate:
    return reckoned(walls, estimate)
