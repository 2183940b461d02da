"""Checkpoints, plans, scans and days of bad weather, for somebody who looks at them."""

from django.db.models import Count, Max, Q, QuerySet

from property_ops.framework.models import User
from property_ops.modules.confirmations.public import AgreementItem
from property_ops.modules.dispatch.public import Crew, crew_of
from property_ops.modules.estates.public import Estate, visible_estates
from property_ops.modules.rounds.models import BadWeatherDay, Checkpoint, RoundPlan, RoundPlanLine, RoundScan


def visible_checkpoints(user: User) -> QuerySet[Checkpoint]:
    """With the moment of the last scan."""
    return Checkpoint.objects.visible_to(user).select_related("estate").annotate(last_scan=Max("scans__scanned_at"))


def find_checkpoints(found: QuerySet[Checkpoint], text: str) -> QuerySet[Checkpoint]:
    return found.filter(Q(code__icontains=text) | Q(name__icontains=text))


def in_use(estate: Estate) -> QuerySet[Checkpoint]:
    return Checkpoint.objects.filter(estate=estate, retired_on=None).order_by("code")


def visible_scans(user: User) -> QuerySet[RoundScan]:
    """The latest first, with what makes them doubtful."""
    scans = RoundScan.objects.visible_to(user).select_related("checkpoint__estate", "by", "crew", "doubtful", "picture")
    return scans.order_by("-scanned_at", "-pk")


def find_scans(found: QuerySet[RoundScan], text: str) -> QuerySet[RoundScan]:
    place = Q(checkpoint__code__icontains=text) | Q(checkpoint__name__icontains=text)
    return found.filter(place | Q(by__username__icontains=text))


def visible_plans(user: User) -> QuerySet[RoundPlan]:
    plans = RoundPlan.objects.visible_to(user).select_related("item__estate", "prepared_by", "decided_by")
    return plans.annotate(line_count=Count("lines")).order_by("-start", "item__estate__code", "item")


def lines_of_plan(plan: RoundPlan) -> QuerySet[RoundPlanLine]:
    return plan.lines.select_related("crew").prefetch_related("points__checkpoint").order_by("number")


def latest_plan(item: AgreementItem) -> RoundPlan | None:
    """The approved one that a new plan follows."""
    return RoundPlan.objects.filter(RoundPlan.STANDS, item=item).order_by("-start").first()


def visible_items(user: User) -> QuerySet[AgreementItem]:
    return AgreementItem.objects.visible_to(user).select_related("estate").order_by("estate__code", "id")


def visible_weather(user: User) -> QuerySet[BadWeatherDay]:
    days = BadWeatherDay.objects.visible_to(user).select_related("estate", "prepared_by", "decided_by")
    return days.order_by("-day", "estate__code")


def crews_in_use() -> QuerySet[Crew]:
    return Crew.objects.filter(active=True).order_by("code")


def walked_estates(user: User) -> QuerySet[Estate]:
    """Where somebody walks rounds: the estates they may see, and those in which their crew was promised."""
    with_plans = Estate.objects.filter(agreement_items__round_plans__isnull=False)
    own = Q(agreement_items__round_plans__lines__crew=crew_of(user)) if crew_of(user) else Q(pk__in=())
    return with_plans.filter(Q(pk__in=visible_estates(user)) | own).distinct().order_by("code")
