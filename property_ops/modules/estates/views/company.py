"""The company's own data: the letterhead of every document, and the bank account that stands on it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import decision, history
from property_ops.framework.web.pages import Button, Crumb, FormPage, Page
from property_ops.modules.estates import selectors
from property_ops.modules.estates.approvals import BANK_ACCOUNT_CHANGES
from property_ops.modules.estates.public import Company, change_company
from property_ops.modules.estates.services import COMPANY, propose_bank_account


class CompanyForm(forms.ModelForm):
    class Meta:
        model = Company
        fields = ("name", "address", "phone")


class CompanyPage(FormPage):
    permission_required = COMPANY
    title = _("Company")
    subtitle = _("Stands at the head of every bill issued from now on.")
    submit_label = _("Save")
    form_class = CompanyForm
    success_message = _("Saved.")
    success_url = reverse_lazy("company")

    def buttons(self) -> Sequence[Button]:
        return (Button(_("Bank account"), reverse("company_account"), "building-bank"),)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Company.load()}

    def form_valid(self, form: Any) -> HttpResponse:
        change_company(by=self.user, **form.cleaned_data)
        return super().form_valid(form)


class BankAccountPage(Page):
    """What is in force, and the change that waits, for the person who approves it."""

    permission_required = "bank_account.view"
    personal_data = False
    menu = "company"
    title = _("Bank account")
    template_name = "estates/bank_account.html"

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (Crumb(_("Company"), reverse("company") if self.user.has_perm(COMPANY) else ""),)

    def buttons(self) -> Sequence[Button]:
        if not self.user.has_perm(COMPANY):
            return ()
        return (Button(_("Change the bank account"), reverse("company_change_account"), "edit"),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        company, changes = Company.load(), selectors.bank_account_changes(self.user)
        asked = changes.filter(BANK_ACCOUNT_CHANGES.model.WAITS).first()
        question = _("Approve it? Bills made from now on ask residents to pay into this account.")
        return super().get_context_data(**kwargs) | {
            "rows": [(name, getattr(company, field), getattr(asked, field, "")) for name, field in _ACCOUNT],
            "asked": asked,
            "decision": decision(BANK_ACCOUNT_CHANGES, asked, self.user, question=question) if asked else None,
            "history": [one for change in changes for one in history(change)],
        }


_ACCOUNT = ((_("bank"), "bank_name"), (_("bank account"), "bank_account"))


class BankAccountForm(forms.Form):
    bank_name = forms.CharField(label=_("bank"), max_length=60, required=False)
    bank_account = forms.CharField(label=_("bank account"), max_length=40, required=False)


class ChangeBankAccount(FormPage):
    title = _("Change the bank account")
    permission_required = COMPANY
    menu = "company"
    success_url = reverse_lazy("company_account")
    success_message = _("Recorded. It is in force once another person has approved it.")
    submit_label = _("Submit")
    form_class = BankAccountForm

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (Crumb(_("Company"), reverse("company")), Crumb(_("Bank account"), self.get_success_url()))

    def get_initial(self) -> dict[str, Any]:
        company = Company.load()
        return {"bank_name": company.bank_name, "bank_account": company.bank_account}

    def form_valid(self, form: Any) -> HttpResponse:
        propose_bank_account(by=self.user, now=timezone.now(), **form.cleaned_data)
        return super().form_valid(form)
