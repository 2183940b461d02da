"""Plans of home visits: the list, a new one, and its homes with who was not met."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Badges, Fact, facts_of
from property_ops.framework.web.filters import Filters
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, Crumb
from property_ops.modules.estates.public import (
    BuildingsField,
    EstateFilter,
    EstateForm,
    EstateFormPage,
)
from property_ops.modules.home_visits.public import CHANGE, VisitOutcome, plan_visits
from property_ops.modules.home_visits.selectors import visits as read

VIEW, LIST = "home_visits.view", "visit_plans"
OUTCOMES = Badges.of(
    VisitOutcome, {VisitOutcome.MET: "green", VisitOutcome.NOT_MET: "orange", VisitOutcome.DECLINED: "gray"}
)
STATES = [("open", _("not met yet")), (read.UNTRIED, _("nobody was there yet")), *OUTCOMES.choices]


class PlanTable(columns.ListTable):
    number = columns.Text(verbose_name=_("document number"), linkify=("visit_plan", {"pk": columns.A("pk")}))
    title = columns.Text(verbose_name=_("what the visits are about"))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    first_day = columns.DayColumn(verbose_name=_("first day"))
    last_day = columns.DayColumn(verbose_name=_("last day"))
    planned = columns.Number(verbose_name=_("homes"))
    met = columns.Number(verbose_name=_("homes met"))
    opinion_count = columns.Number(verbose_name=_("opinions"))


class PlanFilters(Filters):
    estate = EstateFilter()


class Plans(ListPage):
    title = _("Home visits")
    subtitle = _("Which homes are to be visited, who was not met, and what was said. Visits are recorded on the phone.")
    permission_required = VIEW
    menu = LIST
    new = (_("Plan home visits"), "visit_plan_new")
    table_class = PlanTable
    filterset_class = PlanFilters
    search_hint = _("number or title")
    export_name = "home_visits"
    personal_data = False
    empty_text = _("No visits are planned yet.")

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_plans(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return read.find_plans(queryset, text)


class PlanForm(EstateForm):
    title = forms.CharField(label=_("what the visits are about"), max_length=60)
    first_day = DayField(label=_("first day"))
    last_day = DayField(label=_("last day"))
    buildings = BuildingsField()


class NewPlan(EstateFormPage):
    title = _("Plan home visits")
    permission_required = CHANGE
    menu = LIST
    above = ((_("Home visits"), LIST),)
    form_class = PlanForm
    plan: Any = None

    def form_valid(self, form: Any) -> HttpResponse:
        self.plan = plan_visits(by=self.user, now=timezone.now(), **form.cleaned_data)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("visit_plan", args=[self.plan.pk])


class PlanPage(DetailPage):
    permission_required = VIEW
    personal_data = True
    menu = LIST
    above = ((_("Home visits"), LIST),)
    template_name = "home_visits/plan.html"

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_plans(self.user)

    def facts(self) -> list[Fact]:
        plan, figures = self.object, read.figures_of(self.object)
        homes = reverse("visit_homes", args=[plan.pk])
        return [
            *facts_of(plan, "estate", "first_day", "last_day", "by"),
            Fact(_("Homes"), str(sum(figures.values())), homes),
            *(
                Fact(words, str(figures[state]), f"{homes}?state={state}")
                for state, words in STATES
                if state in figures
            ),
        ]

    def buttons(self) -> list[Button]:
        return [Button(_("Who was not met"), f"{reverse('visit_homes', args=[self.object.pk])}?state=open", "door")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"opinions": read.opinions_of(self.object)[:500]}


class HomeTable(columns.ListTable):
    unit = columns.Text(
        verbose_name=_("unit code"), accessor="unit__code", linkify=("unit", {"code": columns.A("unit__code")})
    )
    outcome = columns.StateColumn(verbose_name=_("last visit"), badges=OUTCOMES)
    visited_at = columns.Moment(verbose_name=_("visited at"))
    tries = columns.Number(verbose_name=_("visits"))
    words = columns.Text(verbose_name=_("note of the visit"))


class HomeFilters(Filters):
    state = django_filters.ChoiceFilter(choices=STATES, method="of_state", label=_("last visit"), empty_label=_("all"))

    def of_state(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return read.in_state(found, value)


class Homes(ListPage):
    title = _("Homes to be visited")
    permission_required = VIEW
    menu = LIST
    table_class = HomeTable
    filterset_class = HomeFilters
    search_hint = _("unit code")
    export_name = "homes"
    personal_data = True

    @cached_property
    def plan(self) -> Any:
        return get_object_or_404(read.visible_plans(self.user), pk=self.kwargs["pk"])

    def get_subtitle(self) -> str:
        return gettext("%(plan)s, %(estate)s") % {"plan": self.plan, "estate": self.plan.estate.name}

    def breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Home visits"), reverse(LIST)),
            Crumb(str(self.plan), reverse("visit_plan", args=[self.plan.pk])),
        ]

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_homes(self.user).filter(plan=self.plan)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(unit__code__icontains=text)
