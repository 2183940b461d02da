"""A crew's day, and what was entered on the phone about a visit."""

from datetime import date, datetime

from django.db.models import QuerySet

from property_ops.framework.models import User
from property_ops.framework.permissions import roles_of
from property_ops.modules.dispatch.public import (
    Crew,
    Visit,
    VisitState,
    called_off,
    crew_of,
    may_report,
    may_work_on,
    visible_visits,
    visits_of_crew,
)
from property_ops.modules.portal.models import PhoneEntry
from property_ops.modules.works.public import WorkPhoto

CREW = "crew"


def visits_of_day(user: User, day: date) -> tuple[Crew | None, list[Visit]]:
    """The visits of the person's own crew on that day; for who belongs to none, those of every crew they may see."""
    crew = crew_of(user)
    if crew is not None:
        return crew, list(visits_of_crew(crew, on=day))
    of_day = visible_visits(user).filter(starts_at__date=day).exclude(state=VisitState.CANCELLED)
    return None, list(of_day)


def called_off_of_day(crew: Crew | None, day: date) -> list[Visit]:
    """What the crew may have been told of, and need not go to."""
    return list(called_off(crew, on=day)) if crew else []


def visit_for(user: User, pk: int) -> Visit | None:
    """A visit that the person may work on."""
    visit = Visit.objects.select_related("work__estate", "crew").filter(pk=pk).first()
    return visit if visit is not None and may_work_on(user, visit) else None


def visit_to_report(user: User, pk: int, at: datetime) -> Visit | None:
    """A visit of which the person may tell what happened at that moment, also where it was planned anew since."""
    visit = Visit.objects.select_related("work__estate", "crew").filter(pk=pk).first()
    return visit if visit is not None and may_report(user, visit, at) else None


def entries_of(visit: Visit) -> QuerySet[PhoneEntry]:
    """What was entered about the visit, the latest first."""
    return PhoneEntry.objects.filter(visit=visit).select_related("by").order_by("-said_at", "-pk")


def photo_for(user: User, pk: int) -> WorkPhoto | None:
    """A photo of a work to which the person goes."""
    photo = WorkPhoto.objects.select_related("picture", "work").filter(pk=pk).first()
    if photo is None:
        return None
    visits = Visit.objects.filter(work=photo.work).exclude(state=VisitState.CANCELLED)
    return photo if any(may_work_on(user, visit) for visit in visits) else None


def is_only_crew(user: User) -> bool:
    return not user.is_superuser and roles_of(user) == {CREW}
