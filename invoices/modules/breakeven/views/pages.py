"""Cost and income of all estates in a year, and of one: on screen, as Excel and as PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.breakeven import selectors
from invoices.modules.breakeven.approvals import TRUE_UPS
from invoices.modules.breakeven.domain.rates import PLACES, Rated, balancing, income_at, proportional
from invoices.modules.breakeven.domain.result import EstateResult
from invoices.modules.breakeven.domain.true_up import TrueUpOutcome
from invoices.modules.breakeven.reports import charts, paper, sheet
from invoices.modules.breakeven.views.costs import PREPARE, VIEW
from invoices.modules.breakeven.views.volunteers import volunteers_table
from invoices.modules.breakeven.views.words import who_bears
from property_ops.framework.approval.display import decision
from property_ops.framework.fields import choices_of
from property_ops.framework.web.exports import workbook_response
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.pages import Crumb, Page
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Period
from property_ops.modules.estates.public import Estate, Management, visible_estates


class OfYear(Page):
    """A page of a year: the one of the address, else the latest that the ledger has."""

    permission_required = VIEW
    menu = "breakeven"

    @cached_property
    def years(self) -> list[int]:
        """Those of the ledger, and this one where none of them has begun."""
        found, this = selectors.years(), timezone.localdate().year
        return found if any(year <= this for year in found) else [*found, this]

    @cached_property
    def year(self) -> int:
        asked = self.request.GET.get("year", "")
        if asked in map(str, self.years):
            return int(asked)
        codes = [one.code for one in visible_estates(self.user)]
        return selectors.latest_year(codes, until=timezone.localdate()) or timezone.localdate().year

    @property
    def period(self) -> Period:
        return selectors.year_of(self.year)


class Overview(OfYear):
    title = _("Break-even")
    subtitle = _("Income equals expense: cost − income = balance, from the ledger.")
    template_name = "breakeven/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        estates = list(visible_estates(self.user).order_by("code"))
        found = selectors.results([estate.code for estate in estates], self.period)
        rows = [(estate, found[estate.code]) for estate in estates if found[estate.code].parts]
        managed = [row for row in rows if row[0].management == Management.MANAGED]
        assisted = [row for row in rows if row[0].management != Management.MANAGED]
        return super().get_context_data(**kwargs) | {
            "rows": rows,
            "groups": [(managed, _together(managed)), (assisted, _together(assisted))],
            "whole": _together(rows),
            "years": self.years,
            "year": self.year,
        }


def _together(rows: Sequence[tuple[Any, EstateResult]]) -> EstateResult:
    return EstateResult([part for _, result in rows for part in result.parts])


class SimulationForm(forms.Form):
    rate = forms.DecimalField(
        min_value=0,
        max_value=100,
        decimal_places=PLACES,
        required=False,
        widget=forms.NumberInput(attrs={"class": "form-control", "step": "0.0001"}),
    )


@dataclass(frozen=True, slots=True)
class Simulated:
    """Rates, what they would have brought, and the residents' balance then."""

    rated: Sequence[Rated]
    income: Yuan
    balance: Yuan


class EstatePage(OfYear):
    template_name = "breakeven/estate.html"

    @cached_property
    def estate(self) -> Estate:
        found = selectors.estate_named(self.user, self.kwargs["code"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def result(self) -> EstateResult:
        return selectors.result_of(self.estate.code, self.period)

    @cached_property
    def rated(self) -> list[Rated]:
        return selectors.rated(self.estate, self.period)

    @property
    def needed(self) -> Yuan:
        """What the service fee would have to bring."""
        return self.result.needed

    def get_title(self) -> str:
        return gettext("%(estate)s: break-even %(year)s") % {"estate": self.estate.name, "year": self.year}

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (Crumb(_("Break-even"), f"{reverse('breakeven')}?year={self.year}"),)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        wanted = request.GET.get("export")
        if wanted == "xlsx":
            return self.excel()
        if wanted == "pdf":
            return self.pdf()
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = SimulationForm(self.request.GET or None)
        typed = form.cleaned_data["rate"] if form.is_valid() else None
        return super().get_context_data(**kwargs) | {
            "estate": self.estate,
            "result": self.result,
            "bears": who_bears(self.result),
            "fundings": sheet.funding_names(self.result),
            "rows": sheet.rows(self.result),
            "chart": charts.by_month(self.result),
            "volunteers": volunteers_table(self.estate, self.period, self.result, self.user),
            "rated": self.rated,
            "next": self.simulated(balancing(self.rated, needed=self.needed)),
            "form": form,
            "asked": self.simulated(proportional(self.rated, rate=typed)) if typed is not None else None,
            "years": self.years,
            "year": self.year,
            **self.true_up(),
        }

    def true_up(self) -> dict[str, Any]:
        found = selectors.true_up_of(self.estate, self.year)
        carried = selectors.carried_into(self.estate, self.year)
        return {
            "true_up": found,
            "carried": carried,
            "to_decide": self.result.residents_balance + carried,
            "outcomes": [(code, gettext(words)) for code, words in choices_of(TrueUpOutcome)],
            "may_prepare": found is None and timezone.localdate().year > self.year and self.user.has_perm(PREPARE),
            "decision": decision(TRUE_UPS, found, self.user) if found else None,
        }

    def simulated(self, rated: Sequence[Rated]) -> Simulated | None:
        if not rated:
            return None
        income = income_at(rated)
        return Simulated(rated, income, self.needed - income)

    def excel(self) -> HttpResponseBase:
        columns, rows = sheet.cells(self.result)
        return workbook_response(columns, rows, name=self.get_title())[0]

    def pdf(self) -> HttpResponse:
        data = paper.draw(
            self.estate,
            self.year,
            self.result,
            now=self.rated,
            balancing=balancing(self.rated, needed=self.needed),
            bears=" ".join(who_bears(self.result)),
            on=timezone.localdate(),
        )
        return pdf_response(data, f"break-even-{self.estate.code}-{self.year}")
