"""Reading teams, activities and hours for someone; and what the hours of an estate are worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from property_ops.framework.models import User
from property_ops.framework.published import within
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Period
from property_ops.kernel.writing import clean
from property_ops.modules.confirmations.public import AgreementItem
from property_ops.modules.estates.public import Estate, visible_estates
from property_ops.modules.volunteers.domain.worth import HALVES, together, worth
from property_ops.modules.volunteers.models import (
    VolunteerActivity,
    VolunteerHours,
    VolunteerHoursLine,
    VolunteerRate,
    VolunteerSignIn,
    VolunteerTeam,
)


@dataclass(frozen=True, slots=True)
class WorthOfActivity:
    """`fen_an_hour` is the rate of its day; `amount` = hours × rate, to the fen."""

    key: int
    number: str
    title: str
    day: date
    item: str
    hours: Decimal
    fen_an_hour: int
    amount: Yuan


def visible_teams(user: User) -> QuerySet[Any]:
    teams = VolunteerTeam.objects.visible_to(user).select_related("estate", "by")
    return teams.annotate(activity_count=Count("activities"))


def has_team(estate: Estate, name: str) -> bool:
    return VolunteerTeam.objects.filter(estate=estate, name=clean(name)).exists()


def visible_activities(user: User) -> QuerySet[Any]:
    """With `came`, and `halves` that count: None until hours are approved."""
    came = VolunteerSignIn.objects.filter(activity=OuterRef("pk")).order_by().values("activity")
    lines = VolunteerHoursLine.objects.filter(hours__activity=OuterRef("pk"), hours__state="approved").order_by()
    return (
        VolunteerActivity.objects.visible_to(user)
        .select_related("team__estate", "item", "by")
        .annotate(
            came=Subquery(came.annotate(count=Count("pk")).values("count")),
            halves=Subquery(lines.values("hours__activity").annotate(sum=Sum("halves")).values("sum")),
            is_open=~Exists(VolunteerHours.objects.filter(activity=OuterRef("pk"), state__in=("waiting", "approved"))),
        )
    )


def find_activities(activities: QuerySet[Any], text: str) -> QuerySet[Any]:
    return activities.filter(Q(number__icontains=text) | Q(title__icontains=text) | Q(team__name__icontains=text))


def visible_hours(user: User) -> QuerySet[VolunteerHours]:
    hours = VolunteerHours.objects.visible_to(user)
    return hours.select_related("activity__team__estate", "prepared_by", "decided_by")


def lines_of(hours: VolunteerHours) -> QuerySet[VolunteerHoursLine]:
    return hours.lines.select_related("who").order_by("pk")


def items_for(user: User) -> QuerySet[AgreementItem]:
    return AgreementItem.objects.filter(estate__in=visible_estates(user)).select_related("estate")


def worth_of(estate: Estate, days: Period) -> Sequence[WorthOfActivity]:
    """Approved hours of activities that offset the cost of a service, each at the rate of its day."""
    rates = list(VolunteerRate.objects.filter(state="approved").order_by("-start"))
    lines = VolunteerHoursLine.objects.filter(
        hours__state="approved", hours__activity__team__estate=estate, hours__activity__item__isnull=False
    )
    activity = "hours__activity__"
    rows = lines.values(*(f"{activity}{name}" for name in ("pk", "number", "title", "begins_at", "item__name")))
    found = []
    for row in rows.annotate(halves=Sum("halves")).order_by(f"{activity}begins_at", f"{activity}number"):
        day = timezone.localdate(row[f"{activity}begins_at"])
        if days.start <= day < days.end:
            fen = next((rate.fen_an_hour for rate in rates if rate.start <= day), 0)
            found.append(
                WorthOfActivity(
                    row[f"{activity}pk"],
                    row[f"{activity}number"],
                    row[f"{activity}title"],
                    day,
                    row[f"{activity}item__name"],
                    Decimal(row["halves"]) / HALVES,
                    fen,
                    worth(row["halves"], fen),
                )
            )
    return found


def worth_together(estate: Estate, days: Period) -> Yuan:
    return together(one.amount for one in worth_of(estate, days))


def activities_of_estate(estate: Estate) -> QuerySet[Any]:
    """For residents, the latest first: with `halves` that count."""
    lines = VolunteerHoursLine.objects.filter(hours__activity=OuterRef("pk"), hours__state="approved").order_by()
    halves = lines.values("hours__activity").annotate(sum=Sum("halves")).values("sum")
    return (
        VolunteerActivity.objects.filter(team__estate=estate).select_related("team").annotate(halves=Subquery(halves))
    )


def hours_in(period: Period) -> QuerySet[VolunteerHoursLine]:
    """Hours that another person signed, of activities of all estates."""
    found = VolunteerHoursLine.objects.filter(within("hours__activity__begins_at__date", period))
    return found.filter(hours__state="approved").select_related("hours__activity__team__estate")


def activities_in(period: Period) -> QuerySet[VolunteerActivity]:
    """Those of which hours were signed, of all estates."""
    held = VolunteerActivity.objects.filter(within("begins_at__date", period), hours__state="approved")
    return held.select_related("team__estate")
