"""Owners are told that a vote is open: each home of the register once, on a day on which it runs."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from property_ops.kernel.text import gettext_noop
from property_ops.modules.notices.public import NoticeTemplate, Telling, tell_each
from property_ops.modules.votes.models import ElectorUnit, Poll

VOTE_OPEN = NoticeTemplate(
    "vote_open",
    gettext_noop("A vote of the owners is open"),
    gettext_noop("%(estate)s: the vote “%(title)s” is open until %(day)s. You vote on paper, or on your page."),
    ("estate", "title", "day"),
)
"""Of slot `notice_templates`."""


def tell_of_open_votes(*, now: datetime, today: date) -> None:
    """Of slot `daily_notices`."""
    running = Poll.objects.filter(Poll.STANDS, result=None, first_day__lte=today, last_day__gte=today)
    for poll in running.select_related("estate").order_by("pk"):
        facts = {"estate": poll.estate.name, "title": poll.title, "day": str(poll.last_day)}
        units = ElectorUnit.objects.filter(poll=poll, tenure__isnull=False).order_by("pk")
        owners = units.values_list("tenure", flat=True)
        what = [Telling(poll.number, owner, poll.estate_id, facts) for owner in owners if owner is not None]
        over = datetime.combine(poll.last_day + timedelta(days=1), time(), timezone.get_current_timezone())
        tell_each(template=VOTE_OPEN.name, what=what, now=now, until=over)
