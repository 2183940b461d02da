"""The charts of what is due: what became of each month's bills, and how old what is open is."""

from typing import Any

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.collections import selectors
from invoices.modules.collections.domain.ageing import NAMES, total
from invoices.modules.collections.domain.rates import CollectionRate, RateBy
from invoices.modules.ledger.public import head
from property_ops.framework.models import User
from property_ops.framework.web.charts import Chart, ChartPiece, ChartSeries
from property_ops.framework.workbook import Ratio
from property_ops.kernel.canonical import digest_of
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import Month, Period
from property_ops.modules.estates.public import visible_estates

VIEW = "collections.view"
MONTHS, MOST, KEPT_SECONDS = 12, 5, 600


def rates_of(days: Period, user: User) -> list[CollectionRate]:
    """Month by month; added up again once something was posted, or ten minutes later."""
    estates = visible_estates(user)
    codes = digest_of(sorted(estates.values_list("code", flat=True)))
    key = f"collection-rates:{head().digest}:{codes}:{days.start}:{days.end}"
    found: list[CollectionRate] | None = cache.get(key)
    if found is None:
        found = selectors.collection_rates(days, by=RateBy.MONTH, estates=estates)
        cache.set(key, found, KEPT_SECONDS)
    return found


class CollectionChart(ChartPiece):
    """Due and received of it, by the month due (docs/product.md rule 28): twelve months and no more."""

    permission_required = VIEW
    title = _("Due and received, by the month due")

    def get_chart(self) -> Chart | None:
        last = Month.of(selectors.latest_due_day(timezone.localdate()))
        first = last
        for _earlier in range(MONTHS - 1):
            first = first.previous
        found = rates_of(Period(first.start, last.end), self.user)
        if not found:
            return None
        months = [Month.parse(one.words) for one in found]
        rates = tuple(None if one.rate is None else Ratio(one.rate / 100) for one in found)
        page = reverse("collection_rates")
        return Chart(
            across=gettext("Month due"),
            names=tuple(one.words for one in found),
            series=(
                ChartSeries(gettext("Due, less credits"), tuple(one.due - one.credited for one in found)),
                ChartSeries(gettext("Received of it"), tuple(one.received for one in found)),
                ChartSeries(gettext("Collection rate"), rates),
            ),
            urls=tuple(f"{page}?first={one.start}&last={one.period.last_day}" for one in months),
            unit=gettext("in yuan"),
        )


class AgeingChart(ChartPiece):
    """What is open today by its age, and the estates with most of it."""

    permission_required = VIEW
    title = _("What is open, by age")
    template_name = "collections/ageing_chart.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.ages = selectors.of_estates(self.user, as_of=timezone.localdate())
        overdue = [one for one in self.ages if one.aged.overdue > ZERO]
        estates = sorted(overdue, key=lambda one: one.aged.overdue, reverse=True)[:MOST]
        return super().get_context_data(**kwargs) | {"estates": estates}

    def get_chart(self) -> Chart | None:
        if not self.ages:
            return None
        whole = total(one.aged for one in self.ages)
        names = tuple(gettext(name) for name in NAMES)
        series = ChartSeries(gettext("Still open"), tuple(whole.classes))
        return Chart(gettext("Age"), names, (series,), (reverse("arrears"),) * len(names), unit=gettext("in yuan"))
