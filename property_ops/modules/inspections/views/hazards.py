"""The ledger of hazards, and one hazard with what became of it."""

from typing import Any
from uuid import uuid4

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import decision, state_badge
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Button, Crumb, FormPage, Page
from property_ops.framework.web.pictures import PicturesField, picture_response, size_named
from property_ops.modules.estates.public import EstateFilter, EstateForm, EstateFormPage
from property_ops.modules.inspections.approvals import RECTIFICATIONS
from property_ops.modules.inspections.public import (
    GRADES,
    FoundHazard,
    Grade,
    HazardState,
    open_work,
    report_hazard,
    report_rectified,
)
from property_ops.modules.inspections.selectors import register
from property_ops.modules.inspections.services.finding import RECORD
from property_ops.modules.inspections.services.rectifying import CHANGE
from property_ops.modules.inspections.views.words import GRADE_BADGES, STATE_BADGES, VIEW
from property_ops.modules.works.public import WorkState, work_kinds

LIST = "hazards"
OVERDUE = "overdue"


class HazardTable(columns.ListTable):
    number = columns.Text(verbose_name=_("hazard number"), linkify=("hazard", {"number": columns.A("number")}))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    place = columns.Text(verbose_name=_("place"))
    what = columns.Text(verbose_name=_("what is wrong"))
    grade = columns.StateColumn(verbose_name=_("grade"), badges=GRADE_BADGES)
    found_on = columns.DayColumn(verbose_name=_("day it was found"))
    due_on = columns.DayColumn(verbose_name=_("to be put right by"))
    days_late = columns.Number(verbose_name=_("days late"), empty_values=(), orderable=False)
    state = columns.StateColumn(verbose_name=_("state"), badges=STATE_BADGES)
    closed_on = columns.DayColumn(verbose_name=_("closed"))

    def render_days_late(self, record: Any) -> str:
        return str(self.value_days_late(record) or "—")

    def value_days_late(self, record: Any) -> int:
        late: int = record.days_late(timezone.localdate())
        return late


class HazardFilters(Filters):
    estate = EstateFilter()
    grade = Choice(choices=GRADE_BADGES.choices, label=_("grade"), empty_label=_("all"))
    state = django_filters.ChoiceFilter(
        choices=[*STATE_BADGES.choices, (OVERDUE, _("overdue"))],
        method="of_state",
        label=_("state"),
        empty_label=_("all"),
    )

    def of_state(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return register.overdue(found, timezone.localdate()) if value == OVERDUE else found.filter(state=value)


class Hazards(ListPage):
    title = _("Hazards")
    subtitle = _("Found by inspection, put right, and re-checked by another person.")
    permission_required = VIEW
    table_class = HazardTable
    filterset_class = HazardFilters
    search_hint = _("number, place or words")
    export_name = "hazards"
    personal_data = False
    empty_text = _("No hazard was found yet.")

    def get_queryset(self) -> QuerySet[Any]:
        return register.visible_hazards(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return register.find_hazards(queryset, text)

    def buttons(self) -> list[Button]:
        found = [
            Button(_("Monthly sheets"), reverse("hazard_months"), "printer"),
            Button(_("Inspections"), reverse("inspections"), "list-check"),
            Button(_("Checklists"), reverse("checklists"), "checklist"),
        ]
        if self.user.has_perm(RECORD):
            found.append(Button(_("Report a hazard"), reverse("hazard_new"), "plus", primary=True))
        return found


class HazardForm(EstateForm):
    place = forms.CharField(label=_("place"), max_length=60)
    what = forms.CharField(label=_("what is wrong"), max_length=120)
    grade = forms.ChoiceField(label=_("grade"), choices=GRADES)
    due_on = DayField(
        label=_("to be put right by"),
        required=False,
        help_text=_("Empty: 30 days for a usual hazard, 7 for a larger one, 1 for a major one."),
    )
    photo = PicturesField(label=_("photo"))


class NewHazard(EstateFormPage):
    title = _("Report a hazard")
    permission_required = RECORD
    menu = LIST
    above = ((_("Hazards"), LIST),)
    form_class = HazardForm

    def form_valid(self, form: Any) -> HttpResponse:
        typed, now = form.cleaned_data, timezone.now()
        found = FoundHazard(
            key=uuid4(),
            estate=typed["estate"],
            place=typed["place"],
            what=typed["what"],
            grade=Grade(typed["grade"]),
            photo=typed["photo"][0].read(),
            found_on=timezone.localdate(now),
            due_on=typed["due_on"],
        )
        self.made = report_hazard(found=found, by=self.user, now=now)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("hazard", args=[self.made.number])


class OfHazard(Page):
    menu = LIST

    @cached_property
    def hazard(self) -> Any:
        return get_object_or_404(register.visible_hazards(self.user), number=self.kwargs["number"])

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Hazards"), reverse(LIST)), Crumb(self.hazard.number, self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("hazard", args=[self.hazard.number])


class KindForm(forms.Form):
    kind = forms.CharField(max_length=40)


class OpenWork(OfHazard, Action):
    """One click: a draft of the kind of work that puts it right."""

    permission_required = CHANGE
    form_class = KindForm
    success_message = _("The work is opened. Measure and estimate it.")

    def form_valid(self, form: Any) -> HttpResponse:
        open_work(hazard=self.hazard, kind=form.cleaned_data["kind"], by=self.user, on=timezone.localdate())
        return super().form_valid(form)


class RectifiedForm(forms.Form):
    how = forms.CharField(label=_("how it was put right"), max_length=120)
    done_on = DayField(label=_("put right"))
    photo = PicturesField(label=_("photo of the state now"))


class Rectified(OfHazard, FormPage):
    title = _("Put right")
    permission_required = RECORD
    form_class = RectifiedForm
    success_message = _("Saved. Another person re-checks it.")

    def get_initial(self) -> dict[str, Any]:
        return {"done_on": timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        report_rectified(
            hazard=self.hazard,
            key=uuid4(),
            how=typed["how"],
            done_on=typed["done_on"],
            photo=typed["photo"][0].read(),
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)


class HazardPage(DetailPage):
    permission_required = VIEW
    personal_data = False
    menu = LIST
    above = ((_("Hazards"), LIST),)
    template_name = "inspections/hazard.html"
    slug_field = slug_url_kwarg = "number"

    def get_queryset(self) -> QuerySet[Any]:
        return register.visible_hazards(self.user)

    def facts(self) -> list[Fact]:
        one = self.object
        late = one.days_late(timezone.localdate())
        found = [Fact(_("State"), STATE_BADGES.badge(one.state)), Fact(_("Grade"), GRADE_BADGES.badge(one.grade))]
        found += facts_of(one, "estate", "place", "what", "found_by", "found_on", "due_on")
        found += [Fact(_("days late"), late)] if late else []
        if one.work:
            found.append(Fact(_("work order"), one.work.number, reverse("work", args=[one.work.number])))
        return found + (facts_of(one, "closed_on") if one.closed_on else [])

    def buttons(self) -> list[Button]:
        is_open = self.object.state == HazardState.OPEN and self.user.has_perm(RECORD)
        return (
            [Button(_("Put right"), reverse("hazard_rectified", args=[self.object.number]), "check")] if is_open else []
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.object
        rows = [(row, state_badge(row.state), decision(RECTIFICATIONS, row, self.user)) for row in self.rectifications]
        has_work = one.work is not None and one.work.state != WorkState.CANCELLED
        may_open = self.user.has_perm(CHANGE) and one.closed_on is None and not has_work
        return super().get_context_data(**kwargs) | {
            "rectifications": rows,
            "may_open_work": may_open,
            "kinds": [kind.name for kind in work_kinds()] if may_open else [],
        }

    @property
    def rectifications(self) -> Any:
        return register.rectifications_of(self.object)


class HazardPhoto(OfHazard):
    permission_required = VIEW

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return picture_response(request, self.hazard.picture, size_named(kwargs["size"]))


class RectificationPhoto(Page):
    permission_required = VIEW
    menu = LIST

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = get_object_or_404(register.visible_rectifications(self.user), pk=kwargs["pk"])
        return picture_response(request, found.picture, size_named(kwargs["size"]))
