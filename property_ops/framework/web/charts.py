"""Charts: a figure that is drawn by ECharts, with its table for who does not see it, and where each part leads.

A panel with a chart asks for it once the page is there, so that no page waits for its sums; without a script there is
the link to the page with the same figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from property_ops.framework.web.display import percent, shown
from property_ops.framework.web.pages import Page
from property_ops.framework.web.tabs import Panel
from property_ops.framework.workbook import Ratio
from property_ops.kernel.money import Yuan

Figure = Yuan | Ratio | Decimal | int | None


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """One figure for each name of its chart; of ratios a line in per cent, else bars, or a line where wanted.

    `urls`: the rows behind each figure, in their order, where it has rows of its own.
    """

    name: str
    values: tuple[Figure, ...]
    is_line: bool = False
    urls: tuple[str, ...] = ()

    @property
    def is_ratio(self) -> bool:
        return any(isinstance(value, Ratio) for value in self.values)


@dataclass(frozen=True, slots=True)
class Chart:
    """`urls`: where each name leads, in their order, if anywhere; `across` is what the names are, for the table."""

    across: str
    names: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    urls: tuple[str, ...] = ()
    unit: str = ""

    def drawn(self) -> dict[str, Any]:
        """For the script: amounts in yuan, ratios in per cent."""
        series = [
            {
                "name": one.name,
                "line": one.is_line or one.is_ratio,
                "ratio": one.is_ratio,
                "values": [_number(value) for value in one.values],
                "urls": one.urls,
            }
            for one in self.series
        ]
        return {"names": self.names, "urls": self.urls, "unit": self.unit, "series": series}

    def rows(self) -> list[tuple[str, str, list[tuple[Any, str]]]]:
        """(name, where it leads, figures as people read them, each with its rows)."""
        columns = [
            [(_words(value), url) for value, url in zip(one.values, one.urls or ("",) * len(one.values), strict=True)]
            for one in self.series
        ]
        return [
            (name, url, [column[place] for column in columns])
            for place, (name, url) in enumerate(zip(self.names, self.urls or ("",) * len(self.names), strict=True))
        ]


def _number(value: Figure) -> float | None:
    if value is None:
        return None
    if isinstance(value, Ratio):
        return float(value * 100)
    return float(value.as_decimal() if isinstance(value, Yuan) else value)


def _words(value: Figure) -> Any:
    if value is None:
        return ""
    return percent(value) if isinstance(value, Ratio) else shown(value)


class LatePanel(Panel):
    """A panel whose inside is a page of its own (`piece`, by its URL name), asked for when the page is there."""

    template_name = "framework/late_panel.html"
    piece: ClassVar[str]
    draws: ClassVar[bool] = False
    """Whether there is a chart in it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"piece": self.piece, "url": self.url, "words": self.url_label}


class ChartPiece(Page):
    """What a LatePanel asks for: give `get_chart()`."""

    menu = "dashboard"
    personal_data = False
    template_name = "framework/chart.html"

    def get_chart(self) -> Chart | None:
        """Nothing where there is nothing to draw."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        match = self.request.resolver_match
        return super().get_context_data(**kwargs) | {
            "chart": self.get_chart(),
            "key": f"chart-{match.url_name if match else ''}",
            "title": self.title,
        }


def draw_here(panels: Sequence[Panel]) -> bool:
    """Whether ECharts is wanted on the page."""
    return any(getattr(panel, "draws", False) for panel in panels)
