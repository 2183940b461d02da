"""The register of visits, the page of one with its buttons, and planning visits of a work."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import choices_of
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.filters import Choice, DayFilter, Filters, Model
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Crumb, FormPage
from property_ops.modules.dispatch.domain.slots import LONGEST, SHORTEST, moment
from property_ops.modules.dispatch.public import VisitState
from property_ops.modules.dispatch.selectors import crews as crew_selectors
from property_ops.modules.dispatch.selectors import visits as selectors
from property_ops.modules.dispatch.selectors.norms import usual_minutes
from property_ops.modules.dispatch.services import visits as services
from property_ops.modules.dispatch.views.crew_forms import day_field
from property_ops.modules.estates.public import EstateFilter

STATE_COLOURS: dict[str, str] = {
    VisitState.STARTED: "blue",
    VisitState.DONE: "green",
    VisitState.CANCELLED: "gray",
}


class VisitTable(columns.ListTable):
    visit = columns.Text(
        verbose_name=_("crew visit"),
        accessor="pk",
        order_by=("work__number", "number"),
        linkify=("dispatch_visit", {"pk": columns.A("pk")}),
        attrs={"td": {"class": "day"}},
    )
    kind = columns.Text(verbose_name=_("kind of work"), accessor="work__kind")
    estate = columns.Text(verbose_name=_("estate"), accessor="work__estate__name")
    place = columns.Text(verbose_name=_("place"), accessor="work__place")
    crew = columns.Text(verbose_name=_("crew"))
    starts_at = columns.Moment(verbose_name=_("starts"))
    ends_at = columns.Moment(verbose_name=_("ends"))
    due_on = columns.DayColumn(verbose_name=_("wanted by"))
    pinned = columns.YesNo(verbose_name=_("pinned"))
    state = columns.StateColumn(verbose_name=_("state"), colours=STATE_COLOURS)

    def render_visit(self, record: Any) -> str:
        return str(record)

    def value_visit(self, record: Any) -> str:
        return str(record)


class VisitFilters(Filters):
    estate = EstateFilter(field_name="work__estate")
    crew = Model(queryset=lambda request: crew_selectors.crews(), label=_("crew"), empty_label=_("all"))
    state = Choice(choices=choices_of(VisitState), label=_("state"), empty_label=_("all"))
    day = DayFilter(label=_("day"), method="on_day")

    def on_day(self, visits: QuerySet[Any], name: str, value: date) -> QuerySet[Any]:
        return visits.filter(starts_at__gte=moment(value), starts_at__lt=moment(value + timedelta(days=1)))


class Visits(ListPage):
    title = _("Crew visits")
    permission_required = selectors.VIEW
    table_class = VisitTable
    filterset_class = VisitFilters
    search_hint = _("work order, kind, place, crew")
    export_name = "visits"
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_visits(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_visits(queryset, text)


class VisitPage(DetailPage):
    permission_required = selectors.VIEW
    personal_data = False
    menu = "dispatch_visits"
    above = ((_("Crew visits"), "dispatch_visits"),)
    template_name = "dispatch/visit.html"

    def get_queryset(self) -> Any:
        return selectors.visible_visits(self.user)

    def get_subtitle(self) -> str:
        work = self.object.work
        return " · ".join(filter(None, (work.kind, work.estate.name, work.place)))

    def facts(self) -> list[Fact]:
        visit = self.object
        crew_url = reverse("dispatch_crew", args=[visit.crew_id]) if visit.crew else ""
        return [
            Fact(_("Work order"), visit.work.number, reverse("work", args=[visit.work.number])),
            Fact(_("Crew"), visit.crew, crew_url),
            *facts_of(
                visit, "starts_at", "ends_at", "minutes", "due_on", "urgent", "started_at", "finished_at", "note"
            ),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        visit = self.object
        may_plan = self.user.has_perm(crew_selectors.PLAN)
        is_planned = visit.state == VisitState.PLANNED
        return super().get_context_data(**kwargs) | {
            "visit": visit,
            "colour": STATE_COLOURS.get(visit.state, "yellow" if visit.crew is None else "blue"),
            "may_place": may_plan and is_planned,
            "may_be_wanted": may_plan and visit.state == VisitState.CANCELLED and selectors.is_open(visit.work),
            "may_cancel": may_plan and visit.state in selectors.WAITING,
            "may_start": is_planned and visit.is_placed and selectors.may_work_on(self.user, visit),
            "may_finish": visit.state == VisitState.STARTED and selectors.may_work_on(self.user, visit),
        }


class MoveVisit(Action):
    """The buttons of a visit: start, finish, cancel, take-off, pin, unpin."""

    permission_required = selectors.VIEW

    @cached_property
    def visit(self) -> Any:
        return get_object_or_404(selectors.visible_visits(self.user), pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponse:
        visit, by, now = self.visit, self.user, timezone.now()
        match self.kwargs["move"]:
            case "start":
                services.start_visit(visit=visit, by=by, at=now)
                said = gettext("The visit has started.")
            case "finish":
                services.finish_visit(visit=visit, by=by, at=now)
                said = gettext("The visit is done.")
            case "cancel":
                services.cancel_visit(visit=visit, by=by, at=now)
                said = gettext("The visit is cancelled.")
            case "take-off":
                services.take_off(visit=visit, by=by, at=now)
                said = gettext("The visit is back in the tray.")
            case "pin" | "unpin" as move:
                services.pin(visit=visit, pinned=move == "pin", by=by)
                said = gettext("The visit is pinned.") if move == "pin" else gettext("The visit is no longer pinned.")
            case _:
                raise Http404
        messages.success(self.request, said)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("dispatch_visit", args=[self.kwargs["pk"]])


class PlanForm(forms.Form):
    count = forms.IntegerField(label=_("number of visits"), min_value=1, max_value=services.MOST_VISITS)
    minutes = forms.IntegerField(label=_("minutes of each"), min_value=SHORTEST, max_value=LONGEST, step_size=SHORTEST)
    due_on = day_field(_("wanted by"), required=False)
    urgent = forms.BooleanField(label=_("urgent"), required=False)
    note = forms.CharField(label=_("remark"), max_length=200, required=False)


class PlanPage(FormPage):
    """How many visits the work needs, as its estimate says."""

    title = _("Plan visits")
    permission_required = crew_selectors.PLAN
    menu = "works"
    submit_label = _("Into the tray")
    form_class = PlanForm

    @cached_property
    def work(self) -> Any:
        return get_object_or_404(selectors.plannable_works(self.user), number=self.kwargs["number"])

    def get_subtitle(self) -> str:
        return " · ".join(filter(None, (self.work.kind, self.work.estate.name, self.work.place)))

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Works"), reverse("works")), Crumb(self.work.number, self.get_success_url())]

    def get_initial(self) -> dict[str, Any]:
        asked = selectors.asked_visits(self.work)
        return {"count": asked, "minutes": usual_minutes(self.work)}

    def form_valid(self, form: Any) -> HttpResponse:
        made = services.plan_visits(work=self.work, by=self.user, **form.cleaned_data)
        said = ngettext("%(count)s visit is in the tray.", "%(count)s visits are in the tray.", len(made))
        messages.success(self.request, said % {"count": len(made)})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("work", args=[self.work.number])
