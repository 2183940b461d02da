"""Times for each kind of request, and the holidays of years that no calendar knows yet."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import choices_of
from property_ops.framework.web import columns
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Button, FormPage
from property_ops.modules.requests import selectors, services
from property_ops.modules.requests.domain.clocks import ClockSpan, ClockUnit, Urgency
from property_ops.modules.requests.public import Topic
from property_ops.modules.requests.selectors import VIEW
from property_ops.modules.requests.views.register import URGENCY_COLOURS

UNITS = choices_of(ClockUnit)
LONGEST, MOST_DAYS = 365, 40


class KindTable(columns.ListTable):
    topic = columns.Text(verbose_name=_("kind of request"))
    start = columns.DayColumn(verbose_name=_("from"))
    urgency = columns.StateColumn(verbose_name=_("urgency"), colours=URGENCY_COLOURS)
    answer_amount = columns.Number(verbose_name=_("first answer within"))
    answer_unit = columns.Text(verbose_name=_("unit"))
    finish_amount = columns.Number(verbose_name=_("done within"))
    finish_unit = columns.Text(verbose_name=_("unit"))
    escalate_to = columns.Text(verbose_name=_("told when it is overdue"))


class KindFilters(Filters):
    topic = Choice(choices=Topic.choices, label=_("kind of request"), empty_label=_("all"))


class Kinds(ListPage):
    title = _("Times for each kind of request")
    subtitle = _("The latest row of a kind counts from its day on; what was asked before keeps its own times.")
    permission_required = VIEW
    menu = "requests"
    above = ((_("Requests"), "requests"),)
    table_class = KindTable
    filterset_class = KindFilters
    export_name = "request-times"
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.kind_clocks(self.user)

    def buttons(self) -> list[Button]:
        days = Button(_("Holidays"), reverse("request_days"), "calendar")
        if not self.user.has_perm(services.CLOCKS):
            return [days]
        return [days, Button(_("Other times"), reverse("request_kind_new"), "plus", primary=True)]


class KindForm(forms.Form):
    topic = forms.ChoiceField(label=_("kind of request"), choices=Topic.choices)
    start = DayField(label=_("from"))
    urgency = forms.ChoiceField(label=_("urgency"), choices=choices_of(Urgency))
    answer_amount = forms.IntegerField(label=_("first answer within"), min_value=1, max_value=LONGEST)
    answer_unit = forms.ChoiceField(label=_("unit of the first answer"), choices=UNITS)
    finish_amount = forms.IntegerField(label=_("done within"), min_value=1, max_value=LONGEST)
    finish_unit = forms.ChoiceField(label=_("unit of being done"), choices=UNITS)

    def __init__(self, *args: Any, heads: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["escalate_to"] = forms.ModelChoiceField(
            label=_("told when it is overdue"), queryset=heads, required=False, empty_label=_("the manager")
        )


class NewKind(FormPage):
    title = _("Other times for a kind of request")
    permission_required = services.CLOCKS
    menu = "requests"
    above = ((_("Times for each kind of request"), "request_kinds"),)
    success_url = reverse_lazy("request_kinds")
    form_class = KindForm
    success_message = _("Saved.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "heads": selectors.heads(self.user),
            "initial": {"start": timezone.localdate()},
        }

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        services.change_clock(
            topic=typed["topic"],
            start=typed["start"],
            urgency=Urgency(typed["urgency"]),
            answer=ClockSpan(typed["answer_amount"], ClockUnit(typed["answer_unit"])),
            finish=ClockSpan(typed["finish_amount"], ClockUnit(typed["finish_unit"])),
            escalate_to=typed["escalate_to"],
            by=self.user,
            today=timezone.localdate(),
        )
        return super().form_valid(form)


class DayTable(columns.ListTable):
    day = columns.DayColumn(verbose_name=_("day"))
    is_free = columns.Text(verbose_name=_("holiday"))
    name = columns.Text(verbose_name=_("name of the holiday"))

    def render_is_free(self, value: bool) -> Any:
        return _("holiday") if value else _("working day")


class DayFilters(Filters):
    is_free = Choice(
        choices=[("True", _("holiday")), ("False", _("working day"))], label=_("holiday"), empty_label=_("all")
    )


class Days(ListPage):
    title = _("Holidays entered by the office")
    subtitle = _("They count before the calendar, which knows the years that the State Council has announced.")
    permission_required = VIEW
    menu = "requests"
    above = ((_("Times for each kind of request"), "request_kinds"),)
    new = (_("Enter days"), "request_days_new")
    table_class = DayTable
    filterset_class = DayFilters
    export_name = "holidays"
    personal_data = False
    template_name = "requests/days.html"

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.office_days(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "unknown": selectors.unknown_years(timezone.localdate()),
            "removable": selectors.office_days(self.user)[:MOST_DAYS] if self.user.has_perm(services.CLOCKS) else (),
        }


class DaysForm(forms.Form):
    first = DayField(label=_("from"))
    last = DayField(label=_("last day that counts"))
    is_free = forms.ChoiceField(label=_("these days are"), choices=[("1", _("holiday")), ("", _("working day"))])
    name = forms.CharField(label=_("name of the holiday"), max_length=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_free"].required = False

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("first"), values.get("last")
        if first and last and not 0 <= (last - first).days < MOST_DAYS:
            self.add_error("last", _("The last day lies before the first, or more than forty days after it."))
        return values


class EnterDays(FormPage):
    title = _("Enter holidays, or days that are worked for them")
    permission_required = services.CLOCKS
    menu = "requests"
    above = ((_("Holidays entered by the office"), "request_days"),)
    success_url = reverse_lazy("request_days")
    form_class = DaysForm
    success_message = _("Saved.")

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        services.enter_days(
            first=typed["first"], last=typed["last"], is_free=bool(typed["is_free"]), name=typed["name"], by=self.user
        )
        return super().form_valid(form)


class RemoveDay(Action):
    permission_required = services.CLOCKS
    menu = "requests"
    success_url = reverse_lazy("request_days")
    success_message = _("Saved.")

    def form_valid(self, form: Any) -> HttpResponse:
        day = get_object_or_404(selectors.office_days(self.user), pk=self.kwargs["pk"])
        services.remove_day(day=day, by=self.user)
        return super().form_valid(form)
