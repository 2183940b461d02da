"""Meetings called or held, and what became of their opinions: of slot `estate_affairs`. Nobody is named."""

from datetime import date
from typing import Any

from django.utils.translation import gettext

from property_ops.framework.web.display import shown
from property_ops.modules.estates.public import Estate
from property_ops.modules.meetings.selectors.meetings import meetings_of_estate
from property_ops.modules.news.public import AffairsRow, AffairsSection

MOST = 8


def meetings_told(estate: Estate, today: date) -> AffairsSection:
    """The next first; what was said stands in the minutes, which are not for everybody."""
    return AffairsSection(gettext("Meetings"), [_row(one) for one in meetings_of_estate(estate)[:MOST]], order=40)


def _row(meeting: Any) -> AffairsRow:
    more = f"{meeting.get_kind_display()} · {shown(meeting.begins_at)} · {meeting.place}"
    if meeting.off_because:
        return AffairsRow(meeting.title, f"{more} · {meeting.off_because}", gettext("does not take place"))
    if not meeting.is_held:
        return AffairsRow(meeting.title, more, gettext("called"))
    if not meeting.opinion_count:
        return AffairsRow(meeting.title, more, gettext("held"))
    figures = {"count": meeting.opinion_count, "answered": meeting.answered_count}
    words = gettext("%(count)s opinions, %(answered)s answered") % figures
    return AffairsRow(meeting.title, f"{more} · {words}", gettext("held"))
