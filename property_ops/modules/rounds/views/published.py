"""What of the rounds the company publishes: of slot `published_figures`. As they stood when the month was confirmed."""

from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.published import PublishedFigure, PublishedRow
from property_ops.kernel.period import Month
from property_ops.modules.rounds.selectors.months import confirmed_in


def _month(one: Any) -> PublishedRow:
    words = f"{one.item} {one.counted_done} / {one.counted_promised}"
    address = reverse("rounds_month", args=[str(Month.of(one.month)), one.item.estate.code])
    return PublishedRow(words, one.month, address)


PROMISED = PublishedFigure(
    "rounds_promised",
    _("rounds promised"),
    "次",
    "rounds.view",
    confirmed_in,
    _month,
    estate="item__estate",
    counts=Sum("counted_promised"),
    order=5,
)
DONE = PublishedFigure(
    "rounds_done",
    _("rounds done"),
    "次",
    "rounds.view",
    confirmed_in,
    _month,
    estate="item__estate",
    counts=Sum("counted_done"),
    order=6,
)
