"""What bills add to the page of a unit."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing import selectors
from invoices.modules.billing.views.bills import STATES
from property_ops.framework.web.tabs import Panel

SHOWN = 12


class UnitBills(Panel):
    """The unit's latest bills."""

    permission_required = "billing.view"
    title = _("Bills")
    icon = "file-invoice"
    order = 50
    wide = True
    template_name = "billing/unit_panel.html"

    @property
    def url(self) -> str:
        return f"{reverse('bills')}?q={self.subject.code}"

    url_label = _("All bills")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bills = selectors.bills_of_unit(self.user, self.subject)[:SHOWN]
        return super().get_context_data(**kwargs) | {
            "bills": [(bill, STATES.badge(bill.state)) for bill in bills],
            "code": self.subject.code,
            "payer": selectors.account_words(self.subject),
            "waiting": selectors.change_that_waits(self.subject),
        }
