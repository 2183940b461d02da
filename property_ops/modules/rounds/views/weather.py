"""Days of bad weather, on which some rounds were not due; each waits for another person."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import STATE_CHOICES, StateColumn
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web import columns
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.modules.estates.public import EstateFilter, EstateForm, EstateFormPage
from property_ops.modules.rounds.approvals import WEATHER
from property_ops.modules.rounds.public import WeatherKind
from property_ops.modules.rounds.selectors import register
from property_ops.modules.rounds.services.checkpoints import CHANGE
from property_ops.modules.rounds.services.plans import record_bad_weather
from property_ops.modules.rounds.views.words import VIEW


class BadWeatherTable(columns.ListTable):
    day = columns.DayColumn(verbose_name=_("day"), linkify=("bad_weather_day", {"pk": columns.A("pk")}))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    weather = columns.Text(verbose_name=_("weather"))
    remark = columns.Text(verbose_name=_("remark"))
    state = StateColumn()
    prepared_by = columns.Text(verbose_name=_("prepared by"))


class BadWeatherFilters(Filters):
    estate = EstateFilter()
    state = Choice(choices=STATE_CHOICES, label=_("state"), empty_label=_("all"))


class BadWeatherDays(ListPage):
    title = _("Days of bad weather")
    subtitle = _("Rounds that bad weather excuses are not due on these days.")
    permission_required = VIEW
    menu = "rounds"
    above = ((_("Service rounds"), "rounds"),)
    new = (_("Record a day"), "bad_weather_new")
    table_class = BadWeatherTable
    filterset_class = BadWeatherFilters
    export_name = "bad-weather"
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return register.visible_weather(self.user)


class BadWeatherForm(EstateForm):
    day = DayField(label=_("day"))
    weather = forms.ChoiceField(label=_("weather"), choices=WeatherKind.choices)
    remark = forms.CharField(label=_("remark"), max_length=60, required=False)


class NewBadWeather(EstateFormPage):
    title = _("Record a day of bad weather")
    permission_required = CHANGE
    menu = "rounds"
    above = ((_("Days of bad weather"), "bad_weather"),)
    success_url = reverse_lazy("bad_weather")
    form_class = BadWeatherForm
    success_message = _("Saved. It counts once another person has approved it.")

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        now = timezone.now()
        record_bad_weather(
            estate=typed["estate"],
            day=typed["day"],
            weather=WeatherKind(typed["weather"]),
            remark=typed["remark"],
            by=self.user,
            now=now,
            today=timezone.localdate(now),
        )
        return super().form_valid(form)


class BadWeatherPage(DecidedPage):
    permission_required = VIEW
    personal_data = False
    kind = WEATHER
    menu = "rounds"
    above = ((_("Days of bad weather"), "bad_weather"),)

    def get_queryset(self) -> QuerySet[Any]:
        return register.visible_weather(self.user)

    def facts(self) -> list[Fact]:
        day = self.object
        return facts_of(day, "estate", "day", "weather", "remark")
