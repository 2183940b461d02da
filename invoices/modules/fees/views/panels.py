"""What the one-off fees add to the page of a unit and to an account at the counter."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from invoices.modules.fees import selectors
from invoices.modules.fees.views.orders import STATES, VIEW
from property_ops.framework.web.tabs import Panel

SHOWN = 8


class FeesOfUnit(Panel):
    """What the household ordered, the latest first."""

    permission_required = VIEW
    title = _("One-off fees")
    icon = "shopping-bag"
    order = 57
    template_name = "fees/unit_panel.html"

    @property
    def unit(self) -> Any:
        return self.subject

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        orders = selectors.orders_of_unit(self.unit, self.request.user)[:SHOWN]  # type: ignore[arg-type]
        return super().get_context_data(**kwargs) | {
            "code": self.unit.code,
            "orders": [(one, STATES.badge(one.state)) for one in orders],
        }


class FeesOfAccount(FeesOfUnit):
    """The same beside what an account owes at the counter."""

    @property
    def unit(self) -> Any:
        return self.subject.unit
