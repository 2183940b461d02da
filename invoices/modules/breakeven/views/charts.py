"""Cost beside income, estate by estate: a panel of the overview."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.breakeven import selectors
from invoices.modules.breakeven.domain.result import EstateResult
from property_ops.framework.web.charts import Chart, ChartPiece, ChartSeries, LatePanel
from property_ops.kernel.period import Period
from property_ops.modules.estates.public import managed_estates

VIEW = "breakeven.view"
MOST_YEARS = 3


def year_of(year: int) -> Period:
    return Period(date(year, 1, 1), date(year + 1, 1, 1))


class BreakEvenChart(ChartPiece):
    """The managed estates in the latest year with cost or income of any; from the sums of closed months."""

    permission_required = VIEW
    title = _("Break-even")

    def get_chart(self) -> Chart | None:
        estates = list(managed_estates(self.user).order_by("code"))
        for year in selectors.years()[:MOST_YEARS]:
            found = selectors.results([estate.code for estate in estates], year_of(year))
            shown = [(estate, found[estate.code]) for estate in estates if found[estate.code].parts]
            if shown:
                return self._drawn(year, shown)
        return None

    def _drawn(self, year: int, shown: Sequence[tuple[Any, EstateResult]]) -> Chart:
        return Chart(
            across=f"{gettext('Estate')} {year}",
            names=tuple(estate.name for estate, _result in shown),
            series=(
                ChartSeries(gettext("Income (billed)"), tuple(result.income for _estate, result in shown)),
                ChartSeries(gettext("Expense"), tuple(result.cost for _estate, result in shown)),
            ),
            urls=tuple(f"{reverse('breakeven_of', args=[estate.code])}?year={year}" for estate, _result in shown),
            unit=gettext("in yuan"),
        )


class BreakEvenPanel(LatePanel):
    """Of slot `dashboard_panels`."""

    permission_required = VIEW
    title = _("Income and expense of the estates")
    icon = "scale"
    order = 6
    wide = True
    piece = "breakeven_chart"
    draws = True
    url_label = _("Break-even")

    @property
    def url(self) -> str:
        return reverse("breakeven")
