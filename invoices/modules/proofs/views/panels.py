"""What the administrator is told of the seals, on the overview."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from invoices.modules.proofs import selectors
from property_ops.framework.web.tabs import Panel


class SealPanel(Panel):
    """Of slot `dashboard_panels`: the last seal, and where seals do not arrive."""

    permission_required = "staff.manage"
    title = _("Seals")
    order = 910
    icon = "certificate"
    template_name = "proofs/panel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        last = selectors.last_seal()
        return super().get_context_data(**kwargs) | {
            "last": last,
            "unsealed": selectors.unsealed(last),
            "sendings": selectors.sendings(),
        }
