"""Reading requests and surveys for someone, and counting them for the manager's table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from property_ops.framework.finding import begins_with
from property_ops.framework.models import User
from property_ops.kernel.period import Period
from property_ops.modules.estates.public import Estate, Tenure
from property_ops.modules.requests.domain.satisfaction import Tally
from property_ops.modules.requests.domain.states import COMPLETED, OPEN, RequestState
from property_ops.modules.requests.models import (
    KindClock,
    OfficeDay,
    Request,
    RequestEscalation,
    RequestPause,
    RequestPhoto,
    Survey,
)
from property_ops.modules.requests.models.request import PETITIONS, RatedBy, Satisfaction
from property_ops.modules.requests.selectors.clocks import is_overdue, overdue, unknown_years
from property_ops.modules.requests.selectors.courses import can_be_texted, had_part
from property_ops.modules.requests.selectors.subjects import subject_kinds
from property_ops.modules.rounds.public import Checkpoint
from property_ops.modules.works.public import WorkOrder

__all__ = ["can_be_texted", "had_part", "overdue", "subject_kinds", "unknown_years"]
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


def first_requests(user: User, text: str, *, most: int) -> QuerySet[Request]:
    """The first whose number begins so."""
    requests = visible_requests(user)
    return requests.filter(begins_with("number", text.upper())).order_by("number")[:most]


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


def counts(requests: QuerySet[Request], *, now: datetime) -> dict[str, int]:
    """Of those that wait: how many `waiting`, and how many of them `overdue`."""
    late = Count("pk", filter=is_overdue(now))
    return requests.order_by().aggregate(waiting=Count("pk"), overdue=late)


def with_clocks(requests: QuerySet[Request], *, now: datetime) -> QuerySet[Request]:
    """Each with `is_late` and `stands`: whether its clock ran out, and whether it stands."""
    standing = RequestPause.objects.filter(request=OuterRef("pk"), until=None)
    late = Case(When(is_overdue(now), then=Value(True)), default=Value(False))
    return requests.annotate(is_late=late, stands=Exists(standing))


def escalated_to(requests: QuerySet[Request], user: User) -> QuerySet[Request]:
    """Open ones of which the user was told that their clock ran out."""
    told = RequestEscalation.objects.filter(request=OuterRef("pk"), to=user)
    return requests.filter(Exists(told), state__in=[*map(str, OPEN)])


def open_at(checkpoint: Checkpoint) -> QuerySet[Request]:
    """What is reported of a place and not answered yet, the latest first."""
    return Request.objects.filter(checkpoint=checkpoint, state__in=[*map(str, OPEN)]).order_by("-pk")


def kind_clocks(user: User) -> QuerySet[KindClock]:
    return KindClock.objects.visible_to(user).select_related("escalate_to").order_by("topic", "-start")


def office_days(user: User) -> QuerySet[OfficeDay]:
    return OfficeDay.objects.visible_to(user)


def heads(user: User) -> QuerySet[User]:
    """To whom what is overdue can be handed up."""
    return User.objects.filter(is_active=True, groups__isnull=False).distinct().order_by("display_name", "pk")


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


def ratings_in(estates: Sequence[Estate], period: Period) -> dict[str, Tally]:
    """By estate code, from single petitions received in the period: completed, rated, and satisfied."""
    petitions = counted_petitions(Request.objects.filter(estate__in=[estate.pk for estate in estates]), "completed")
    inside = petitions.filter(received_on__gte=period.start, received_on__lt=period.end)
    counted = (
        inside.order_by("estate__code")
        .values_list("estate__code")
        .annotate(
            asked=Count("pk"),
            rated=Count("pk", filter=~Q(satisfaction="")),
            satisfied=Count("pk", filter=Q(satisfaction=Satisfaction.SATISFIED)),
        )
    )
    return {code: Tally(*numbers) for code, *numbers in counted}


def manners_in(estates: Sequence[Estate], period: Period) -> list[tuple[RatedBy, int]]:
    """How many of the ratings that `ratings_in` counts were given in which manner."""
    petitions = counted_petitions(Request.objects.filter(estate__in=[estate.pk for estate in estates]), "rated")
    inside = petitions.filter(received_on__gte=period.start, received_on__lt=period.end)
    counts = dict(inside.order_by().values_list("rated_by").annotate(count=Count("pk")))
    return [(manner, counts[manner.value]) for manner in RatedBy if manner.value in counts]


def counted_petitions(requests: QuerySet[Request], what: str) -> QuerySet[Request]:
    """The rows behind a figure: petitions `received` and not withdrawn, `completed` ones, those of them that are
    `rated`, those that are `satisfied`."""
    received = requests.filter(channel__in=PETITIONS).exclude(state=RequestState.WITHDRAWN)
    if what == "received":
        return received
    petitions = received.filter(state__in=[*map(str, COMPLETED)])
    if what == "rated":
        return petitions.exclude(satisfaction="")
    return petitions.filter(satisfaction=Satisfaction.SATISFIED) if what == "satisfied" else petitions


def tally_of(surveys: Iterable[Survey]) -> Tally:
    return sum((survey.tally for survey in surveys), Tally())
