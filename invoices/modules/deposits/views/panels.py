"""What the deposits add to the page of a unit and to an account at the counter."""

from typing import Any

from django.urls import reverse
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
            "take": reverse("take_deposit", args=[self.unit.code]) + (f"?party={self.party}" if self.party else ""),
            "held": held,
            "total": sum((one.left for one in held), ZERO),
        }


class DepositsOfProvider(DepositsOfUnit):
    """What is held of a provider."""

    wide = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held = list(selectors.held_of_provider(self.subject))
        return Panel.get_context_data(self, **kwargs) | {
            "take": reverse("take_providers_deposit", args=[self.subject.code]),
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
