"""What is agreed beforehand: hourly rates of the trades, and each estate's terms of acceptance."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import decision, history
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, Crumb, FormPage
from property_ops.modules.works import selectors
from property_ops.modules.works.approvals import TERMS_CHANGES
from property_ops.modules.works.services.store import RATES, change_rate
from property_ops.modules.works.services.terms import propose_terms
from property_ops.modules.works.views.materials import VIEW
from property_ops.modules.works.views.parts import AmountField, DayField
from property_ops.modules.works.views.register import PERMISSION

CHANGE_TERMS = "works.change_terms"


class RateTable(columns.ListTable):
    trade = columns.Text(verbose_name=_("trade"))
    start = columns.DayColumn(verbose_name=_("in force from"))
    rate = columns.Amount(verbose_name=_("yuan an hour"), adds=False)


class AgreedRates(ListPage):
    title = _("Hourly rates")
    subtitle = _("A rate counts from its day until the next one; hours that are recorded keep theirs.")
    permission_required = VIEW
    menu = "works_materials"
    above = ((_("Materials"), "works_materials"),)
    new = (_("New rate"), "works_new_rate")
    table_class = RateTable
    export_name = "hourly-rates"
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.rates()


class RateForm(forms.Form):
    trade = forms.CharField(label=_("trade"), max_length=30)
    start = DayField(label=_("in force from"), may_be_future=True)
    rate = AmountField(label=_("yuan an hour"))


class NewRate(FormPage):
    title = _("New rate")
    permission_required = RATES
    menu = "works_materials"
    success_url = reverse_lazy("works_rates")
    form_class = RateForm
    success_message = _("Saved.")

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Hourly rates"), self.get_success_url())]

    def form_valid(self, form: Any) -> HttpResponse:
        change_rate(by=self.user, **form.cleaned_data)
        return super().form_valid(form)


class TermsTable(columns.ListTable):
    name = columns.Text(verbose_name=_("estate"), linkify=("works_terms_of", {"code": columns.A("code")}))
    committee = columns.YesNo(verbose_name=_("owners' committee"))
    deemed = columns.Number(verbose_name=_("deemed accepted after (days)"))
    warranty = columns.Number(verbose_name=_("warranty (months)"))
    waits = columns.YesNo(verbose_name=_("a change waits"))


class AcceptanceTermsList(ListPage):
    title = _("Terms of acceptance")
    subtitle = _("Without an entry three parties accept, silence is none, and the warranty is as usual for the kind.")
    permission_required = PERMISSION
    menu = "works"
    above = ((_("Works"), "works"),)
    table_class = TermsTable
    export_name = "terms-of-acceptance"
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.estates_with_terms(self.user)


class TermsOfEstate(DetailPage):
    """What is in force, and the change that waits, for the person who approves it."""

    permission_required = PERMISSION
    personal_data = False
    menu = "works"
    above = (
        (_("Works"), "works"),
        (_("Terms of acceptance"), "works_terms"),
    )
    template_name = "works/terms.html"
    slug_field = slug_url_kwarg = "code"

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.estates_with_terms(self.user)

    def get_title(self) -> Any:
        return _("Terms of acceptance")

    def get_subtitle(self) -> str:
        return str(self.object.name)

    def buttons(self) -> list[Button]:
        if not self.user.has_perm(CHANGE_TERMS) or self.object.waits:
            return []
        return [Button(_("Change the terms"), reverse("works_change_terms", args=[self.object.code]), "edit")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, asked = selectors.terms_of(self.object), selectors.terms_that_wait(self.user, self.object)
        question = _("Approve it? It binds the works that are reported as done from now on.")
        return super().get_context_data(**kwargs) | {
            "rows": [(name, getattr(now, field), getattr(asked, field, None)) for name, field in _TERMS],
            "asked": asked,
            "decision": decision(TERMS_CHANGES, asked, self.user, question=question) if asked else None,
            "history": [
                one for terms in selectors.visible_terms(self.user).filter(estate=self.object) for one in history(terms)
            ],
        }


_TERMS = (
    (_("the estate has an owners' committee"), "has_committee"),
    (_("days until silence counts as acceptance"), "deemed_days"),
    (_("warranty (months)"), "warranty_months"),
    (_("most of an emergency work (yuan)"), "emergency_limit"),
    (_("most of a month's emergency works (yuan)"), "emergency_month_limit"),
    (_("days for residents' complaints after acceptance"), "complaint_days"),
    (_("more than this share of households holds the work for all (%)"), "complaint_percent"),
)


class AcceptanceTermsForm(forms.Form):
    has_committee = forms.BooleanField(label=_("the estate has an owners' committee"), required=False)
    deemed_days = forms.IntegerField(
        label=_("days until silence counts as acceptance"),
        min_value=1,
        max_value=365,
        required=False,
        help_text=_("Only where the agreement of the estate has them; statements then say 视同验收."),
    )
    warranty_months = forms.IntegerField(label=_("warranty (months)"), min_value=0, max_value=600, required=False)
    emergency_limit = AmountField(
        label=_("most of an emergency work (yuan)"),
        required=False,
        help_text=_("Empty: no work begins before it is released."),
    )
    emergency_month_limit = AmountField(label=_("most of a month's emergency works (yuan)"), required=False)
    complaint_days = forms.IntegerField(
        label=_("days for residents' complaints after acceptance"),
        min_value=1,
        max_value=365,
        required=False,
        help_text=_("Empty: residents object to a line of their bill, and no work is held for all."),
    )
    complaint_percent = forms.IntegerField(
        label=_("more than this share of households holds the work for all (%)"),
        min_value=0,
        max_value=99,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        work, month = values.get("emergency_limit"), values.get("emergency_month_limit")
        if (work is None) != (month is None) or (work is not None and month < work):
            self.add_error("emergency_month_limit", _("Give both limits; the month's is not below the single work's."))
        if (values.get("complaint_days") is None) != (values.get("complaint_percent") is None):
            self.add_error("complaint_percent", _("Give both: the days, and the share that holds a work for all."))
        return values


class ChangeTerms(FormPage):
    title = _("Change the terms")
    permission_required = CHANGE_TERMS
    menu = "works"
    success_message = _("Recorded. It is in force once another person has approved it.")
    submit_label = _("Submit")
    form_class = AcceptanceTermsForm

    @cached_property
    def estate(self) -> Any:
        return get_object_or_404(selectors.estates_with_terms(self.user), code=self.kwargs["code"])

    def get_subtitle(self) -> str:
        return str(self.estate.name)

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Works"), reverse("works")), Crumb(_("Terms of acceptance"), self.get_success_url())]

    def get_initial(self) -> dict[str, Any]:
        terms = selectors.terms_of(self.estate)
        return dict(terms.said)

    def form_valid(self, form: Any) -> HttpResponse:
        propose_terms(estate=self.estate, by=self.user, now=timezone.now(), **form.cleaned_data)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("works_terms_of", args=[self.estate.code])
