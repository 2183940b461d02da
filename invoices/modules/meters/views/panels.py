"""What the meters add to the page of a unit."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from invoices.modules.meters import selectors
from invoices.modules.meters.views.meters import VIEW
from property_ops.framework.approval.display import state_badge
from property_ops.framework.web.tabs import Panel


class MetersOfUnit(Panel):
    permission_required = VIEW
    title = _("Meters")
    icon = "gauge"
    order = 58
    template_name = "meters/unit_panel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        meters = selectors.visible_meters(self.request.user).filter(unit=self.subject)  # type: ignore[arg-type]
        return super().get_context_data(**kwargs) | {
            "code": self.subject.code,
            "meters": [(one, state_badge(one.state)) for one in meters],
        }
