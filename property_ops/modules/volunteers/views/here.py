"""Without a log-in: who comes to an activity scans the code that hangs there and signs in on the own phone."""

from property_ops.framework.web.signing_in import SignInHead, sign_in_page
from property_ops.modules.volunteers.public import VolunteerActivity
from property_ops.modules.volunteers.services.volunteering import activity_at, sign_in


def _head(activity: VolunteerActivity) -> SignInHead:
    small = f"{activity.team.estate.name} · {activity.team.name}"
    return SignInHead(small, activity.title, activity.place, activity.begins_at)


here = sign_in_page(
    "volunteers",
    find=activity_at,
    head=_head,
    sign=lambda activity, name, home, now: sign_in(activity=activity, name=name, home=home, now=now),
)
