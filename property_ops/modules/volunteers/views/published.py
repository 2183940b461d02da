"""What of the volunteers the company publishes: of slot `published_figures`."""

from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.published import PublishedFigure, PublishedRow
from property_ops.framework.web.display import number
from property_ops.modules.volunteers.domain.worth import HALVES
from property_ops.modules.volunteers.selectors import volunteers as read


def _activity(one: Any) -> PublishedRow:
    return PublishedRow(str(one), one.begins_at, reverse("volunteer_activity", args=[one.pk]))


def _hours(one: Any) -> PublishedRow:
    activity = one.hours.activity
    words = f"{activity} {number(one.in_hours)}"
    return PublishedRow(words, activity.begins_at, reverse("volunteer_hours", args=[one.hours_id]))


ACTIVITIES = PublishedFigure(
    "volunteer_activities",
    _("activities of volunteers"),
    "次",
    "volunteers.view",
    read.activities_in,
    _activity,
    estate="team__estate",
    order=30,
)
HOURS = PublishedFigure(
    "volunteer_hours",
    _("hours of volunteers"),
    "小时",
    "volunteers.view",
    read.hours_in,
    _hours,
    estate="hours__activity__team__estate",
    counts=Sum("halves"),
    per=HALVES,
    order=31,
)
