"""What bills and statements say besides the amounts."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import BillingTerms, change_terms
from property_ops.framework.web.pages import FormPage


class BillingTermsForm(forms.ModelForm):
    class Meta:
        model = BillingTerms
        fields = ("due_days", "mask_payers", "ways_to_pay", "how_to_object")
        widgets = {"ways_to_pay": forms.Textarea({"rows": 4}), "how_to_object": forms.Textarea({"rows": 4})}


class TermsPage(FormPage):
    permission = "billing.change_terms"
    title = _("Billing terms")
    subtitle = _("Bills issued from now on follow them.")
    submit_label = _("Save")
    form_class = BillingTermsForm

    def get_form(self, data: Any = None, files: Any = None) -> BillingTermsForm:
        return BillingTermsForm(data=data, instance=BillingTerms.objects.first())

    def save(self, form: Any) -> str:
        change_terms(terms=form.save(commit=False), by=self.user)
        return gettext("Saved.")

    def where_to(self) -> str:
        return reverse("billing_terms")
