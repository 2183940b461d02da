"""What visitors pay in each estate: the versions, a new one, and the page on which another person decides it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from invoices.modules.visitor_fees import selectors
from invoices.modules.visitor_fees.approvals import VISITOR_TARIFFS
from invoices.modules.visitor_fees.services import VisitorPrice, propose_visitor_tariff
from property_ops.framework.approval.display import STATE_CHOICES, StateColumn
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web import columns
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Crumb, FormPage
from property_ops.framework.web.rows import Measure
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import EstateForm, ManagedEstateFilter, managed_estates

VIEW, PREPARE = "visitor_fees.view", "visitor_fees.prepare"
MENU = "visitor_payments"


def crumbs() -> tuple[Crumb, Crumb]:
    return Crumb(_("Visitors' parking fees"), reverse(MENU)), Crumb(_("Prices"), reverse("visitor_tariffs"))


class TariffTable(columns.ListTable):
    start = columns.DayColumn(
        verbose_name=_("for cars that come from"), linkify=("visitor_tariff", {"pk": columns.A("pk")})
    )
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    free_minutes = columns.Number(verbose_name=_("free minutes"))
    per_hour = columns.Amount(verbose_name=_("a begun hour"))
    most_a_day = columns.Amount(verbose_name=_("at most in 24 hours"))
    basis = columns.Text(verbose_name=_("resolved by"))
    state = StateColumn()


class TariffFilters(Filters):
    estate = ManagedEstateFilter()
    state = Choice(label=_("state"), empty_label=_("all"), choices=STATE_CHOICES)


class Tariffs(ListPage):
    title = _("Prices of visitors' parking")
    permission_required = VIEW
    menu = MENU
    new = (_("New price"), "new_visitor_tariff")
    table_class = TariffTable
    filterset_class = TariffFilters
    empty_text = _("No estate charges visitors.")
    export_name = "访客停车价格"
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_tariffs(self.user)

    def breadcrumbs(self) -> Sequence[Crumb]:
        return crumbs()[:1]


class TariffForm(EstateForm):
    start = DayField(label=_("for cars that come from"))
    free_minutes = forms.IntegerField(label=_("free minutes"), min_value=0, max_value=1440, initial=60)
    per_hour = Measure(
        label=_("a begun hour"),
        min_value=0,
        max_value=1_000,
        decimal_places=2,
        help_text=_("In yuan; zero: nothing is charged from that day on."),
    )
    most_a_day = Measure(
        label=_("at most in 24 hours"), min_value=0, max_value=10_000, decimal_places=2, help_text=_("Zero: no limit.")
    )
    basis = forms.CharField(
        label=_("resolved by"), max_length=120, help_text=_("resolution of the owners or their committee, with its day")
    )


class NewTariff(FormPage):
    personal_data = False
    permission_required = PREPARE
    menu = MENU
    title = _("New price of visitors' parking")
    subtitle = _(
        "What visitors pay is the owners' money. Each car is charged by the price of the day on which it came."
    )
    form_class = TariffForm
    submit_label = _("Propose")
    success_message = _("It waits for another person's approval.")
    tariff: Any = None

    def breadcrumbs(self) -> Sequence[Crumb]:
        return crumbs()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"estates": managed_estates(self.user)}

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        price = VisitorPrice(
            said["free_minutes"], Yuan.exactly(said["per_hour"]), Yuan.exactly(said["most_a_day"]), said["basis"]
        )
        self.tariff = propose_visitor_tariff(
            estate=said["estate"], start=said["start"], price=price, by=self.user, now=timezone.now()
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("visitor_tariff", args=[self.tariff.pk])


class TariffPage(DecidedPage):
    permission_required = VIEW
    personal_data = False
    kind = VISITOR_TARIFFS
    menu = MENU

    def breadcrumbs(self) -> Sequence[Crumb]:
        return crumbs()

    def facts(self) -> Sequence[Fact]:
        one = self.object
        names = ("start", "free_minutes", "per_hour", "most_a_day", "basis", "prepared_by", "decided_by")
        return [Fact(_("estate"), one.estate.name), *facts_of(one, *names)]
