"""What of the home visits the company publishes: of slot `published_figures`."""

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.published import PublishedFigure, PublishedRow
from property_ops.modules.home_visits.selectors.visits import homes_met_in


def _visit(one: Any) -> PublishedRow:
    plan = one.home.plan
    return PublishedRow(str(plan), one.at, reverse("visit_plan", args=[plan.pk]))


MET = PublishedFigure(
    "homes_met",
    _("homes met on visits"),
    "户",
    "home_visits.view",
    homes_met_in,
    _visit,
    estate="home__plan__estate",
    counts=Count("home__unit", distinct=True),
    order=12,
)
