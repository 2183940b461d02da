"""Reading plans of home visits: how far they are, and who was not met."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from property_ops.framework.models import User
from property_ops.framework.published import within
from property_ops.kernel.period import Period
from property_ops.modules.estates.public import Estate
from property_ops.modules.home_visits.domain.outcomes import VisitOutcome
from property_ops.modules.home_visits.models import HomeVisit, PlannedHome, VisitOpinion, VisitPlan

UNTRIED = "untried"
"""No outcome: nobody has been at the door yet."""


def visible_plans(user: User) -> QuerySet[Any]:
    """With `planned`, `met` and `opinion_count`, numbers of homes and of opinions."""
    return with_counts(VisitPlan.objects.visible_to(user).select_related("estate", "by"))


def with_counts(plans: QuerySet[Any]) -> QuerySet[Any]:
    homes = PlannedHome.objects.filter(plan=OuterRef("pk")).order_by().values("plan").annotate(count=Count("pk"))
    met = HomeVisit.objects.filter(home__plan=OuterRef("pk"), outcome=VisitOutcome.MET).order_by().values("home__plan")
    said = VisitOpinion.objects.filter(visit__home__plan=OuterRef("pk")).order_by().values("visit__home__plan")
    return plans.annotate(
        planned=Coalesce(Subquery(homes.values("count")), 0),
        met=Coalesce(Subquery(met.annotate(count=Count("pk")).values("count")), 0),
        opinion_count=Coalesce(Subquery(said.annotate(count=Count("pk")).values("count")), 0),
    )


def find_plans(plans: QuerySet[Any], text: str) -> QuerySet[Any]:
    return plans.filter(Q(number__icontains=text) | Q(title__icontains=text))


def visible_homes(user: User) -> QuerySet[Any]:
    """With `outcome`, `visited_at` and `words` of the last visit, and `tries`."""
    last = HomeVisit.objects.filter(home=OuterRef("pk")).order_by("-pk")[:1]
    tries = HomeVisit.objects.filter(home=OuterRef("pk")).order_by().values("home").annotate(count=Count("pk"))
    found = PlannedHome.objects.visible_to(user).select_related("plan__estate", "unit")
    return found.annotate(
        outcome=Subquery(last.values("outcome")),
        visited_at=Subquery(last.values("at")),
        words=Subquery(last.values("words")),
        tries=Subquery(tries.values("count")),
    ).order_by("unit__building", "unit__entrance", "unit__room")


def in_state(homes: QuerySet[Any], state: str) -> QuerySet[Any]:
    """`state`: an outcome of the last visit, or UNTRIED; `open` is all where nobody was met yet and none declined."""
    if state == UNTRIED:
        return homes.filter(outcome=None)
    if state == "open":
        return homes.filter(Q(outcome=None) | Q(outcome=VisitOutcome.NOT_MET))
    return homes.filter(outcome=state)


def figures_of(plan: VisitPlan) -> Mapping[str, int]:
    """How many homes stand how, by outcome of the last visit."""
    last = HomeVisit.objects.filter(home=OuterRef("pk")).order_by("-pk").values("outcome")[:1]
    rows = plan.homes.order_by().annotate(outcome=Subquery(last)).values("outcome").annotate(count=Count("pk"))
    counted = {row["outcome"] or UNTRIED: row["count"] for row in rows}
    return {str(state): counted.get(str(state), 0) for state in (*VisitOutcome, UNTRIED)}


def opinions_of(plan: VisitPlan) -> QuerySet[VisitOpinion]:
    found = VisitOpinion.objects.filter(visit__home__plan=plan).select_related("visit__home__unit", "request")
    return found.order_by("visit__at", "pk")


def open_plans(user: User, today: date) -> QuerySet[Any]:
    """Those that have begun, the latest first, while a home of them is open."""
    return visible_plans(user).filter(first_day__lte=today, planned__gt=F("met"))


def plans_of_estate(estate: Estate) -> QuerySet[Any]:
    return with_counts(VisitPlan.objects.filter(estate=estate))


def homes_met_in(period: Period) -> QuerySet[HomeVisit]:
    """Visits at which somebody was met, of all estates."""
    met = HomeVisit.objects.filter(within("at__date", period), outcome=VisitOutcome.MET)
    return met.select_related("home__plan__estate")
