"""Leases of common parts: the list, a new one, one of them with its months."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.common_income import selectors, services
from invoices.modules.common_income.approvals import COMMON_LEASES
from invoices.modules.common_income.domain.rents import KINDS
from property_ops.framework.approval.display import STATE_CHOICES, StateColumn
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web import columns
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.months import month_name
from property_ops.framework.web.pages import Action, Crumb, FormPage, ReasonForm
from property_ops.framework.web.rows import Measure
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import ONE_DAY
from property_ops.modules.estates.public import ManagedEstateFilter, managed_estates

VIEW, PREPARE, APPROVE = "common_income.view", "common_income.prepare", "common_income.approve"


def crumbs() -> tuple[Crumb, Crumb]:
    return Crumb(_("Common income"), reverse("common_funds")), Crumb(_("Common leases"), reverse("common_leases"))


class LeaseTable(columns.ListTable):
    number = columns.Text(
        verbose_name=_("lease number"), linkify=("common_lease", {"pk": columns.A("pk")}), default=_("not approved")
    )
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    kind = columns.Text(verbose_name=_("what is let"), accessor="get_kind_display", orderable=False)
    place = columns.Text(verbose_name=_("place"))
    tenant = columns.Text(verbose_name=_("who rents it"))
    monthly_rent = columns.Amount(verbose_name=_("rent a month"))
    start = columns.DayColumn(verbose_name=_("let from"))
    until = columns.LastDay(verbose_name=_("last day"), orderable=False)
    state = StateColumn()


class LeaseFilters(Filters):
    estate = ManagedEstateFilter()
    state = Choice(label=_("state"), empty_label=_("all"), choices=STATE_CHOICES)


class CommonLeases(ListPage):
    title = _("Leases of common parts")
    permission_required = VIEW
    menu = "common_funds"
    new = (_("New lease of a common part"), "new_common_lease")
    table_class = LeaseTable
    filterset_class = LeaseFilters
    search_hint = _("number, place or tenant")
    empty_text = _("Nothing is let yet.")
    export_name = "公共部位出租"
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_leases(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_leases(queryset, text)

    def breadcrumbs(self) -> Sequence[Crumb]:
        return crumbs()[:1]


class LeaseForm(forms.Form):
    estate: Any = forms.ModelChoiceField(queryset=None, label=_("estate"))
    kind = forms.ChoiceField(label=_("What is let"))
    place = forms.CharField(label=_("Place"), max_length=80)
    tenant = forms.CharField(label=_("Who rents it"), max_length=60)
    monthly_rent = Measure(label=_("Rent a month"), min_value=0, max_value=1_000_000, decimal_places=2)
    start = DayField(label=_("First day"))
    last = DayField(label=_("Last day"))
    basis = forms.CharField(
        label=_("Resolved by"), max_length=120, help_text=_("resolution of the owners or their committee, with its day")
    )

    def __init__(self, *args: Any, estates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["estate"].queryset = estates
        fields["kind"].choices = [(code, gettext(name)) for code, name in KINDS.items()]


class NewCommonLease(FormPage):
    personal_data = True
    permission_required = PREPARE
    menu = "common_funds"
    title = _("New lease of a common part")
    subtitle = _("The rent is the owners' money. It is owed month by month, for the days that it ran.")
    form_class = LeaseForm
    submit_label = _("Propose")
    success_message = _("It waits for another person's approval.")
    lease: Any = None

    def breadcrumbs(self) -> Sequence[Crumb]:
        return crumbs()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"estates": managed_estates(self.user).order_by("code")}

    def form_valid(self, form: Any) -> HttpResponse:
        said = dict(form.cleaned_data)
        rent = Yuan.parse(str(said.pop("monthly_rent")))
        terms = services.CommonLeaseTerms(end=said.pop("last") + ONE_DAY, monthly_rent=rent, **said)
        self.lease = services.prepare_lease(terms=terms, by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("common_lease", args=[self.lease.pk])


class CommonLeasePage(DecidedPage):
    permission_required = VIEW
    personal_data = True
    kind = COMMON_LEASES
    menu = "common_funds"
    template_name = "common_income/lease.html"

    def get_title(self) -> str:
        return gettext("Lease %(lease)s") % {"lease": self.object}

    def get_subtitle(self) -> str:
        return f"{self.object.estate.name} · {self.object.place}"

    def breadcrumbs(self) -> Sequence[Crumb]:
        return crumbs()

    def facts(self) -> Sequence[Fact]:
        one = self.object
        facts = [
            Fact(_("estate"), one.estate.name, reverse("common_fund", args=[one.estate.code])),
            Fact(_("what is let"), gettext(one.get_kind_display())),
            *facts_of(one, "place", "tenant", "monthly_rent", "start"),
            Fact(_("last day"), one.until - ONE_DAY),
            *facts_of(one, "basis", "prepared_by", "decided_by"),
        ]
        return [*facts, *facts_of(one, "ended_on", "ended_by", "ended_because")] if one.ended_on else facts

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one, today = self.object, timezone.localdate()
        runs = bool(one.number) and one.ended_on is None and one.start <= today < one.end
        months = selectors.months_of(one, today=today) if one.number else []
        return super().get_context_data(**kwargs) | {
            "months": [(month_name(month), owed, posted) for month, owed, posted in months],
            "may_end": runs and self.user.has_perm(APPROVE) and one.prepared_by_id != self.user.pk,
        }


class EndForm(ReasonForm):
    day = DayField(label=_("first day on which it is not let"))


class EndCommonLease(Action):
    permission_required = APPROVE
    menu = "common_funds"
    form_class = EndForm
    success_message = _("Ended. What was posted beyond is taken back with the next posting of its month.")

    @cached_property
    def lease(self) -> Any:
        return get_object_or_404(selectors.visible_leases(self.user), pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponse:
        services.end_lease(
            lease_id=self.lease.pk, day=form.cleaned_data["day"], because=form.cleaned_data["because"], by=self.user
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("common_lease", args=[self.lease.pk])
