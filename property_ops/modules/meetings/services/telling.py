"""Whoever lives in the estate is told of a meeting once, from a week before it until it begins."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import Unit
from property_ops.modules.meetings.models import Meeting, MeetingOff
from property_ops.modules.notices.public import NoticeTemplate, Telling, living_in, tell_each

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
        _tell(MEETING_CALLED, meeting, now, today)


def tell_that_it_is_off(off: MeetingOff, *, now: datetime) -> None:
    """Where homes were told of it, or are by now."""
    if off.meeting.begins_at <= now + AHEAD:
        _tell(MEETING_OFF, off.meeting, now, timezone.localdate(now))


def _tell(template: NoticeTemplate, meeting: Meeting, now: datetime, today: date) -> None:
    facts = {
        "estate": meeting.estate.name,
        "title": meeting.title,
        "place": meeting.place,
        "when": f"{timezone.localtime(meeting.begins_at):%Y-%m-%d %H:%M}",
    }
    told = {name: facts[name] for name in template.facts}
    units = list(Unit.objects.filter(estate=meeting.estate_id).values_list("pk", flat=True))
    people = living_in(units, on=today)
    what = [Telling(meeting.number, one.pk, meeting.estate_id, told) for some in people.values() for one in some]
    tell_each(template=template.name, what=what, now=now, until=meeting.begins_at)
