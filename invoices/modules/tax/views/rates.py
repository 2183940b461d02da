"""VAT rates: every version with the law it rests on; a new one waits for another person."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from invoices.modules.tax import selectors, services
from invoices.modules.tax.approvals import TAXPAYERS, VAT_RATES
from property_ops.framework.approval.display import NOT_APPROVED, decision
from property_ops.framework.web import columns
from property_ops.framework.web.display import Badges, percent
from property_ops.framework.web.filters import Choice, Filters, Model
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, FormPage
from property_ops.framework.web.rows import Measure

STATES = Badges(
    {
        "in_force": (_("in force"), "green"),
        "coming": (_("coming"), "blue"),
        "over": (_("over"), "gray"),
        **NOT_APPROVED,
    }
)


class RateTable(columns.ListTable):
    item = columns.Text(verbose_name=_("fee item"), accessor="item__name", order_by="item_id")
    taxpayer = columns.Text(verbose_name=_("kind of taxpayer"))
    rate = columns.Percent(verbose_name=_("VAT rate"))
    start = columns.DayColumn(verbose_name=_("in force from"))
    end = columns.LastDay(verbose_name=_("last day"), default=_("open"))
    state = columns.StateColumn(verbose_name=_("state"), accessor="standing", badges=STATES)
    category = columns.Text(verbose_name=_("tax classification"))
    tax_code = columns.Text(verbose_name=_("tax classification code"))
    basis = columns.Text(verbose_name=_("basis"), attrs={"td": {"class": "wide-text small-text"}})


class RateFilters(Filters):
    item = Model(queryset=lambda request: selectors.fee_items(), label=_("fee item"), empty_label=_("all"))
    taxpayer = Choice(choices=selectors.KINDS, label=_("kind of taxpayer"), empty_label=_("all"))
    state = Choice(field_name="standing", choices=STATES.choices, label=_("state"), empty_label=_("all"))


class VatRates(ListPage):
    title = _("VAT rates")
    permission_required = "tax.view"
    table_class = RateTable
    filterset_class = RateFilters
    search_hint = _("fee item, basis, code")
    export_name = "vat-rates"
    personal_data = False
    template_name = "tax/rates.html"

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.all_rates(on=timezone.localdate())

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_rates(queryset, text)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "waiting": [(one, decision(VAT_RATES, one, self.user), percent(one.rate)) for one in selectors.waiting()],
            "taxpayers": [(one, decision(TAXPAYERS, one, self.user)) for one in selectors.taxpayers()],
        }

    def buttons(self) -> Sequence[Button]:
        if not self.user.has_perm("tax.change"):
            return ()
        return (
            Button(_("New VAT rate"), reverse("vat_rate_new"), "plus", primary=True),
            Button(_("Change the kind of taxpayer"), reverse("taxpayer_new"), "building"),
        )


class RateForm(forms.Form):
    item = forms.ModelChoiceField(queryset=selectors.fee_items(), label=_("fee item"))
    taxpayer = forms.ChoiceField(label=_("kind of taxpayer"), choices=selectors.KINDS)
    percentage = Measure(label=_("VAT rate in %"), min_value=Decimal(0), max_value=Decimal(99), decimal_places=2)
    start = DayField(label=_("in force from"))
    category = forms.CharField(label=_("tax classification"), max_length=40, help_text=_("Its short name on invoices."))
    tax_code = forms.RegexField(r"\A\d{19}\Z", label=_("tax classification code"), help_text=_("19 digits."))
    basis = forms.CharField(label=_("basis"), max_length=200, help_text=_("Law or announcement, with its number."))


class TaxpayerForm(forms.Form):
    kind = forms.ChoiceField(label=_("kind of taxpayer"), choices=selectors.KINDS)
    start = DayField(label=_("in force from"))
    basis = forms.CharField(label=_("basis"), max_length=200, help_text=_("Law or announcement, with its number."))


class _RatePage(FormPage):
    permission_required = "tax.change"
    menu = "vat_rates"
    above = ((_("VAT rates"), "vat_rates"),)
    success_url = reverse_lazy("vat_rates")
    narrow = True
    submit_label = _("Propose")


class NewRate(_RatePage):
    title = _("New VAT rate")
    form_class = RateForm
    success_message = _("The new version waits for another person's approval.")

    def form_valid(self, form: Any) -> HttpResponse:
        values = dict(form.cleaned_data)
        services.propose_rate(rate=values.pop("percentage") / 100, **values, by=self.user, now=timezone.now())
        return super().form_valid(form)


class NewTaxpayer(_RatePage):
    title = _("Change the kind of taxpayer")
    form_class = TaxpayerForm
    success_message = _("The new version waits for another person's approval.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.propose_taxpayer(**form.cleaned_data, by=self.user, now=timezone.now())
        return super().form_valid(form)
