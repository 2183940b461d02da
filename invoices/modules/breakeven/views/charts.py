"""Cost beside income, estate by estate: a panel of the overview."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.breakeven import selectors
from property_ops.framework.web.charts import Chart, ChartPiece, ChartSeries, LatePanel
from property_ops.modules.estates.public import managed_estates

VIEW = "breakeven.view"


class BreakEvenChart(ChartPiece):
    """The managed estates in the latest year with cost or income of any; from the sums of closed months."""

    permission_required = VIEW
    title = _("Break-even")

    def get_chart(self) -> Chart | None:
        estates = list(managed_estates(self.user).order_by("code"))
        codes = [estate.code for estate in estates]
        year = selectors.latest_year(codes, until=timezone.localdate())
        if year is None:
            return None
        found = selectors.results(codes, selectors.year_of(year))
        shown = [(estate, found[estate.code]) for estate in estates if found[estate.code].parts]
        if not shown:
            return None
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
