"""The half-year table on screen, as Excel and as PDF."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.exports import workbook_response
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.pages import Page
from property_ops.kernel.period import ONE_DAY, Period
from property_ops.modules.estates.public import visible_estates
from property_ops.modules.insight import selectors
from property_ops.modules.insight.domain.figures import UNCOUNTED
from property_ops.modules.insight.domain.periods import presets
from property_ops.modules.insight.domain.table import Uncounted
from property_ops.modules.insight.reports import charts, paper, sheet
from property_ops.modules.requests.public import RatedBy


def _day(label: Any) -> DayField:
    return DayField(label=label, attrs={"class": "form-control form-control-sm filter-input"})


class PeriodForm(forms.Form):
    first = _day(_("from"))
    last = _day(_("last day that counts"))

    def __init__(self, *args: Any, estates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        select = forms.Select(attrs={"class": "form-select form-select-sm filter-input"})
        self.fields["estate"] = forms.ModelChoiceField(
            label=_("estate"),
            queryset=estates,
            to_field_name="code",
            required=False,
            empty_label=_("all"),
            widget=select,
        )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if "first" in values and "last" in values and values["last"] < values["first"]:
            self.add_error("last", _("The last day lies before the first."))
        return values


class InsightPage(Page):
    """Without dates in the address: the last half-year of which there is something to see."""

    title = _("Half-year table")
    permission_required = "insight.view"
    menu = "insight"
    template_name = "insight/page.html"

    @cached_property
    def usual(self) -> Period:
        return selectors.usual_half_year(self.user, today=timezone.localdate())

    @cached_property
    def form(self) -> PeriodForm:
        asked = {"first": self.usual.start, "last": self.usual.last_day, "estate": ""}
        asked |= {key: value for key, value in self.request.GET.items() if key in asked}
        return PeriodForm(asked, estates=visible_estates(self.user).order_by("code"))

    @cached_property
    def found(self) -> selectors.HalfYear:
        values = self.form.cleaned_data
        period = Period(values["first"], values["last"] + ONE_DAY)
        return selectors.half_year(self.user, period, only=values.get("estate"))

    def get_subtitle(self) -> Any:
        return _("From accepted works and the registers: no figure is typed in.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.form.is_valid():
            return self.render_to_response(
                self.get_context_data(form=self.form, presets=self.preset_links()), status=422
            )
        wanted = request.GET.get("export")
        if wanted == "xlsx":
            return self.excel()
        if wanted == "pdf":
            return self.pdf()
        return self.render_to_response(
            self.get_context_data(
                form=self.form,
                presets=self.preset_links(),
                table=[(line, self.rows_of(line)) for line in sheet.lines(self.found)],
                estates=self.found.estates,
                uncounted=[(left, self._uncounted(left)) for left in self.found.works.uncounted],
                manners=[(manner.label, count, self._of_manner(manner)) for manner, count in self.found.manners],
                charts=charts.drawn(self.found, only=self._only, rows_of=_rows_behind),
            )
        )

    def rows_of(self, line: sheet.SheetLine) -> list[tuple[Decimal | None, str]]:
        """In all and of each estate, with the address of the single rows behind it."""
        if line.figure:
            return self._with_rows(line)
        only = self.form.cleaned_data.get("estate")
        estates = [only, *self.found.estates]
        values = zip([line.total, *line.values], estates, strict=True)
        return [(value, self._list_of(line, estate) if value else "") for value, estate in values]

    def _list_of(self, line: sheet.SheetLine, estate: Any) -> str:
        """Of an estate, or of all."""
        if line.register == "estates" and self.user.has_perm("estates.view"):
            managed = f"{reverse('estates')}?management=managed"
            return reverse("estate", args=[estate.code]) if estate else managed
        if line.register == "spaces" and self.user.has_perm("parking.view"):
            return f"{reverse('parking_spaces')}?estate={estate.pk if estate else ''}"
        return self._petitions(line, estate.pk if estate else "")

    def _with_rows(self, line: sheet.SheetLine) -> list[tuple[Decimal | None, str]]:
        estates = [self._only, *(estate.code for estate in self.found.estates)]
        values = zip([line.total, *line.values], estates, strict=True)
        return [(value, _rows_behind(line.figure, self.found.period, estate)) for value, estate in values]

    @property
    def _only(self) -> str:
        only = self.form.cleaned_data.get("estate")
        return only.code if only else ""

    def _uncounted(self, left: Uncounted) -> str:
        kind = urlencode({"kind": left.kind, "unit": left.unit})
        return f"{_rows_behind(UNCOUNTED, self.found.period, self._only)}&{kind}"

    def _petitions(self, line: sheet.SheetLine, estate: int | str) -> str:
        if not line.rows or not self.user.has_perm("requests.view"):
            return ""
        first, last = self.found.period.start, self.found.period.last_day
        channel = {"channel": line.channel} if line.channel else {}
        asked = {"counted": line.rows, **channel, "first": str(first), "last": str(last), "estate": str(estate)}
        return f"{reverse('requests')}?{urlencode(asked)}"

    def _of_manner(self, manner: RatedBy) -> str:
        if not self.user.has_perm("requests.view"):
            return ""
        only = self.form.cleaned_data.get("estate")
        asked = {"counted": "rated", "rated_by": manner.value, "estate": str(only.pk) if only else ""}
        days = {"first": str(self.found.period.start), "last": str(self.found.period.last_day)}
        return f"{reverse('requests')}?{urlencode(asked | days)}"

    def preset_links(self) -> list[tuple[str, str, bool]]:
        """(label, query, whether it is the one shown) for the years that matter."""
        shown = (self.form["first"].value(), self.form["last"].value())
        links = []
        years = sorted({self.usual.start.year, timezone.localdate().year})
        for preset in (one for year in years for one in presets(year)):
            first, last = preset.period.start, preset.period.last_day
            is_shown = (str(shown[0]), str(shown[1])) == (str(first), str(last))
            links.append((preset.label, f"?first={first}&last={last}", is_shown))
        return links

    def excel(self) -> HttpResponseBase:
        columns, rows = sheet.cells(self.found)
        told = [gettext("Period: %(days)s") % {"days": self._days()}]
        title = str(self.title)
        return workbook_response(columns, rows, name=f"{title} {self._days()}", title=title, told=told)[0]

    def pdf(self) -> HttpResponse:
        data = paper.draw(self.found, on=timezone.localdate())
        return pdf_response(data, f"half-year-{self._days()}")

    def _days(self) -> str:
        period = self.found.period
        return f"{_compact(period.start)}-{_compact(period.last_day)}"


def _rows_behind(figure: str, days: Period, estate: str) -> str:
    asked = {"first": str(days.start), "last": str(days.last_day), "estate": estate}
    return f"{reverse('insight_rows', args=[figure])}?{urlencode(asked)}"


def _compact(day: date) -> str:
    return f"{day:%Y%m%d}"
