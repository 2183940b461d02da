"""Who pays for a unit: the form, and the page on which another person decides."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing import selectors
from invoices.modules.billing.approvals import PAYER_CHANGES
from invoices.modules.billing.services import prepare_payer_change
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web.display import Fact, facts_of, shown
from property_ops.framework.web.pages import Crumb, FormPage
from property_ops.modules.estates.kit import OfUnit

CHANGE = "billing.change_payer"


class PayerForm(forms.Form):
    payer = forms.ChoiceField(label=_("payer"), choices=selectors.PAYERS)
    split_by_days = forms.BooleanField(label=_("an owner change splits the period by days"), required=False)
    mask_payer = forms.BooleanField(label=_("mask the payer's name on documents"), required=False)
    reason = forms.CharField(label=_("by which paper"), max_length=200)


class NewPayerChange(OfUnit, FormPage):
    permission_required = CHANGE
    menu = "bills"
    form_class = PayerForm
    submit_label = _("Ask for approval")
    subtitle = _("For bills that are drafted after another person approved it. Debts stay with whoever owes them.")
    success_message = _("It waits for another person's approval.")
    change: Any = None

    def get_title(self) -> str:
        return gettext("Who pays for %(unit)s") % {"unit": self.unit.code}

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (self.crumb_of_unit(),)

    def get_initial(self) -> dict[str, Any]:
        return selectors.account_terms(self.unit)

    def form_valid(self, form: Any) -> HttpResponse:
        change = PAYER_CHANGES.model(unit=self.unit, **form.cleaned_data)
        self.change = prepare_payer_change(change=change, by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("payer_change", args=[self.change.pk])


class PayerChangePage(DecidedPage):
    permission_required = "billing.view"
    personal_data = False
    kind = PAYER_CHANGES
    question = _("Have you compared it with the paper? Somebody else pays from then on.")
    menu = "bills"

    def get_title(self) -> str:
        return gettext("Who pays for %(unit)s") % {"unit": self.object.unit.code}

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (Crumb(self.object.unit.code, reverse("unit", args=[self.object.unit.code])),)

    def facts(self) -> Sequence[Fact]:
        one = self.object
        return [
            Fact(_("payer"), _turned(gettext(one.get_payer_before_display()), gettext(one.get_payer_display()))),
            Fact(_("an owner change splits the period by days"), _turned(one.split_before, one.split_by_days)),
            Fact(_("mask the payer's name on documents"), _turned(one.mask_before, one.mask_payer)),
            *facts_of(one, "reason", "prepared_by", "prepared_at"),
        ]


def _turned(before: Any, after: Any) -> str:
    return str(shown(after)) if before == after else f"{shown(before)} → {shown(after)}"
