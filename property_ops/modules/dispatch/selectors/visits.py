"""Reading visits for someone: a crew's leader those of the crew, others those of their estates."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from property_ops.framework.models import User
from property_ops.framework.scope import sees
from property_ops.kernel.writing import squeezed
from property_ops.modules.dispatch.domain.slots import moment
from property_ops.modules.dispatch.domain.states import VisitState
from property_ops.modules.dispatch.models import BoardChange, Crew, Visit
from property_ops.modules.dispatch.selectors.crews import WORK, crew_of, sees_every_crew
from property_ops.modules.estates.public import Estate
from property_ops.modules.works.public import WorkOrder, WorkState, known, with_measures

VIEW = "dispatch.view"
ONE_DAY = timedelta(days=1)
WAITING = (VisitState.PLANNED, VisitState.STARTED)
OPEN_STATES = (WorkState.APPROVED, WorkState.SCHEDULED, WorkState.IN_PROGRESS, WorkState.SENT_BACK)


def visible_visits(user: User) -> QuerySet[Visit]:
    """The visits this person may see, by time; those in the tray come first."""
    visits = Visit.objects.select_related("work__estate", "crew")
    if user.has_perm(VIEW):
        return ordered(visits.visible_to(user))
    crew = crew_of(user) if user.has_perm(WORK) else None
    return ordered(visits.filter(crew=crew)) if crew else visits.none()


def visits_to_schedule(user: User) -> QuerySet[Visit]:
    """Those in the tray."""
    return visible_visits(user).filter(crew=None, state=VisitState.PLANNED)


def ordered(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    return visits.order_by(F("starts_at").asc(nulls_first=True), "work__number", "number")


def visits_of_crew(crew: Crew, *, on: date, seen_by: User | None = None) -> QuerySet[Visit]:
    """The crew's visits that have a moment of that day, by time; cancelled ones left out.

    With `seen_by`, those of the estates that this person may see: a crew goes to several.
    """
    visits = Visit.objects.visible_to(seen_by) if seen_by else Visit.objects.all()
    inside = Q(crew=crew, starts_at__lt=moment(on + ONE_DAY), ends_at__gt=moment(on))
    kept = visits.filter(inside).exclude(state=VisitState.CANCELLED)
    return kept.select_related("work__estate").order_by("starts_at")


def works_of_crew(crew: Crew) -> QuerySet[WorkOrder]:
    """The works that have a visit of the crew."""
    return WorkOrder.objects.filter(
        pk__in=crew.visits.exclude(state=VisitState.CANCELLED).values("work")
    ).select_related("estate")


def does(user: User, work: WorkOrder) -> bool:
    """Of slot `work_doers`: a crew leader records on the works that the crew goes to."""
    crew = crew_of(user) if user.has_perm(WORK) else None
    return crew is not None and works_of_crew(crew).filter(pk=work.pk).exists()


def may_work_on(user: User, visit: Visit) -> bool:
    """Whether the person may start and finish the visit: who plans, of their estates; a crew leader the own crew's."""
    if not user.has_perm(WORK):
        return False
    crew = crew_of(user)
    return (sees_every_crew(user) and sees(user, visit)) or (crew is not None and visit.crew_id == crew.pk)


def stood_at(visit: Visit, at: datetime) -> Mapping[str, Any] | None:
    """Its place at a moment, as a change of the board writes it; None where it has not been moved since."""
    for change in BoardChange.objects.filter(at__gt=at).order_by("pk"):
        for step in change.moves:
            if step["visit"] == visit.pk:
                before: Mapping[str, Any] = step["before"]
                return before
    return None


def was_sent(user: User, visit: Visit, at: datetime) -> bool:
    """Whether it was the crew leader's own at that moment, and has been moved to others since.

    What a phone without a connection tells late is true, whatever was planned meanwhile.
    """
    crew = crew_of(user) if user.has_perm(WORK) else None
    stood = stood_at(visit, at) if crew else None
    return crew is not None and stood is not None and stood.get("crew") == crew.pk


def may_report(user: User, visit: Visit, at: datetime) -> bool:
    """Whether the person may tell of the visit what happened at that moment."""
    return may_work_on(user, visit) or was_sent(user, visit, at)


def find_visits(visits: QuerySet[Visit], text: str) -> QuerySet[Visit]:
    """By work order, kind, place or crew."""
    match = Q()
    for field in ("work__number", "work__kind", "work__place", "crew__name", "note"):
        match |= Q(**{f"{field}__icontains": text.strip()})
    return visits.filter(match)


def visits_of_work(work: WorkOrder) -> QuerySet[Visit]:
    """In the order of the work."""
    return work.visits.select_related("crew").order_by("number")


def open_works(user: User) -> QuerySet[WorkOrder]:
    """The works that somebody may still have to go to, with no visit yet."""
    works = plannable_works(user).exclude(visits__state__in=WAITING)
    return works.select_related("estate").order_by("number")


def is_open(work: WorkOrder) -> bool:
    """Whether somebody may be sent there: it is released for work and not done."""
    return WorkState(work.state) in OPEN_STATES


def work_numbered(user: User, number: str) -> WorkOrder | None:
    """Of the estates that the user may see."""
    return WorkOrder.objects.visible_to(user).select_related("estate").filter(number=number).first()


def plannable_works(user: User) -> QuerySet[WorkOrder]:
    return WorkOrder.objects.visible_to(user).filter(state__in=OPEN_STATES)


def asked_visits(work: WorkOrder) -> int:
    """How many visits the estimate of the work asks for, those that are planned already apart; at least one."""
    return _asked(work, _planned([work]))


def asked_by_work(works: Sequence[WorkOrder]) -> dict[int, int]:
    """The same of many works, by their keys; the questions do not grow with them."""
    with_measures(works)
    planned = _planned(works)
    return {work.pk: _asked(work, planned) for work in works}


def _asked(work: WorkOrder, planned: Mapping[int, int]) -> int:
    what = known(work)
    asked = what.estimate.visits if what and what.estimate else 1
    return max(asked - planned.get(work.pk, 0), 1)


def _planned(works: Sequence[WorkOrder]) -> dict[int, int]:
    visits = Visit.objects.filter(work__in=works).exclude(state=VisitState.CANCELLED).order_by()
    return dict(visits.values_list("work").annotate(count=Count("pk")))


def later_visits(work: WorkOrder, *, on: date, now: datetime) -> QuerySet[Visit]:
    """Those planned for after what is told of day `on`: in the tray, or of an hour that has not come."""
    told = min(now, moment(on + ONE_DAY))
    to_come = Q(starts_at__isnull=True) | Q(starts_at__gt=told)
    return work.visits.filter(to_come, state=VisitState.PLANNED).select_related("crew").order_by("number")


def visits_to_move(
    start: datetime, end: datetime, *, crew: Crew | None = None, estate: Estate | None = None, place: str = ""
) -> list[Visit]:
    """What is planned for this time, of a crew that is away or at a place that is closed."""
    planned = Visit.objects.filter(state=VisitState.PLANNED, starts_at__lt=end, ends_at__gt=start)
    found = planned.filter(crew=crew) if crew else planned.filter(work__estate=estate)
    visits = found.select_related("work", "crew").order_by("starts_at")
    return [visit for visit in visits if not place.strip() or squeezed(visit.work.place) == squeezed(place)]


def called_off(crew: Crew, *, on: date) -> QuerySet[Visit]:
    """The crew's visits of that day to which nobody goes any more."""
    gone = crew.visits.filter(starts_at__gte=moment(on), starts_at__lt=moment(on + ONE_DAY), state=VisitState.CANCELLED)
    return gone.select_related("work__estate").order_by("starts_at")


def visits_between(crew: Crew, start: datetime, end: datetime) -> QuerySet[Visit]:
    """The crew's visits that touch the time, by time; cancelled ones left out."""
    touching = crew.visits.filter(starts_at__lt=end, ends_at__gt=start).exclude(state=VisitState.CANCELLED)
    return touching.select_related("work__estate").order_by("starts_at")
