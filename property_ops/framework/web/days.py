"""Pages of reports: the days they cover, and what else narrows them, are chosen above them and stand in the address."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormMixin

from property_ops.framework.web.exports import workbook_response
from property_ops.framework.web.filters import filters_told
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.pages import Page
from property_ops.kernel.period import ONE_DAY, Month, Period

_DAYS = ("first", "last")
INPUT, SELECT = "form-control form-control-sm filter-input", "form-select form-select-sm filter-input"


def _day(label: Any) -> DayField:
    return DayField(label=label, attrs={"class": INPUT})


def usual_periods(today: date) -> list[tuple[Any, Period]]:
    """What is asked for most: this month, the last, this year, the last."""
    month, year = Month.of(today), today.year
    return [
        (_("This month"), month.period),
        (_("Last month"), month.previous.period),
        (_("This year"), Period(date(year, 1, 1), date(year + 1, 1, 1))),
        (_("Last year"), Period(date(year - 1, 1, 1), date(year, 1, 1))),
    ]


def days_asked(days: Period) -> tuple[str, str]:
    """As an address has them."""
    return str(days.start), str(days.last_day)


def with_days(request: HttpRequest, days: Period, *, first: str = "first", last: str = "last") -> str:
    """The query of this address with other days, on its first page."""
    query = request.GET.copy()
    for key in ("page", "export"):
        query.pop(key, None)
    query[first], query[last] = days_asked(days)
    return f"?{query.urlencode()}"


class DaysForm(forms.Form):
    """First and last day. Subclasses add what else is chosen; `offers` is what they choose from."""

    first = _day(_("from"))
    last = _day(_("last day that counts"))

    def __init__(self, data: Any, **offers: Any) -> None:
        super().__init__(data)
        self.offer(**offers)

    def offer(self, **offers: Any) -> None:
        """Add the fields that depend on the reader."""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if "first" in values and "last" in values and values["last"] < values["first"]:
            self.add_error("last", _("The last day lies before the first."))
        return values

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["first"], self.cleaned_data["last"] + ONE_DAY)


class DaysPage(FormMixin[Any], Page):
    """Give `usual_days()`, `found()`, and what the form offers; with `excel()` and `pdf()` it has those buttons.

    Each page says whether it shows `personal_data`, as lists do.
    """

    personal_data: ClassVar[bool]
    form_class: type[Any] | None = DaysForm
    exports: ClassVar[Sequence[str]] = ("pdf", "xlsx")

    def usual_days(self) -> Period:
        """The days shown where the address names none."""
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        """The days of the address, or the usual ones. Subclasses add what their form offers."""
        usual = self.usual_days()
        asked: dict[str, Any] = {"first": usual.start, "last": usual.last_day}
        return {"data": asked | {key: value for key, value in self.request.GET.items() if value}}

    @cached_property
    def form(self) -> Any:
        return self.get_form()

    @property
    def period(self) -> Period:
        period: Period = self.form.period
        return period

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.form.is_valid():
            return self.form_invalid(self.form)
        wanted = request.GET.get("export", "")
        if wanted in self.exports:
            return self.pdf() if wanted == "pdf" else self.excel()
        return self.render_to_response(self.get_context_data(form=self.form, **self.found()))

    def presets(self) -> list[tuple[Any, str, bool]]:
        """This month, the last one, this year: (words, query, whether these are the days shown)."""
        shown = (str(self.form["first"].value()), str(self.form["last"].value()))
        return [
            (words, with_days(self.request, days), shown == days_asked(days))
            for words, days in usual_periods(timezone.localdate())
        ]

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def found(self) -> dict[str, Any]:
        """What the template shows of the days."""
        raise NotImplementedError

    def excel(self) -> HttpResponseBase:
        raise NotImplementedError

    def pdf(self) -> HttpResponseBase:
        raise NotImplementedError

    def workbook(
        self, headings: Sequence[str], rows: Iterable[Mapping[str, Any]], *, title: str = "", **below: Any
    ) -> FileResponse:
        """Of these days, as they are narrowed, under the page's title; `totals` and `below` as in `write_xlsx`."""
        days = gettext("%(first)s to %(last)s") % {"first": self.period.start, "last": self.period.last_day}
        told = [gettext("Period: %(days)s") % {"days": days}]
        told += filters_told(self.form)[len(_DAYS) :]
        title = str(title or self.get_title())
        name = f"{title} {self.period.start:%Y%m%d}-{self.period.last_day:%Y%m%d}"
        return workbook_response(headings, rows, name=name, title=title, told=told, **below)[0]

    def file_name(self, name: str) -> str:
        return f"{name}-{self.period.start:%Y%m%d}-{self.period.last_day:%Y%m%d}"
