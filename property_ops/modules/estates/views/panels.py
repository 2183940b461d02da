"""What the register adds to the overview."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.tabs import Panel
from property_ops.modules.estates import selectors


class KeyFigures(Panel):
    """Of slot `dashboard_panels`: the managed estates and how their units are occupied at the month's end."""

    permission_required = "estates.view"
    title = _("Managed estates")
    icon = "buildings"
    order = 90
    wide = True
    template_name = "estates/figures_panel.html"
    url_label = _("All estates")

    @property
    def url(self) -> str:
        return reverse("estates")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        figures = selectors.key_figures(self.user, on=self.subject.period.last_day)
        return super().get_context_data(**kwargs) | {
            "figures": figures,
            "total": selectors.total_of(figures),
            "month": self.subject,
        }
