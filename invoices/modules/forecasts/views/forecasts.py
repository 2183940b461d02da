"""Forecasts of rates: the list, and one of them beside what came."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.forecasts import selectors
from invoices.modules.forecasts.approvals import FORECASTS
from invoices.modules.forecasts.reports import budget, paper
from invoices.modules.forecasts.views.tables import budget_table, came_table, homes_table, rates_table
from property_ops.framework.approval.display import STATE_CHOICES, StateColumn
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web import columns
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, Crumb
from property_ops.modules.estates.public import ManagedEstateFilter

VIEW, PREPARE = "forecasts.view", "forecasts.prepare"


def list_crumb() -> Crumb:
    return Crumb(_("Next year's rate"), reverse("forecasts"))


class ForecastTable(columns.ListTable):
    number = columns.Text(verbose_name=_("forecast number"), linkify=("forecast", {"pk": columns.A("pk")}))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    year = columns.Year(verbose_name=_("year"))
    needed = columns.Amount(verbose_name=_("service fee needed"), adds=False)
    income = columns.Amount(verbose_name=_("service fee at these rates"), adds=False)
    prepared_by = columns.Text(verbose_name=_("prepared by"))
    state = StateColumn()


class ForecastFilters(Filters):
    estate = ManagedEstateFilter()
    state = Choice(label=_("state"), empty_label=_("all"), choices=STATE_CHOICES)


class Forecasts(ListPage):
    title = _("Next year's rate")
    subtitle = _("The rate at which the service fee covers the year and no more. The owners decide about it.")
    permission_required = VIEW
    table_class = ForecastTable
    filterset_class = ForecastFilters
    search_hint = _("forecast number")
    empty_text = _("No rate was reckoned yet.")
    empty_offer = (_("Reckon a rate"), "new_forecast")
    export_name = "下年标准测算"
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_forecasts(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(number__icontains=text)

    def buttons(self) -> Sequence[Button]:
        if not self.user.has_perm(PREPARE):
            return ()
        return (Button(_("Reckon a rate"), reverse("new_forecast"), "calculator", primary=True),)


class ForecastPage(DecidedPage):
    permission_required = VIEW
    personal_data = False
    kind = FORECASTS
    question = _("Have you gone through what it rests on?")
    menu = "forecasts"

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_forecasts(self.user)

    def get_title(self) -> str:
        return gettext("Rate of %(year)s: %(estate)s") % {"year": self.object.year, "estate": self.object.estate.name}

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (list_crumb(),)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.pdf() if request.GET.get("export") == "pdf" else super().get(request, *args, **kwargs)

    def buttons(self) -> Sequence[Button]:
        one = self.object
        found = [
            Button(_("Every home"), reverse("forecast_homes", args=[one.pk]), "home"),
            Button(_("Print for the meeting"), f"{self.request.path}?export=pdf", "printer"),
        ]
        if one.state == ApprovalState.APPROVED and one.poll_id is None and self.user.has_perm("votes.change"):
            found.append(
                Button(_("Put to the vote"), reverse("forecast_vote", args=[one.pk]), "checkbox", primary=True)
            )
        return found

    def facts(self) -> Sequence[Fact]:
        one = self.object
        address = reverse("breakeven_of", args=[one.estate.code])
        facts = [
            *facts_of(one, "number"),
            Fact(_("estate"), one.estate.name, f"{address}?year={one.base_year}"),
            Fact(_("Rests on"), gettext("%(months)s months of %(year)s, reckoned for twelve")
                 % {"months": one.months, "year": one.base_year}),
            Fact(_("recurring costs change by (%)"), one.change),
            Fact(_("more homes vacant (%)"), one.more_vacant),
            *facts_of(one, "needed", "income"),
            Fact(_("The homes as they are registered, twelve months"), selectors.paid_by_homes(one)),
            *(facts_of(one, "note") if one.note else ()),
        ]  # fmt: skip
        if one.poll:
            facts.append(Fact(_("vote"), one.poll, reverse("poll", args=[one.poll_id])))
        return facts

    def rows(self) -> list[budget.Row]:
        one = self.object
        lines = [(line.name, line.is_income, line.before, line.foretold) for line in one.lines.all()]
        return budget.rows(
            lines,
            works=one.works,
            reserve=one.reserve,
            subsidy=one.subsidy,
            carried=one.carried,
            needed=one.needed,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.object
        rates = [[rate.use, rate.rate_now, rate.rate_then] for rate in one.rates.all()]
        homes = [[of.use, of.area, of.homes, of.fee_now, of.fee_then] for of in selectors.typical(one)]
        every = [(_("Every home"), reverse("forecast_homes", args=[one.pk]))]
        found = [rates_table(rates), budget_table(self.rows(), one.base_year, one.year), homes_table(homes, every)]
        came = selectors.comparison(one) if one.state == ApprovalState.APPROVED else None
        return super().get_context_data(**kwargs) | {
            "tables": [*found, came_table(came, one.year)] if came else found,
        }

    def pdf(self) -> HttpResponse:
        one = self.object
        data = paper.draw(
            one,
            rows=self.rows(),
            typical=selectors.typical(one),
            areas=selectors.by_area(one),
            on=timezone.localdate(),
        )
        return pdf_response(data, f"{one.number}")
