"""Planning home visits, and recording them at the door."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.writing import within
from property_ops.modules.estates.public import Estate, Unit
from property_ops.modules.home_visits.domain.errors import (
    MetBefore,
    NoHomes,
    PlanNotBegun,
    SaidByNobody,
    VisitDaysNotInOrder,
)
from property_ops.modules.home_visits.domain.outcomes import VisitOutcome
from property_ops.modules.home_visits.models import HomeVisit, PlannedHome, VisitOpinion, VisitPlan
from property_ops.modules.requests.public import Asked, Request, RequestChannel, register_request

CHANGE = "home_visits.change"


@dataclass(frozen=True, slots=True)
class SaidAtHome:
    """An opinion; with a `topic` it becomes a request, and has an answer by its clock."""

    words: str
    topic: str = ""


@transaction.atomic
def plan_visits(
    *,
    estate: Estate,
    title: str,
    first_day: date,
    last_day: date,
    by: User,
    now: datetime,
    buildings: Collection[int] = (),
) -> VisitPlan:
    """Of all homes of the estate, or of these buildings. Raises NotAllowed, VisitDaysNotInOrder, NoHomes, TooLong."""
    require(by, CHANGE, estate)
    if last_day < first_day:
        raise VisitDaysNotInOrder()
    homes = Unit.objects.filter(estate=estate, use="residential")
    if buildings:
        homes = homes.filter(building__in=buildings)
    units = list(homes.values_list("pk", flat=True))
    if not units:
        raise NoHomes()
    plan = VisitPlan.objects.create(
        number=VisitPlan.series.next(first_day.year),
        estate=estate,
        title=within(title, most=60),
        first_day=first_day,
        last_day=last_day,
        by=by,
        at=now,
    )
    PlannedHome.objects.bulk_create(PlannedHome(plan=plan, unit_id=unit) for unit in units)
    audit.record(by=by, action="home_visits.planned", subject=plan.number, homes=len(units))
    return plan


@transaction.atomic
def record_visit(
    *,
    home: PlannedHome,
    outcome: VisitOutcome,
    by: User,
    now: datetime,
    words: str = "",
    said: Sequence[SaidAtHome] = (),
) -> HomeVisit:
    """Raises NotAllowed, PlanNotBegun, MetBefore, SaidByNobody, TooLong."""
    home = PlannedHome.objects.select_for_update(of=("self",)).select_related("plan__estate", "unit").get(pk=home.pk)
    require(by, CHANGE, home)
    if timezone.localdate(now) < home.plan.first_day:
        raise PlanNotBegun(plan=home.plan.number, day=home.plan.first_day)
    if HomeVisit.objects.filter(home=home, outcome=VisitOutcome.MET).exists():
        raise MetBefore(unit=home.unit.code)
    if said and outcome is not VisitOutcome.MET:
        raise SaidByNobody()
    visit = HomeVisit.objects.create(home=home, outcome=outcome, words=within(words, most=300), by=by, at=now)
    for one in said:
        VisitOpinion.objects.create(
            visit=visit, words=within(one.words, most=300), request=_request(home, one, by, now)
        )
    audit.record(by=by, action="home_visits.visited", subject=str(home), outcome=str(outcome))
    return visit


def _request(home: PlannedHome, said: SaidAtHome, by: User, now: datetime) -> Request | None:
    if not said.topic:
        return None
    today = timezone.localdate(now)
    asked = Asked(RequestChannel.HOME_VISIT, said.topic, within(said.words, most=300), today, unit=home.unit)
    return register_request(estate=home.plan.estate, asked=asked, by=by, now=now)
