"""Reading requests and surveys for someone, and counting them for the manager's table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from property_ops.framework.models import User
from property_ops.kernel.period import Period
from property_ops.modules.estates.public import Estate, Tenure
from property_ops.modules.requests.domain.satisfaction import Tally
from property_ops.modules.requests.domain.states import COMPLETED, OPEN, RequestState
from property_ops.modules.requests.models import Request, RequestPhoto, Survey
from property_ops.modules.works.public import WorkOrder

VIEW, SEE_PERSON = "requests.view", "requests.view_person"


@dataclass(frozen=True, slots=True)
class Received:
    """Requests of one channel and estate that were received in a period, and how many of them are completed."""

    estate: str
    channel: str
    count: int
    completed: int


def visible_requests(user: User) -> QuerySet[Request]:
    return Request.objects.visible_to(user).select_related("estate", "unit", "work")


def visible_surveys(user: User) -> QuerySet[Survey]:
    return Survey.objects.visible_to(user).select_related("estate")


def find_requests(requests: QuerySet[Request], text: str, *, with_people: bool) -> QuerySet[Request]:
    """By number, content or who handles it; by who made it only for those who may see that."""
    found = Q(number__icontains=text) | Q(content__icontains=text) | Q(handled_by__icontains=text)
    if with_people:
        found |= Q(person__icontains=text) | Q(phone__endswith=text)
    return requests.filter(found)


def waiting(user: User) -> QuerySet[Request]:
    """Not answered yet, the most urgent first."""
    return visible_requests(user).filter(state__in=[*map(str, OPEN)]).order_by("due_on", "number")


def counts(requests: QuerySet[Request], *, on: date) -> dict[str, int]:
    """Of those that wait: how many `waiting`, and how many of them `overdue`."""
    late = Count("pk", filter=Q(due_on__lt=on))
    return requests.order_by().aggregate(waiting=Count("pk"), overdue=late)


def overdue(requests: QuerySet[Request], *, on: date) -> QuerySet[Request]:
    return requests.filter(state__in=[*map(str, OPEN)], due_on__lt=on)


def requests_of_tenure(tenure: Tenure) -> QuerySet[Request]:
    """What a household asked on its own page, the latest first."""
    return Request.objects.filter(tenure=tenure).select_related("work", "estate").order_by("-received_on", "-pk")


def visible_photos(user: User) -> QuerySet[RequestPhoto]:
    return RequestPhoto.objects.visible_to(user).select_related("picture")


def requests_of_work(user: User, work: WorkOrder) -> QuerySet[Request]:
    return visible_requests(user).filter(work=work)


def work_numbered(user: User, number: str) -> WorkOrder | None:
    """Of the estates that the user may see."""
    return WorkOrder.objects.visible_to(user).filter(number=number).first()


def received_in(estates: Sequence[Estate], period: Period) -> list[Received]:
    """Withdrawn ones do not count."""
    inside = Request.objects.filter(
        estate__in=[estate.pk for estate in estates],
        received_on__gte=period.start,
        received_on__lt=period.end,
    ).exclude(state=RequestState.WITHDRAWN)
    counted = (
        inside.order_by("estate__code", "channel")
        .values_list("estate__code", "channel")
        .annotate(count=Count("pk"), completed=Count("pk", filter=Q(state__in=[*map(str, COMPLETED)])))
    )
    return [Received(*row) for row in counted]


def satisfaction_in(estates: Sequence[Estate], period: Period) -> dict[str, Tally]:
    """By estate code, all rounds counted in the period together."""
    found: dict[str, Tally] = {}
    surveys = Survey.objects.filter(
        estate__in=[estate.pk for estate in estates], closed_on__gte=period.start, closed_on__lt=period.end
    )
    for survey in surveys.select_related("estate"):
        found[survey.estate.code] = found.get(survey.estate.code, Tally()) + survey.tally
    return found


def tally_of(surveys: Iterable[Survey]) -> Tally:
    return sum((survey.tally for survey in surveys), Tally())
