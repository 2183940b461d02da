"""What a change of owner adds to the page of a unit."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from invoices.modules.ownership import selectors
from property_ops.framework.web.tabs import Panel


class OwnershipOfUnit(Panel):
    """Who owes and holds what there, changes of owner, certificates."""

    permission_required = "ownership.view"
    title = _("Change of owner, settled account")
    icon = "home-move"
    order = 58
    wide = True
    template_name = "ownership/unit_panel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        changes, certificates = selectors.history_of(self.subject, self.user)
        return super().get_context_data(**kwargs) | {
            "payers": selectors.payers_of_unit(self.subject),
            "changes": changes,
            "certificates": certificates,
        }
