"""The charts of the page: areas by estate, and by month of acceptance."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext

from property_ops.framework.web.charts import Chart, ChartSeries
from property_ops.modules.insight.domain.periods import months_of
from property_ops.modules.insight.selectors import HalfYear

AREAS = ("road", "facades", "inner_walls")


@dataclass(frozen=True, slots=True)
class TitledChart:
    key: str
    title: str
    icon: str
    chart: Chart


def drawn(found: HalfYear) -> list[TitledChart]:
    """m² for each kind of area; none where nothing is."""
    rows = [row for row in found.works.rows if row.figure.code in AREAS and row.works]
    if not rows:
        return []
    estates = [estate for estate in found.estates if any(row.by_estate.get(estate.code) for row in rows)]
    months = months_of(found.period)
    by_estate = [_series(row, [row.by_estate.get(estate.code) for estate in estates]) for row in rows]
    by_month = [_series(row, [row.by_month.get(month) for month in months]) for row in rows]
    return [
        TitledChart(
            "chart-estates",
            gettext("By estate"),
            "building-community",
            Chart(gettext("Estate"), tuple(estate.name for estate in estates), tuple(by_estate), unit="㎡"),
        ),
        TitledChart(
            "chart-months",
            gettext("By month of acceptance"),
            "calendar-stats",
            Chart(gettext("Month"), tuple(str(month) for month in months), tuple(by_month), unit="㎡"),
        ),
    ]


def _series(row: Any, values: list[Decimal | None]) -> ChartSeries:
    return ChartSeries(str(capfirst(gettext(row.figure.label))), tuple(value or Decimal(0) for value in values))
