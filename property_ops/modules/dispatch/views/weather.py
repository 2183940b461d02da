"""The weather by hour: what is known, and pasting or uploading a table."""

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from property_ops.framework.importing.workbooks import open_workbook
from property_ops.framework.web.pages import Action, Button, FormPage, Page
from property_ops.modules.dispatch.domain.forecast_table import split
from property_ops.modules.dispatch.selectors import places as selectors
from property_ops.modules.dispatch.selectors.crews import PLAN
from property_ops.modules.dispatch.selectors.visits import VIEW
from property_ops.modules.dispatch.services import weather as services
from property_ops.modules.estates.public import EstateFormPage, visible_estates

LARGEST = 2 * 1024 * 1024
WEEK = timedelta(days=6)
EXAMPLE = "时间\t降水\t气温\t风力\n2022-06-01 08:00\t0\t22.5\t3级\n2022-06-01 09:00\t1.2\t23\t3-4级"


class WeatherPage(Page):
    title = _("Weather forecast")
    subtitle = _("By hour, as far as a forecast was entered; the board and the plan keep to it.")
    permission_required = VIEW
    menu = "dispatch_weather"
    template_name = "dispatch/weather.html"

    def buttons(self) -> list[Button]:
        if not self.user.has_perm(PLAN):
            return []
        usual = Button(_("Usual weather"), reverse("dispatch_climate"), "calendar-stats")
        return [usual, Button(_("Enter a forecast"), reverse("dispatch_forecast"), "cloud-upload", primary=True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        places = [None, *visible_estates(self.user).filter(pk__in=selectors.forecasts(self.user).values("estate"))]
        shown = [(estate, selectors.weather_days(estate, first=today)) for estate in places]
        return super().get_context_data(**kwargs) | {
            "places": [(estate, days) for estate, days in shown if days],
            "forecasts": selectors.forecasts(self.user)[:20],
            "sources": services.sources() if self.user.has_perm(PLAN) else (),
        }


class AskSource(Action):
    """Asks an installed source for a week; there is a button only where one is installed."""

    permission_required = PLAN
    success_url = reverse_lazy("dispatch_weather")

    def form_valid(self, form: Any) -> HttpResponse:
        sources = {source.name: source for source in services.sources()}
        source = sources.get(self.request.POST.get("source", ""))
        if source is None:
            raise Http404
        first = timezone.localdate()
        taken = services.ask_source(
            source=source, estate=None, first=first, last=first + WEEK, by=self.user, at=timezone.now()
        )
        messages.success(self.request, _said(taken))
        return super().form_valid(form)


class ForecastForm(forms.Form):
    source = forms.CharField(label=_("source"), max_length=60, required=False)
    table = forms.CharField(
        label=_("table"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "placeholder": EXAMPLE, "class": "forecast-table"}),
        help_text=_("Paste a row for each hour under a row of headings: 时间 (or 日期 and 小时), 降水, 气温, 风力."),
    )
    file = forms.FileField(label=_("or a file"), required=False, help_text=_("Excel or CSV with the same headings."))

    def __init__(self, *args: Any, estates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["estate"] = forms.ModelChoiceField(
            estates, label=_("for"), required=False, empty_label=_("everywhere")
        )
        self.order_fields(["estate"])

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and not values.get("table") and not values.get("file"):
            self.add_error("table", _("Paste a table or choose a file."))
        if values.get("file") and values["file"].size > LARGEST:
            self.add_error("file", _("The file is larger than 2 MB."))
        return values


class ForecastPage(EstateFormPage):
    title = _("Enter a forecast")
    permission_required = PLAN
    menu = "dispatch_weather"
    above = ((_("Weather forecast"), "dispatch_weather"),)
    success_url = reverse_lazy("dispatch_weather")
    template_name = "dispatch/forecast.html"
    submit_label = _("Take it over")
    form_class = ForecastForm

    def form_valid(self, form: Any) -> HttpResponse:
        values = form.cleaned_data
        rows = _rows_of(values["file"]) if values["file"] else split(values["table"])
        taken = services.take_forecast(
            rows=rows, estate=values["estate"], source=values["source"], by=self.user, at=timezone.now()
        )
        messages.success(self.request, _said(taken))
        return super().form_valid(form)


class ClimateForm(forms.Form):
    table = forms.CharField(
        label=_("usual weather of the months"),
        widget=forms.Textarea(attrs={"rows": 12, "class": "forecast-table"}),
        help_text=_(
            "A line a month: month, mean of the lowest and of the highest (°C). What no forecast reaches goes by it."
        ),
    )
    source = forms.CharField(label=_("source"), max_length=60, required=False)


class ClimatePage(FormPage):
    title = _("Usual weather")
    permission_required = PLAN
    menu = "dispatch_weather"
    above = ((_("Weather forecast"), "dispatch_weather"),)
    success_url = reverse_lazy("dispatch_weather")
    form_class = ClimateForm
    success_message = _("Saved.")

    def get_initial(self) -> dict[str, Any]:
        months = list(selectors.climate())
        lines = (f"{one.month} {one.coldest} {one.warmest}" for one in months)
        return {"table": "\n".join(lines), "source": months[0].source if months else ""}

    def form_valid(self, form: Any) -> HttpResponse:
        services.keep_climate(text=form.cleaned_data["table"], source=form.cleaned_data["source"], by=self.user)
        return super().form_valid(form)


def _said(taken: Any) -> str:
    count = taken.hours.count()
    said = ngettext("%(count)s hour is taken over.", "%(count)s hours are taken over.", count)
    return said % {"count": count}


def _rows_of(upload: Any) -> list[list[Any]]:
    """The rows of the first sheet. Raises FileError."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"forecast{Path(upload.name).suffix.lower()[:6]}"
        path.write_bytes(upload.read())
        return [list(row) for row in open_workbook(path).sheets[0].rows]
