"""On a bill's page: whether an invoice of it is asked for."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import BillState, visible_bills
from invoices.modules.tax import selectors, services
from property_ops.framework.web.pages import Action
from property_ops.framework.web.tabs import Panel

VIEW, EXPORT = "tax.view", "tax.export"


class InvoicePanel(Panel):
    """Of slot `bill_panels`."""

    permission_required = VIEW
    title = _("Invoice")
    icon = "receipt-tax"
    order = 70
    template_name = "tax/bill_panel.html"

    def is_there(self) -> bool:
        return bool(self.subject.state == BillState.ISSUED)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "bill": self.subject,
            "is_wished": selectors.is_wished(self.subject),
            "exported": selectors.exported_at(self.subject),
            "may_export": self.user.has_perm(EXPORT),
        }


class WishInvoice(Action):
    permission_required = EXPORT
    menu = "bills"
    success_message = _("An invoice of this bill is exported with the next file.")

    @cached_property
    def bill(self) -> Any:
        return get_object_or_404(visible_bills(self.user), pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponse:
        services.wish_invoice(bill=self.bill, by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("bill", args=[self.bill.pk])
