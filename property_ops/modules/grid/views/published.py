"""What of the grid the company publishes: of slot `published_figures`."""

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.published import PublishedFigure, PublishedRow
from property_ops.modules.grid.selectors.grid import duties_on


def _duty(one: Any) -> PublishedRow:
    return PublishedRow(str(one.area), one.start, reverse("grid_area", args=[one.area_id]))


WORKERS = PublishedFigure(
    "grid_workers",
    _("people responsible for a grid"),
    "名",
    "grid.view",
    lambda period: duties_on(period.last_day),
    _duty,
    estate="area__estate",
    counts=Count("person", distinct=True),
    order=9,
)
