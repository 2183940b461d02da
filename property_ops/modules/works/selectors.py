"""Reading the works for someone: those of their estates, with their costs."""

from datetime import date
from functools import cache

from django.db.models import Case, ExpressionWrapper, F, IntegerField, Max, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from property_ops.framework.fields import YuanField
from property_ops.framework.models import User
from property_ops.framework.slots import plugged_into
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import visible_estates
from property_ops.modules.works.domain.kinds import Kinds, WorkKind
from property_ops.modules.works.models import WorkOrder, WorkPhoto
from property_ops.modules.works.models.photo import PhotoStage
from property_ops.modules.works.models.work_order import Result


def works(user: User) -> QuerySet[WorkOrder]:
    """The works `user` may see, the latest first; `total` is what a work cost."""
    mine = WorkOrder.objects.filter(estate__in=visible_estates(user)).select_related("estate")
    cost = ExpressionWrapper(F("labour") + F("material") + F("machine"), output_field=YuanField())
    return mine.annotate(total=cost).order_by(Coalesce("accepted_on", "done_on").desc(nulls_first=True), "number")


def find_works(works: QuerySet[WorkOrder], text: str) -> QuerySet[WorkOrder]:
    """By number, kind, place or who accepted."""
    text = text.strip()
    fields = ("number", "kind", "place", "accepted_by")
    match = Q()
    for field in fields:
        match |= Q(**{f"{field}__icontains": text})
    return works.filter(match)


def of_month(works: QuerySet[WorkOrder], month: Month) -> QuerySet[WorkOrder]:
    """Accepted in the month; those not accepted yet, done in it."""
    inside: tuple[date, date] = (month.start, month.period.last_day)
    return works.filter(Q(accepted_on__range=inside) | Q(accepted_on__isnull=True, done_on__range=inside))


def kinds(works: QuerySet[WorkOrder]) -> list[str]:
    """The kinds of work there are among them, as the office writes them."""
    return sorted(works.order_by().values_list("kind", flat=True).distinct())


def months(works: QuerySet[WorkOrder]) -> list[Month]:
    """The months of `of_month` that find something, the latest first."""
    days = works.order_by().annotate(day=Coalesce("accepted_on", "done_on")).exclude(day=None)
    return [Month.of(day) for day in days.dates("day", "month", order="DESC")]


def latest_month() -> Month | None:
    """The last month in which a work was accepted."""
    latest = WorkOrder.objects.aggregate(latest=Max("accepted_on"))["latest"]
    return Month.of(latest) if latest else None


def waiting_works(user: User) -> QuerySet[WorkOrder]:
    """The works that wait for acceptance or were sent back, the oldest first."""
    waiting = works(user).filter(result__in=[Result.PENDING, Result.REWORK])
    return waiting.order_by(F("done_on").asc(nulls_last=True), "number")


@cache
def work_kinds() -> Kinds:
    """The kinds of work that the installed modules declare in the slot `work_kinds`. Raises KindsClash."""
    declared = plugged_into("work_kinds")
    return Kinds(kind for one in declared for kind in ((one,) if isinstance(one, WorkKind) else one))


def kind_of(work: WorkOrder) -> WorkKind | None:
    """The kind that the register's words mean; None where no module declares it."""
    return work_kinds().called(work.kind)


def may_record_on(user: User, work: WorkOrder) -> bool:
    """Who sees the estate may, and whom a module lets in: slot `work_doers`, callables `(user, work) -> bool`."""
    if visible_estates(user).filter(pk=work.estate_id).exists():
        return True
    return any(lets_in(user, work) for lets_in in plugged_into("work_doers"))


def photos_of(work: WorkOrder) -> QuerySet[WorkPhoto]:
    """Before, during, after; within these as they were taken, else added."""
    places = [When(stage=stage, then=Value(place)) for place, stage in enumerate(PhotoStage.values)]
    order = (Case(*places, output_field=IntegerField()), Coalesce("picture__taken_at", "added_at"), "pk")
    return WorkPhoto.objects.filter(work=work).select_related("picture", "added_by").order_by(*order)


def visible_photos(user: User) -> QuerySet[WorkPhoto]:
    mine = WorkPhoto.objects.filter(work__estate__in=visible_estates(user))
    return mine.select_related("picture", "work__estate")
