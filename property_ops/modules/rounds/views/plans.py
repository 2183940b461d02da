"""Plans of rounds: what is promised of a service from a day on; each waits for another person."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import STATE_CHOICES, StateColumn
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web import columns
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import day_in
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.rows import RowForm, RowsPage
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import EstateFilter
from property_ops.modules.rounds.approvals import PLANS
from property_ops.modules.rounds.public import MOST_TIMES, PER, Per
from property_ops.modules.rounds.selectors import register
from property_ops.modules.rounds.services.checkpoints import CHANGE
from property_ops.modules.rounds.services.plans import PlannedLine, prepare_plan
from property_ops.modules.rounds.views.words import VIEW, promise_words


class PlanTable(columns.ListTable):
    start = columns.DayColumn(verbose_name=_("from"), linkify=("round_plan", {"pk": columns.A("pk")}))
    estate = columns.Text(verbose_name=_("estate"), accessor="item__estate__name")
    item = columns.Text(verbose_name=_("service"), accessor="item__name")
    line_count = columns.Number(verbose_name=_("promises"))
    state = StateColumn()
    prepared_by = columns.Text(verbose_name=_("prepared by"))
    decided_by = columns.Text(verbose_name=_("decided by"))


class PlanFilters(Filters):
    estate = EstateFilter(field_name="item__estate")
    state = Choice(choices=STATE_CHOICES, label=_("state"), empty_label=_("all"))


class Plans(ListPage):
    title = _("Plans of rounds")
    subtitle = _("A plan holds from its first day until the next one of the same service.")
    permission_required = VIEW
    menu = "rounds"
    above = ((_("Service rounds"), "rounds"),)
    table_class = PlanTable
    filterset_class = PlanFilters
    export_name = "round-plans"
    personal_data = False
    template_name = "rounds/plans.html"

    def get_queryset(self) -> QuerySet[Any]:
        return register.visible_plans(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        items = register.visible_items(self.user) if self.user.has_perm(CHANGE) else ()
        return super().get_context_data(**kwargs) | {"items": items}


class PlanRow(RowForm):
    filled_by = ("name", "points")

    name = forms.CharField(label=_("what is walked"), max_length=40)
    points = forms.CharField(label=_("checkpoints"), max_length=400)
    times = forms.IntegerField(label=_("times"), min_value=1, max_value=MOST_TIMES)
    per = forms.ChoiceField(label=_("per"), choices=PER)
    window_from = forms.TimeField(label=_("from (hour)"), required=False)
    window_until = forms.TimeField(label=_("until (hour)"), required=False)
    crew: Any = forms.ModelChoiceField(label=_("crew"), queryset=None, required=False, empty_label=_("any"))
    needs_photo = forms.BooleanField(label=_("with photo"), required=False)
    excused_by_weather = forms.BooleanField(label=_("not in bad weather"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["crew"].queryset = register.crews_in_use()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        start, end = typed.get("window_from"), typed.get("window_until")
        if (start is None) != (end is None) or (start is not None and start == end):
            self.add_error("window_until", _("Give both hours, or none."))
        if typed.get("excused_by_weather") and typed.get("per") != Per.DAY:
            self.add_error("excused_by_weather", _("Only what is promised by the day is excused."))
        return typed


class NewPlan(RowsPage):
    """It begins with what is promised now, and with the first of the next month."""

    title = _("New plan of rounds")
    permission_required = CHANGE
    menu = "rounds"
    above = ((_("Plans of rounds"), "round_plans"),)
    row_form = PlanRow
    template_name = "rounds/plan_form.html"
    success_message = _("Saved. It counts once another person has approved it.")
    plan: Any = None

    @cached_property
    def item(self) -> Any:
        return get_object_or_404(register.visible_items(self.user), pk=self.kwargs["pk"])

    def get_subtitle(self) -> Any:
        return f"{self.item.estate.name} {self.item.name}"

    def get_initial(self) -> Any:
        latest = register.latest_plan(self.item)
        return [_typed(line) for line in (register.lines_of_plan(latest) if latest else ())]

    def blank_row(self) -> dict[str, Any]:
        return {"times": 1, "per": Per.DAY.value}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        usual = Month.of(timezone.localdate()).next.start
        return super().get_context_data(**kwargs) | {
            "start": self.request.POST.get("start") or usual.isoformat(),
            "known": register.in_use(self.item.estate),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        start = day_in(self.request.POST.get("start", ""))
        if start is None:
            form.add_error(None, _("Give the first day of the plan."))
            return self.form_invalid(form)
        lines = [_planned(row) for row in form.filled]
        self.plan = prepare_plan(item=self.item, start=start, lines=lines, by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("round_plan", args=[self.plan.pk])


class PlanPage(DecidedPage):
    permission_required = VIEW
    personal_data = False
    kind = PLANS
    menu = "rounds"
    above = ((_("Plans of rounds"), "round_plans"),)
    template_name = "rounds/plan.html"

    def facts(self) -> list[Fact]:
        plan = self.object
        return [
            Fact(_("Estate"), plan.item.estate.name, reverse("estate", args=[plan.item.estate.code])),
            Fact(_("Service"), plan.item.name),
            *facts_of(plan, "start"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "lines": [(line, promise_words(line)) for line in register.lines_of_plan(self.object)],
        }


def _typed(line: Any) -> dict[str, Any]:
    """A stored promise as it is typed in."""
    names = ("name", "times", "per", "window_from", "window_until", "needs_photo", "excused_by_weather")
    points = " ".join(point.checkpoint.code for point in line.points.all())
    return {name: getattr(line, name) for name in names} | {"crew": line.crew_id, "points": points}


def _planned(row: dict[str, Any]) -> PlannedLine:
    window = (row["window_from"], row["window_until"]) if row["window_from"] else None
    same = ("name", "times", "points", "crew", "needs_photo", "excused_by_weather")
    return PlannedLine(per=Per(row["per"]), window=window, **{name: row[name] for name in same})
