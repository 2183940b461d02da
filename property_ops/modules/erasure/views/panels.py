"""What erasures add to the page of a unit: who moved out."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.tabs import Panel
from property_ops.modules.erasure.selectors.erasures import ASK, former_residents


class FormerResidents(Panel):
    """Of slot `unit_panels`: for who may ask for an erasure."""

    permission_required = ASK
    title = _("Former residents")
    icon = "user-off"
    order = 95
    template_name = "erasure/panel.html"

    def is_there(self) -> bool:
        return bool(former_residents(self.subject, today=timezone.localdate()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "residents": former_residents(self.subject, today=timezone.localdate())
        }
