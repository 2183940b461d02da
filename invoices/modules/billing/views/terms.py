"""What bills and statements say besides the amounts."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import BillingTerms, change_terms
from property_ops.framework.web.pages import FormPage


class BillingTermsForm(forms.ModelForm):
    class Meta:
        model = BillingTerms
        fields = ("due_days", "mask_payers", "ways_to_pay", "how_to_object")
        widgets = {"ways_to_pay": forms.Textarea({"rows": 4}), "how_to_object": forms.Textarea({"rows": 4})}


class TermsPage(FormPage):
    permission_required = "billing.change_terms"
    title = _("Billing terms")
    subtitle = _("Bills issued from now on follow them.")
    submit_label = _("Save")
    form_class = BillingTermsForm
    success_message = _("Saved.")
    success_url = reverse_lazy("billing_terms")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": BillingTerms.load()}

    def form_valid(self, form: Any) -> HttpResponse:
        change_terms(terms=form.save(commit=False), by=self.user)
        return super().form_valid(form)
