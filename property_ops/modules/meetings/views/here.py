"""Without a log-in: who is at a meeting scans the code that hangs there and signs in on the own phone."""

from property_ops.framework.web.signing_in import SignInHead, sign_in_page
from property_ops.modules.meetings.public import Meeting
from property_ops.modules.meetings.services.attending import meeting_at, sign_in


def _head(meeting: Meeting) -> SignInHead:
    small = f"{meeting.estate.name} · {meeting.get_kind_display()}"
    return SignInHead(small, meeting.title, meeting.place, meeting.begins_at)


here = sign_in_page(
    "meetings",
    find=meeting_at,
    head=_head,
    sign=lambda meeting, name, home, now: sign_in(meeting=meeting, name=name, home=home, now=now),
)
