"""On a bill's page: whether an invoice is asked for, and in whose name it is made out."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import BillState, visible_bills
from invoices.modules.tax import selectors, services
from property_ops.framework.web.pages import Action, FormPage
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
        bill = self.subject
        return super().get_context_data(**kwargs) | {
            "bill": bill,
            "buyer": selectors.buyer_of(bill.account.unit, selectors.party_of(bill)),
            "is_wished": selectors.is_wished(bill),
            "exported": selectors.exported_at(bill),
            "may_export": self.user.has_perm(EXPORT),
        }


class _OfBill:
    """Of a bill that this person may see."""

    permission_required = EXPORT
    menu = "bills"
    kwargs: Any
    user: Any

    @cached_property
    def bill(self) -> Any:
        bills = visible_bills(self.user).select_related("account__unit__estate")
        return get_object_or_404(bills, pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("bill", args=[self.bill.pk])


class WishInvoice(_OfBill, Action):
    success_message = _("An invoice of this bill is exported with the next file.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.wish_invoice(bill=self.bill, by=self.user, now=timezone.now())
        return super().form_valid(form)


class BuyerForm(forms.Form):
    title = forms.CharField(label=_("invoice title"), max_length=100)
    tax_number = forms.CharField(
        label=_("tax number"), max_length=20, required=False, help_text=_("of a company; a person has none")
    )
    email = forms.EmailField(label=_("e-mail for the invoice"), required=False)
    every = forms.BooleanField(label=_("an invoice of every bill"), required=False)


class ChangeBuyer(_OfBill, FormPage):
    personal_data = True
    title = _("In whose name invoices are made out")
    form_class = BuyerForm
    success_message = _("Kept. It holds for files that are exported from now on.")

    @cached_property
    def buyer(self) -> Any:
        return selectors.buyer_of(self.bill.account.unit, selectors.party_of(self.bill))

    def get_subtitle(self) -> str:
        return f"{self.bill.unit_code} {self.bill.payer_name}"

    def get_initial(self) -> dict[str, Any]:
        kept = {name: getattr(self.buyer, name) for name in BuyerForm.base_fields}
        return kept | {"title": self.buyer.title or self.bill.payer_name}

    def form_valid(self, form: Any) -> HttpResponse:
        for name, value in form.cleaned_data.items():
            setattr(self.buyer, name, value)
        services.keep_buyer(buyer=self.buyer, by=self.user, now=timezone.now())
        return super().form_valid(form)
