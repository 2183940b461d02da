"""Reading the grid for someone: areas, who is responsible on a day, the plan and its points."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from property_ops.framework.dated_rows import in_force
from property_ops.framework.models import User
from property_ops.modules.estates.public import Estate
from property_ops.modules.grid.models import DutyRole, GridArea, GridDuty, GridHandOver, GridPlan, GridPoint
from property_ops.modules.inspections.public import Hazard
from property_ops.modules.requests.public import Request


def visible_areas(user: User, day: date) -> QuerySet[Any]:
    """With `responsible` and `substitute`: the names of that day."""
    duties = in_force(GridDuty.objects.filter(area=OuterRef("pk")), on=day)

    def name(role: str) -> Subquery:
        return Subquery(duties.filter(role=role).values("person__display_name")[:1])

    return (
        GridArea.objects.visible_to(user)
        .select_related("estate", "by")
        .annotate(responsible=name(DutyRole.MAIN), substitute=name(DutyRole.SUBSTITUTE))
    )


def find_areas(areas: QuerySet[Any], text: str) -> QuerySet[Any]:
    return areas.filter(Q(code__icontains=text) | Q(name__icontains=text) | Q(covers__icontains=text))


def responsible_on(area: GridArea, day: date) -> User | None:
    """The substitute, where there is one that day; else who is responsible."""
    found = {duty.role: duty.person for duty in in_force(area.duties.all(), on=day).select_related("person")}
    return found.get(DutyRole.SUBSTITUTE) or found.get(DutyRole.MAIN)


def duties_of(area: GridArea) -> QuerySet[GridDuty]:
    return area.duties.select_related("person", "by").order_by("-start", "role")


def visible_hand_overs(user: User) -> QuerySet[GridHandOver]:
    found = GridHandOver.objects.visible_to(user)
    return found.select_related("area__estate", "to", "prepared_by", "decided_by")


def plan_of(estate: Estate) -> GridPlan | None:
    return GridPlan.objects.filter(estate=estate).select_related("picture").order_by("-pk").first()


def points_of(plan: GridPlan) -> Sequence[GridPoint]:
    return list(plan.points.select_related("area").order_by("area__code"))


def open_in(estate: Estate) -> Mapping[str, int]:
    """What an area's new keeper finds: counted of the whole estate."""
    requests = Request.objects.filter(estate=estate, state__in=("received", "in_hand"))
    return {
        "open_requests": requests.count(),
        "open_hazards": Hazard.objects.filter(estate=estate, closed_on=None).count(),
    }


def staff() -> QuerySet[User]:
    """Who can be responsible."""
    return User.objects.filter(is_active=True, is_program=False).order_by("display_name", "username")


def duties_on(day: date) -> QuerySet[GridDuty]:
    """Those responsible for an area on a day, of all estates; who stands in is not among them."""
    return in_force(GridDuty.objects.filter(role=DutyRole.MAIN), on=day).select_related("area__estate")
