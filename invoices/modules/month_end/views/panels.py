"""The month on the dashboard."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from invoices.modules.month_end import selectors
from property_ops.framework.web.tabs import Panel
from property_ops.modules.estates.public import visible_estates


class MonthPanel(Panel):
    """Where the shown month stands."""

    permission_required = "charges.view"
    title = _("Month end")
    icon = "calendar-check"
    order = 2
    wide = True
    template_name = "month_end/month_panel.html"

    @property
    def url(self) -> str:
        return reverse("month_end_of", args=[self.subject])

    url_label = _("To the month end")

    @cached_property
    def end(self) -> selectors.MonthEnd:
        return selectors.month_end(self.subject, visible_estates(self.user))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"end": self.end, "month": self.subject}
