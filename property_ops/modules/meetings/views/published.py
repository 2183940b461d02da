"""What of the meetings the company publishes: of slot `published_figures`."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.published import PublishedFigure, PublishedRow
from property_ops.modules.meetings.selectors import meetings as read


def _meeting(one: Any) -> PublishedRow:
    return PublishedRow(str(one), one.begins_at, reverse("meeting", args=[one.pk]))


def _opinion(one: Any) -> PublishedRow:
    return PublishedRow(str(one), one.meeting.begins_at, reverse("meeting", args=[one.meeting_id]))


HELD = PublishedFigure(
    "meetings_held", _("residents' meetings held"), "次", "meetings.view", read.held_in, _meeting, order=10
)
OPINIONS = PublishedFigure(
    "meeting_opinions",
    _("opinions taken down at meetings"),
    "条",
    "meetings.view",
    read.opinions_in,
    _opinion,
    estate="meeting__estate",
    order=11,
)
