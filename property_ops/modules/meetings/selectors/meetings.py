"""Reading meetings and their opinions for someone."""

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from property_ops.framework.models import User
from property_ops.framework.published import within
from property_ops.kernel.period import Period
from property_ops.modules.estates.public import Estate
from property_ops.modules.meetings.models import Attendance, Meeting, MeetingMinutes, Opinion


def visible_meetings(user: User) -> QuerySet[Any]:
    """With `is_held`, `off_because`, `attended` and `open_opinions`."""
    minutes = MeetingMinutes.objects.filter(meeting=OuterRef("pk"))
    there = Attendance.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting").annotate(count=Count("pk"))
    waits = Opinion.objects.filter(meeting=OuterRef("pk"), answered_on=None).order_by().values("meeting")
    return (
        Meeting.objects.visible_to(user)
        .select_related("estate", "by")
        .annotate(
            is_held=Exists(minutes),
            off_because=F("off__reason"),
            attended=Subquery(there.values("count")),
            open_opinions=Subquery(waits.annotate(count=Count("pk")).values("count")),
        )
    )


def meetings_of_estate(estate: Estate) -> QuerySet[Any]:
    """For residents: the latest first, with `is_held`, `off_because`, `opinion_count` and `answered_count`."""
    minutes = MeetingMinutes.objects.filter(meeting=OuterRef("pk"))
    found = Meeting.objects.filter(estate=estate).annotate(
        is_held=Exists(minutes),
        off_because=F("off__reason"),
        opinion_count=Count("opinions"),
        answered_count=Count("opinions", filter=Q(opinions__answered_on__isnull=False)),
    )
    return found.order_by("-begins_at", "-pk")


def find_meetings(meetings: QuerySet[Any], text: str) -> QuerySet[Any]:
    return meetings.filter(Q(number__icontains=text) | Q(title__icontains=text))


def visible_opinions(user: User) -> QuerySet[Any]:
    """What waits for its answer first, by the day on which it is due."""
    found = Opinion.objects.visible_to(user).select_related("meeting__estate", "request", "work", "poll", "answered_by")
    return found.order_by(F("answered_on").asc(nulls_first=True), "due_on", "pk")


def opinions_of(meeting: Meeting) -> QuerySet[Any]:
    return meeting.opinions.select_related("request", "work", "poll", "answered_by").order_by("number")


def find_opinions(opinions: QuerySet[Any], text: str) -> QuerySet[Any]:
    return opinions.filter(Q(words__icontains=text) | Q(answers__icontains=text))


def held_in(period: Period) -> QuerySet[Meeting]:
    """Those with minutes, of all estates."""
    return Meeting.objects.filter(within("begins_at__date", period), minutes__isnull=False).select_related("estate")


def opinions_in(period: Period) -> QuerySet[Opinion]:
    """Taken down at meetings that were held, of all estates."""
    found = Opinion.objects.filter(within("meeting__begins_at__date", period), meeting__minutes__isnull=False)
    return found.select_related("meeting__estate")
