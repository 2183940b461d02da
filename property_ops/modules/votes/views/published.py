"""What of the votes the company publishes: of slot `published_figures`."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.published import PublishedFigure, PublishedRow
from property_ops.modules.votes.selectors.results import found_in


def _result(one: Any) -> PublishedRow:
    return PublishedRow(str(one.poll), one.at, reverse("poll", args=[one.poll_id]))


FOUND = PublishedFigure(
    "votes_held", _("votes of the owners held"), "次", "votes.view", found_in, _result, estate="poll__estate", order=14
)
