"""The chart of the page: cost against income by month, and what is left so far."""

from django.utils.translation import gettext

from invoices.modules.breakeven.domain.result import EstateResult
from property_ops.framework.web.charts import Chart, ChartSeries
from property_ops.kernel.money import ZERO, Yuan


def by_month(result: EstateResult) -> Chart:
    """The line is income less cost since the first month."""
    months = [result.of_month(month) for month in result.months]
    running: list[Yuan] = []
    for month in months:
        running.append((running[-1] if running else ZERO) - month.balance)
    return Chart(
        across=gettext("Month"),
        names=tuple(str(month) for month in result.months),
        series=(
            ChartSeries(gettext("Expense"), tuple(month.cost for month in months)),
            ChartSeries(gettext("Income"), tuple(month.income for month in months)),
            ChartSeries(gettext("Surplus so far"), tuple(running), is_line=True),
        ),
        unit=gettext("in yuan"),
    )
