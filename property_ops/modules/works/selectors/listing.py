"""Reading the works for someone: those of their estates, with their costs."""

from datetime import date

from django.db.models import (
    BigIntegerField,
    BooleanField,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Cast, Coalesce

from property_ops.framework.fields import YuanField
from property_ops.framework.finding import begins_with
from property_ops.framework.first_days import FirstOfMonth, first_days
from property_ops.framework.models import User
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate
from property_ops.modules.works.domain.states import WorkState
from property_ops.modules.works.models import WorkCost, WorkOrder

_BOOLEAN = BooleanField()
_FEN = BigIntegerField()
SPENDING = (WorkState.APPROVED, WorkState.SCHEDULED, WorkState.IN_PROGRESS, WorkState.DONE, WorkState.SENT_BACK)
NEAR = 90
"""Per cent of the ceiling from which somebody has to look."""


def works(user: User) -> QuerySet[WorkOrder]:
    """The works `user` may see, the latest first; `total` is what a work cost."""
    mine = WorkOrder.objects.visible_to(user).select_related("estate")
    cost = ExpressionWrapper(F("labour") + F("material") + F("machine") + F("provider"), output_field=YuanField())
    return mine.annotate(total=cost).order_by(
        Coalesce("accepted_on", "done_on", "planned_on").desc(nulls_first=True), "number"
    )


def find_works(works: QuerySet[WorkOrder], text: str) -> QuerySet[WorkOrder]:
    """By number, kind, place or who accepted."""
    text = text.strip()
    fields = ("number", "kind", "place", "accepted_by")
    match = Q()
    for field in fields:
        match |= Q(**{f"{field}__icontains": text})
    return works.filter(match)


def first_works(user: User, text: str, *, most: int) -> QuerySet[WorkOrder]:
    """The latest whose number or place begins so."""
    found = begins_with("number", text.upper()) | begins_with("place", text)
    return WorkOrder.objects.visible_to(user).select_related("estate").filter(found).order_by("-pk")[:most]


def of_month(works: QuerySet[WorkOrder], month: Month) -> QuerySet[WorkOrder]:
    """Accepted in the month; those not accepted yet, done in it."""
    inside: tuple[date, date] = (month.start, month.period.last_day)
    return works.filter(Q(accepted_on__range=inside) | Q(accepted_on__isnull=True, done_on__range=inside))


def kinds(works: QuerySet[WorkOrder]) -> list[str]:
    """The kinds of work there are among them, as the office writes them."""
    return sorted(works.order_by().values_list("kind", flat=True).distinct())


def months(works: QuerySet[WorkOrder]) -> list[Month]:
    """The months of `of_month` that find something, the latest first."""
    return [Month.of(day) for day in reversed(first_days(works, FirstOfMonth(Coalesce("accepted_on", "done_on"))))]


def latest_month(until: date) -> Month | None:
    """The last month in which a work was accepted, up to that day."""
    latest = WorkOrder.objects.filter(accepted_on__lte=until).aggregate(latest=Max("accepted_on"))["latest"]
    return Month.of(latest) if latest else None


def agreed_works(estate: Estate) -> QuerySet[WorkOrder]:
    """Released and not done yet, the nearest first; those that were begun come first."""
    states = [WorkState.APPROVED, WorkState.SCHEDULED, WorkState.IN_PROGRESS, WorkState.SENT_BACK]
    begun = Q(state__in=[WorkState.IN_PROGRESS, WorkState.SENT_BACK])
    found = WorkOrder.objects.filter(estate=estate, state__in=states).annotate(begun=ExpressionWrapper(begun, _BOOLEAN))
    return found.order_by("-begun", F("planned_on").asc(nulls_last=True), "number")


def near_ceiling(works: QuerySet[WorkOrder]) -> QuerySet[WorkOrder]:
    """Not accepted yet, and a tenth or less of the ceiling is left, rework and all: phones book without being asked."""
    apart = WorkCost.objects.filter(Q(round__gt=1) | Q(late=True), work=OuterRef("pk")).order_by().values("work")
    spent = Cast("total", _FEN) + Coalesce(Cast(Subquery(apart.annotate(sum=Sum("amount")).values("sum")), _FEN), 0)
    open_works = works.filter(state__in=SPENDING, ceiling__isnull=False)
    percent = ExpressionWrapper(spent * 100 - Cast("ceiling", _FEN) * NEAR, output_field=_FEN)
    return open_works.annotate(above=percent).filter(above__gte=0)


def waiting_works(user: User) -> QuerySet[WorkOrder]:
    """The works that wait for acceptance or were sent back, the oldest first."""
    waiting = works(user).filter(state__in=[WorkState.DONE, WorkState.SENT_BACK])
    return waiting.order_by(F("done_on").asc(nulls_last=True), "number")
