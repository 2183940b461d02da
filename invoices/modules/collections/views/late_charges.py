"""Terms of late charges: every version by estate, proposed by one and approved by another."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from invoices.modules.collections import selectors
from invoices.modules.collections.approvals import LATE_CHARGE_TERMS
from invoices.modules.collections.services import prepare_terms
from property_ops.framework.approval.display import decision, state_badge
from property_ops.framework.web.pages import FormPage, Page
from property_ops.modules.estates.public import managed_estates


class LateChargeTermsPage(Page):
    title = _("Late charges")
    subtitle = _("Off unless the estate's agreement has them: simple, per day, on principal only, capped.")
    permission_required = "collections.view"
    template_name = "collections/terms.html"
    new = (_("Propose terms"), "late_charge_terms_new")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [
            (
                terms,
                state_badge(terms.state),
                decision(LATE_CHARGE_TERMS, terms, self.user),
            )
            for terms in selectors.visible_terms(self.user)
        ]
        return super().get_context_data(**kwargs) | {"rows": rows}


class LateChargeTermsForm(forms.Form):
    rate = forms.DecimalField(
        label=_("rate per day, in per mille"),
        help_text=_("0.5 is 万分之五 (five ten-thousandths) a day."),
        max_digits=6,
        decimal_places=3,
        min_value=0,
        initial="0.5",
    )
    grace_days = forms.IntegerField(label=_("days of grace"), min_value=0, max_value=365, initial=0)
    cap_percent = forms.IntegerField(label=_("cap, % of the principal"), min_value=1, max_value=100, initial=20)
    start = forms.DateField(label=_("from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(
        label=_("clause of the agreement"), max_length=200, help_text=_("Printed beside every late charge.")
    )

    def __init__(self, *args: Any, estates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["estate"] = forms.ModelChoiceField(
            label=_("estate"), queryset=estates, to_field_name="code", empty_label=None
        )
        self.order_fields(["estate"])


class NewTermsPage(FormPage):
    permission_required = "collections.prepare"
    menu = "late_charge_terms"
    above = ((_("Late charges"), "late_charge_terms"),)
    success_url = reverse_lazy("late_charge_terms")
    title = _("Propose terms of late charges")
    form_class = LateChargeTermsForm
    submit_label = _("Propose")
    success_message = _("The terms wait for another person's approval; nothing is charged by them until then.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"estates": managed_estates(self.user).order_by("code")}

    def form_valid(self, form: Any) -> HttpResponse:
        values = form.cleaned_data
        prepare_terms(
            estate=values["estate"],
            rate=values["rate"] / 1000,
            grace_days=values["grace_days"],
            cap_percent=values["cap_percent"],
            start=values["start"],
            reason=values["reason"],
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)
