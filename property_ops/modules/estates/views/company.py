"""The company's own data: the letterhead of every document."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import FormPage
from property_ops.modules.estates.public import Company, change_company


class CompanyForm(forms.ModelForm):
    class Meta:
        model = Company
        fields = ("name", "address", "phone", "bank_name", "bank_account")


class CompanyPage(FormPage):
    permission_required = "company.change"
    title = _("Company")
    subtitle = _("Stands at the head of every bill issued from now on.")
    submit_label = _("Save")
    form_class = CompanyForm
    success_message = _("Saved.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Company.load()}

    def form_valid(self, form: Any) -> HttpResponse:
        change_company(company=form.save(commit=False), by=self.user)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("company")
