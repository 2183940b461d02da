"""What is recorded of a work on walls: the walls and what they need."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from property_ops.framework.models import User
from property_ops.modules.wall_painting.domain.walls import Estimate, estimate
from property_ops.modules.wall_painting.models import PaintedWall, WallPaint
from property_ops.modules.works.public import WorkOrder


def visible_works(user: User) -> QuerySet[WorkOrder]:
    return WorkOrder.objects.visible_to(user).select_related("estate")


def walls_of(work: WorkOrder) -> QuerySet[PaintedWall]:
    return PaintedWall.objects.filter(work=work).select_related("paint").order_by("number")


def paints() -> QuerySet[WallPaint]:
    return WallPaint.objects.order_by("code")


def paints_for(work: WorkOrder) -> QuerySet[WallPaint]:
    """The paints in use, and those that the work's walls name already."""
    return paints().filter(Q(in_use=True) | Q(walls__work=work)).distinct()


def estimate_of(walls: Iterable[PaintedWall]) -> Estimate:
    found = list(walls)
    return estimate([wall.rule for wall in found], {wall.paint.code: wall.paint.rule for wall in found})
