"""The company's own data: the letterhead of every document."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import FormPage
from property_ops.modules.estates.public import Company, change_company


class CompanyForm(forms.ModelForm):
    class Meta:
        model = Company
        fields = ("name", "address", "phone", "bank_name", "bank_account")


class CompanyPage(FormPage):
    permission = "company.change"
    title = _("Company")
    subtitle = _("Stands at the head of every bill issued from now on.")
    submit_label = _("Save")
    form_class = CompanyForm

    def get_form(self, data: Any = None, files: Any = None) -> CompanyForm:
        return CompanyForm(data=data, instance=Company.objects.first())

    def save(self, form: Any) -> str:
        change_company(company=form.save(commit=False), by=self.user)
        return gettext("Saved.")

    def where_to(self) -> str:
        return reverse("company")
