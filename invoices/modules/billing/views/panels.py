"""What bills add to other pages."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing import selectors
from invoices.modules.billing.views.bills import state_badge
from property_ops.framework.web.tabs import Panel
from property_ops.modules.estates.public import visible_estates

SHOWN = 12


class UnitBills(Panel):
    """The unit's latest bills."""

    permission = "billing.view"
    title = _("Bills")
    icon = "file-invoice"
    order = 50
    wide = True
    template_name = "billing/unit_panel.html"

    @property
    def url(self) -> str:
        return f"{reverse('bills')}?q={self.subject.code}"

    url_label = _("All bills")

    def context(self) -> dict[str, Any]:
        bills = selectors.bills_of_unit(self.user, self.subject)[:SHOWN]
        return {"bills": [(bill, state_badge(bill.state)) for bill in bills]}


class MonthPanel(Panel):
    """Where the shown month stands."""

    permission = "charges.view"
    title = _("Month end")
    icon = "calendar-check"
    order = 10
    wide = True
    template_name = "billing/month_panel.html"

    @property
    def url(self) -> str:
        return reverse("month_end_of", args=[self.subject])

    url_label = _("To the month end")

    @cached_property
    def end(self) -> selectors.MonthEnd:
        return selectors.month_end(self.subject, visible_estates(self.user))

    def context(self) -> dict[str, Any]:
        return {"end": self.end, "month": self.subject}
