"""Signing in on one's own phone, by the code that hangs at the meeting."""

from datetime import datetime

from django.db import transaction

from property_ops.framework.signing import proven
from property_ops.framework.signing_in import SignInClosed, SignInWithoutName, is_open
from property_ops.kernel.writing import within
from property_ops.modules.meetings.models import Attendance, AttendanceWay, Meeting, MeetingMinutes, MeetingOff
from property_ops.modules.meetings.models.meeting import HERE


def meeting_at(given: str) -> Meeting:
    """The meeting that a code belongs to. Raises LinkNotFound."""
    return proven(Meeting.objects.select_related("estate"), given, HERE, "number")


@transaction.atomic
def sign_in(*, meeting: Meeting, name: str, home: str, now: datetime) -> Attendance:
    """Who signs in twice is there once. Raises SignInClosed, SignInWithoutName."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    name, home = within(name, most=40), within(home, most=40)
    is_over = MeetingMinutes.objects.filter(meeting=meeting) or MeetingOff.objects.filter(meeting=meeting)
    if is_over or not is_open(meeting.begins_at, now):
        raise SignInClosed()
    if not name:
        raise SignInWithoutName()
    made, _fresh = Attendance.objects.get_or_create(
        meeting=meeting, name=name, home=home, defaults={"way": AttendanceWay.CODE, "at": now}
    )
    return made
