"""The charts of the page: areas by estate, and by month of acceptance."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext

from property_ops.framework.web.charts import Chart, ChartSeries
from property_ops.kernel.period import Period
from property_ops.modules.insight.domain.periods import months_of
from property_ops.modules.insight.selectors import HalfYear

AREAS = ("road", "facades", "inner_walls")


@dataclass(frozen=True, slots=True)
class TitledChart:
    key: str
    title: str
    icon: str
    chart: Chart


RowsOf = Callable[[str, Period, str], str]
"""The address of the rows behind a figure, by its code, in days, of an estate's code or of all."""


def drawn(found: HalfYear, *, only: str, rows_of: RowsOf) -> list[TitledChart]:
    """m² for each kind of area, of the estate `only` or of all; none where nothing is."""
    rows = [row for row in found.works.rows if row.figure.code in AREAS and row.works]
    if not rows:
        return []
    estates = [estate for estate in found.estates if any(row.by_estate.get(estate.code) for row in rows)]
    months = months_of(found.period)
    by_estate = [
        _series(row, [(row.by_estate.get(one.code), found.period, one.code) for one in estates], rows_of)
        for row in rows
    ]
    by_month = [
        _series(row, [(row.by_month.get(one), one.period & found.period, only) for one in months], rows_of)
        for row in rows
    ]
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


def _series(row: Any, parts: list[tuple[Decimal | None, Period, str]], rows_of: RowsOf) -> ChartSeries:
    return ChartSeries(
        str(capfirst(gettext(row.figure.label))),
        tuple(value or Decimal(0) for value, _days, _estate in parts),
        urls=tuple(rows_of(row.figure.code, days, estate) if value else "" for value, days, estate in parts),
    )
