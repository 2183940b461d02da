"""Whoever lives in the estate is told of a meeting once, from a week before it until it begins."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import Unit
from property_ops.modules.meetings.models import Meeting
from property_ops.modules.notices.public import NoticeTemplate, Telling, living_in, tell_each, tenures_told

AHEAD = timedelta(days=7)
MEETING_CALLED = NoticeTemplate(
    "meeting_called",
    gettext_noop("A meeting is called"),
    gettext_noop("%(estate)s: “%(title)s”, %(when)s, %(place)s. Come, or leave your opinion with the grid worker."),
    ("estate", "title", "when", "place"),
)
MEETING_OFF = NoticeTemplate(
    "meeting_off",
    gettext_noop("A meeting does not take place"),
    gettext_noop("%(estate)s: “%(title)s”, %(when)s, does not take place."),
    ("estate", "title", "when"),
    at_once=True,
)
"""Both of slot `notice_templates`."""


def tell_of_meetings(*, now: datetime, today: date) -> None:
    """Of slot `daily_notices`."""
    soon = Meeting.objects.filter(begins_at__gt=now, begins_at__lte=now + AHEAD, off=None).select_related("estate")
    for meeting in soon.order_by("pk"):
        units = list(Unit.objects.filter(estate=meeting.estate_id).values_list("pk", flat=True))
        people = living_in(units, on=today)
        _tell(MEETING_CALLED, meeting, [one.pk for some in people.values() for one in some], now)


def tell_that_it_is_off(meeting: Meeting, *, now: datetime) -> None:
    """Those who were told of it."""
    _tell(MEETING_OFF, meeting, sorted(tenures_told(MEETING_CALLED.name, meeting.number)), now)


def _tell(template: NoticeTemplate, meeting: Meeting, households: Sequence[int], now: datetime) -> None:
    facts = {
        "estate": meeting.estate.name,
        "title": meeting.title,
        "place": meeting.place,
        "when": f"{timezone.localtime(meeting.begins_at):%Y-%m-%d %H:%M}",
    }
    told = {name: facts[name] for name in template.facts}
    what = [Telling(meeting.number, tenure, meeting.estate_id, told) for tenure in households]
    tell_each(template=template.name, what=what, now=now, until=meeting.begins_at)
