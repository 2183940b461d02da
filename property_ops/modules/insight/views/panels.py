"""The half-year's figures on the overview, for those who answer for them."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.charts import LatePanel
from property_ops.framework.web.pages import Page
from property_ops.modules.insight import selectors
from property_ops.modules.insight.reports import sheet

VIEW = "insight.view"
MOST = 12


class HalfYearPiece(Page):
    """The first figures of the half-year in which a work was accepted last."""

    permission_required = VIEW
    personal_data = False
    menu = "dashboard"
    template_name = "insight/half_year_panel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        period = selectors.usual_half_year(self.user, today=timezone.localdate())
        lines = [line for line in sheet.lines(selectors.half_year(self.user, period)) if line.total is not None]
        return super().get_context_data(**kwargs) | {
            "period": period,
            "lines": [line for line in lines if not line.is_part][:MOST],
        }


class HalfYearPanel(LatePanel):
    """Of slot `dashboard_panels`."""

    permission_required = VIEW
    title = _("Half-year table")
    icon = "chart-bar"
    order = 3
    wide = True
    piece = "half_year_piece"
    url_label = _("Half-year table")

    @property
    def url(self) -> str:
        return reverse("insight")
