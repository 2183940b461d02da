"""What the deposits add to the page of a unit and to an account at the counter."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from invoices.modules.deposits import selectors
from invoices.modules.deposits.views.deposits import VIEW
from property_ops.framework.web.tabs import Panel
from property_ops.kernel.money import ZERO


class DepositsOfUnit(Panel):
    """What is held of the unit's owners and tenants."""

    permission_required = VIEW
    title = _("Deposits")
    icon = "lock-dollar"
    order = 56
    template_name = "deposits/unit_panel.html"

    @property
    def unit(self) -> Any:
        return self.subject

    @property
    def party(self) -> str | None:
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held = list(selectors.held_deposits(self.unit, self.party))
        return super().get_context_data(**kwargs) | {
            "code": self.unit.code,
            "party": self.party or "",
            "held": held,
            "total": sum((one.left for one in held), ZERO),
        }


class DepositsOfAccount(DepositsOfUnit):
    """What is held of the payer at the counter."""

    @property
    def unit(self) -> Any:
        return self.subject.unit

    @property
    def party(self) -> str | None:
        return str(self.subject.party)
