"""Next year's rate: tried out, kept, printed for the meeting, put to the vote, and beside what came."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.forecasts import selectors, services
from invoices.modules.forecasts.approvals import FORECASTS
from invoices.modules.forecasts.domain.reckoning import RATE_PLACES, Assumptions
from invoices.modules.forecasts.reports import budget, paper
from property_ops.framework.approval.display import STATE_CHOICES, StateColumn, decision, history, state_badge
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.web import columns
from property_ops.framework.web.amounts import Amount
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, Crumb, FormPage
from property_ops.framework.web.rows import Measure
from property_ops.framework.web.shown import ShownTable
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import ManagedEstateFilter, managed_estates
from property_ops.modules.votes.public import PollTerms

VIEW, PREPARE = "forecasts.view", "forecasts.prepare"
SHOWN = 12


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
    subtitle = _(
        "At which rate the service fee covers the year and no more. Nothing changes by it before the owners voted."
    )
    permission_required = VIEW
    table_class = ForecastTable
    filterset_class = ForecastFilters
    search_hint = _("forecast number")
    empty_text = _("No rate was reckoned yet.")
    empty_offer = (_("Reckon a rate"), "new_forecast", PREPARE)
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


class ForecastForm(forms.Form):
    """`try` shows what follows and keeps nothing."""

    estate: Any = forms.ModelChoiceField(queryset=None, label=_("estate"))
    year = forms.IntegerField(label=_("year ahead"), min_value=2000, max_value=2200)
    change = Measure(
        label=_("recurring costs change by (%)"), min_value=-90, max_value=300, decimal_places=2, initial=Decimal(0)
    )
    more_vacant = Measure(
        label=_("more homes vacant (%)"), min_value=0, max_value=90, decimal_places=2, initial=Decimal(0)
    )
    works = Amount(label=_("planned works (yuan, of the year)"), required=False)
    reserve = Amount(label=_("reserve (yuan)"), required=False)
    subsidy = Amount(label=_("subsidy (yuan)"), required=False)
    rate = Measure(
        label=_("another rate for homes (yuan per m² and month)"),
        min_value=0,
        max_value=100,
        decimal_places=RATE_PLACES,
        required=False,
        help_text=_("Empty: the rate at which it balances. Other uses change alike."),
    )
    note = forms.CharField(label=_("remark"), max_length=200, required=False)

    def __init__(self, *args: Any, estates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["estate"].queryset = estates

    @property
    def said(self) -> Assumptions:
        typed = self.cleaned_data
        return Assumptions(
            change=typed["change"],
            more_vacant=typed["more_vacant"],
            works=typed["works"] or ZERO,
            reserve=typed["reserve"] or ZERO,
            subsidy=typed["subsidy"] or ZERO,
            rate=typed["rate"],
        )


class NewForecast(FormPage):
    """The simulator: “Try” as often as one likes, then “Keep”."""

    title = _("Reckon next year's rate")
    permission_required = PREPARE
    menu = "forecasts"
    form_class = ForecastForm
    template_name = "forecasts/simulator.html"
    submit_label = _("Keep, for another person to approve")
    success_message = _("Kept. It waits for another person's approval.")
    kept: Any = None

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (list_crumb(),)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"estates": managed_estates(self.user).order_by("code")}

    def get_initial(self) -> dict[str, Any]:
        return {"year": timezone.localdate().year + 1}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "try" not in request.POST:
            return super().post(request, *args, **kwargs)
        form, found = self.get_form(), None
        if form.is_valid():
            try:
                found = selectors.reckoned(
                    form.cleaned_data["estate"],
                    year=form.cleaned_data["year"],
                    base_year=self.base_year(form),
                    said=form.said,
                    today=timezone.localdate(),
                )
            except BusinessError as error:
                form.add_error(None, error.sentence(gettext))
        return self.render_to_response(self.get_context_data(form=form, tables=tables(found) if found else ()))

    def base_year(self, form: Any) -> int:
        return selectors.base_year_of(form.cleaned_data["estate"]) or form.cleaned_data["year"] - 1

    def form_valid(self, form: Any) -> HttpResponse:
        now = timezone.now()
        self.kept = services.keep_forecast(
            estate=form.cleaned_data["estate"],
            year=form.cleaned_data["year"],
            base_year=self.base_year(form),
            said=form.said,
            note=form.cleaned_data["note"],
            by=self.user,
            now=now,
            today=timezone.localdate(now),
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("forecast", args=[self.kept.pk])


def tables(found: Any) -> list[ShownTable]:
    """What was tried out: rates, budget, some homes."""
    lines = [(one.name, one.is_income, one.before, one.foretold) for one in found.lines]
    said = found.said
    rows = budget.rows(
        lines,
        works=said.works,
        reserve=said.reserve,
        subsidy=said.subsidy,
        carried=found.carried,
        needed=found.needed,
    )
    rates = [[now.use, now.rate, then.rate] for now, then in zip(found.now, found.then, strict=True)]
    homes = [[one.code, one.use, one.area, *found.fees(one)] for one in _some(found.homes)]
    return [_rates_table(rates), _budget_table(rows, found.base_year, found.year), _homes_table(homes)]


def _some(homes: Sequence[Any]) -> Sequence[Any]:
    return homes[:: max(len(homes) // SHOWN, 1)][:SHOWN]


def _rates_table(rates: Sequence[Sequence[Any]]) -> ShownTable:
    heads = [_("use"), _("rate in force"), _("foretold rate")]
    return ShownTable(_("The rate, yuan per m² and month"), "calculator", heads, rates)


def _budget_table(rows: Sequence[Sequence[Any]], base_year: int, year: int) -> ShownTable:
    heads = [
        _("kind of cost or income"),
        gettext("came to in %(year)s") % {"year": base_year},
        gettext("foretold for %(year)s") % {"year": year},
    ]
    return ShownTable(_("Cost and who covers it, yuan"), "table", heads, rows)


def _homes_table(homes: Sequence[Sequence[Any]], links: Sequence[tuple[Any, str]] = ()) -> ShownTable:
    heads = [_("unit"), _("use"), _("area (m²)"), _("a month now"), _("a month then")]
    return ShownTable(_("What it means for a home"), "home", heads, homes, links=links)


class ForecastPage(DetailPage):
    permission_required = VIEW
    personal_data = False
    menu = "forecasts"
    template_name = "framework/decided.html"

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
        facts = [
            Fact(_("State"), state_badge(one.state)),
            *facts_of(one, "number"),
            Fact(_("estate"), one.estate.name, f"{reverse('breakeven_of', args=[one.estate.code])}?year={one.base_year}"),
            Fact(_("Rests on"), gettext("%(months)s months of %(year)s, reckoned for twelve")
                 % {"months": one.months, "year": one.base_year}),
            Fact(_("recurring costs change by (%)"), one.change),
            Fact(_("more homes vacant (%)"), one.more_vacant),
            *facts_of(one, "needed", "income"),
            Fact(_("The homes' lines of twelve months, each rounded"), selectors.paid_by_homes(one)),
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
        homes = [[home.unit_code, home.use, home.area, home.fee_now, home.fee_then] for home in selectors.typical(one)]
        every = [(_("Every home"), reverse("forecast_homes", args=[one.pk]))]
        found = [_rates_table(rates), _budget_table(self.rows(), one.base_year, one.year), _homes_table(homes, every)]
        came = selectors.comparison(one) if one.state == ApprovalState.APPROVED else None
        return super().get_context_data(**kwargs) | {
            "tables": [*found, _came_table(came, one.year)] if came else found,
            "decision": decision(FORECASTS, one, self.user, question=_("Have you gone through what it rests on?")),
            "history": history(one),
        }

    def pdf(self) -> HttpResponse:
        one = self.object
        data = paper.draw(
            one,
            rows=self.rows(),
            typical=selectors.typical(one),
            homes=list(selectors.homes_of(one)),
            on=timezone.localdate(),
        )
        return pdf_response(data, f"{one.number}")


def _came_table(came: Any, year: int) -> ShownTable:
    rows = [[name, foretold, is_now, is_now - foretold] for name, foretold, is_now in came.rows]
    rows.append([gettext("Cost of the residents in all"), *came.cost, came.cost[1] - came.cost[0]])
    rows.append([gettext("Service fee billed"), *came.service_fee, came.service_fee[1] - came.service_fee[0]])
    words = gettext("%(months)s of 12 months are in the ledger; the residents' balance so far is %(balance)s.") % {
        "months": came.months,
        "balance": came.balance.grouped(),
    }
    heads = [_("kind of cost or income"), _("foretold"), _("came"), _("difference")]
    return ShownTable(gettext("What came in %(year)s") % {"year": year}, "history", heads, rows, words=words)


class HomeTable(columns.ListTable):
    unit_code = columns.Text(verbose_name=_("unit"))
    use = columns.Text(verbose_name=_("use"))
    area = columns.Number(verbose_name=_("building area (m²)"))
    vacant = columns.YesNo(verbose_name=_("vacant"))
    fee_now = columns.Amount(verbose_name=_("a month now"))
    fee_then = columns.Amount(verbose_name=_("a month then"))


class ForecastHomes(ListPage):
    title = _("What each home would pay")
    permission_required = VIEW
    menu = "forecasts"
    table_class = HomeTable
    filterset_class = Filters
    search_hint = _("unit code")
    export_name = "各户标准测算"
    personal_data = False

    @cached_property
    def forecast(self) -> Any:
        return get_object_or_404(selectors.visible_forecasts(self.user), pk=self.kwargs["pk"])

    def get_subtitle(self) -> str:
        return f"{self.forecast.estate.name} · {self.forecast.year} · {self.forecast.number}"

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (list_crumb(), Crumb(str(self.forecast), reverse("forecast", args=[self.forecast.pk])))

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_homes(self.user, self.forecast.pk)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_homes(queryset, text)


class VoteForm(forms.Form):
    convener = forms.CharField(label=_("convened by"), max_length=60)
    register_day = DayField(label=_("owners as of"))
    first_day = DayField(label=_("first day"))
    last_day = DayField(label=_("last day"))


class PutToVote(FormPage):
    title = _("Put the rate to the vote")
    permission_required = PREPARE
    menu = "forecasts"
    form_class = VoteForm
    submit_label = _("Prepare the vote")
    success_message = _("The vote is prepared. Another person approves it; then its ballots are printed.")
    poll: Any = None

    @cached_property
    def forecast(self) -> Any:
        return get_object_or_404(selectors.visible_forecasts(self.user), pk=self.kwargs["pk"])

    def get_subtitle(self) -> str:
        return services.subject_of(self.forecast)

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (list_crumb(), Crumb(str(self.forecast), reverse("forecast", args=[self.forecast.pk])))

    def form_valid(self, form: Any) -> HttpResponse:
        title = gettext("Service fee of %(year)s") % {"year": self.forecast.year}
        self.poll = services.put_to_vote(
            forecast_id=self.forecast.pk,
            terms=PollTerms(title=title, **form.cleaned_data),
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("poll", args=[self.poll.pk])
