"""What of the providers the company publishes: of slot `published_figures`."""

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.published import PublishedFigure, PublishedRow
from property_ops.modules.providers.selectors.orders import accepted_in
from property_ops.modules.providers.selectors.prices import agreements_on


def _order(one: Any) -> PublishedRow:
    words = f"{one.number} {one.get_trade_display()}"
    return PublishedRow(words, one.accepted_on, reverse("service_order", args=[one.number]))


def _agreement(one: Any) -> PublishedRow:
    return PublishedRow(str(one), one.start, reverse("cooperation_agreement", args=[one.pk]))


ORDERS = PublishedFigure(
    "service_orders", _("services of providers accepted"), "单", "providers.view", accepted_in, _order, order=20
)
PROVIDERS = PublishedFigure(
    "providers",
    _("providers under agreement"),
    "家",
    "providers.view",
    lambda period: agreements_on(period.last_day).select_related("provider"),
    _agreement,
    estate="",
    counts=Count("provider", distinct=True),
    order=21,
)
