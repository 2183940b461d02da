"""Reading meters: a round of an estate and month (on the phone too), one reading, and the sheet that is handed in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.meters import selectors, services
from invoices.modules.meters.approvals import SHEETS
from invoices.modules.meters.domain.supply import PLACES, is_odd
from invoices.modules.meters.views.meters import METERS_PAGE, READ, VIEW, list_crumb
from property_ops.framework.approval.display import STATE_CHOICES, StateColumn, state_badge
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web import columns
from property_ops.framework.web.display import Fact, badge, facts_of
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import PAST_DAYS, DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.months import MonthAsked, month_in
from property_ops.framework.web.pages import Action, Button, Crumb, FormPage, Page
from property_ops.framework.web.pictures import PicturesField, picture_response, size_named
from property_ops.framework.web.rows import Measure
from property_ops.framework.web.shown import ShownCell, ShownTable
from property_ops.kernel.quantity import plain
from property_ops.modules.estates.public import managed_estates


class ReadingRound(MonthAsked):
    """Every meter of an estate in the order of the homes, and what is not read yet."""

    title = _("Read meters")
    permission_required = VIEW
    menu = "meters"
    template_name = "meters/round.html"
    above = (METERS_PAGE,)

    def buttons(self) -> Sequence[Button]:
        return (Button(_("Sheets of meter readings"), reverse("reading_sheets"), "list"),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        estates, items = list(managed_estates(self.user).order_by("code")), list(selectors.items())
        estate = _asked(estates, self.request.GET.get("estate")) or selectors.first_with_meters(estates)
        item = _asked(items, self.request.GET.get("item")) or next(iter(items), None)
        meters = list(selectors.to_be_read(estate, item.code, self.month)) if estate and item else []
        readings = selectors.readings_in(estate, item.code, self.month) if estate and item else {}
        rows = [(one, readings.get(one.pk)) for one in meters]
        return super().get_context_data(**kwargs) | {
            "estates": estates,
            "items": items,
            "estate": estate,
            "item": item,
            "month": self.month,
            "rows": [(one, found, _standing(found)) for one, found in rows],
            "read": len(readings),
            "may_read": self.user.has_perm(READ),
            "in_hand": sum(1 for found in readings.values() if selectors.is_in_hand(found)),
        }


def _asked(choices: Sequence[Any], code: Any) -> Any:
    return next((one for one in choices if one.code == code), None)


def _standing(found: Any) -> Any:
    if found is None:
        return badge(_("not read"), "yellow")
    return badge(_("not handed in"), "blue") if selectors.is_in_hand(found) else state_badge(found.sheet.state)


class HandIn(Action):
    permission_required = READ
    menu = "meters"

    def form_valid(self, form: Any) -> HttpResponse:
        estate = get_object_or_404(managed_estates(self.user), code=self.kwargs["code"])
        item = get_object_or_404(selectors.items(), code=self.kwargs["item"])
        self.sheet = services.hand_in(
            estate=estate, item=item, month=month_in(self.kwargs), by=self.user, now=timezone.now()
        )
        messages.success(self.request, gettext("Handed in. Another person looks through it."))
        return super().form_valid(form)

    sheet: Any = None

    def get_success_url(self) -> str:
        if self.sheet:
            return reverse("reading_sheet", args=[self.sheet.pk])
        month = month_in(self.kwargs)
        return f"{reverse('reading_round')}?estate={self.kwargs['code']}&item={self.kwargs['item']}&month={month}"


class ReadingForm(forms.Form):
    value = Measure(label=_("Reading"), min_value=0, max_value=10_000_000, decimal_places=PLACES)
    day = DayField(label=_("read on"), usual=PAST_DAYS)
    scan = PicturesField(label=_("Photo of the meter"), required=False)


class ReadMeter(FormPage):
    """One field and a photo, for the phone."""

    permission_required = READ
    personal_data = False
    menu = "meters"
    form_class = ReadingForm
    narrow = True

    @cached_property
    def meter(self) -> Any:
        return get_object_or_404(selectors.visible_meters(self.user), pk=self.kwargs["pk"])

    def get_title(self) -> str:
        return gettext("Read meter %(number)s") % {"number": self.meter}

    def get_subtitle(self) -> str:
        day, value = selectors.stood_at(self.meter)
        words = gettext("On %(day)s it stood at %(value)s.") % {"day": day, "value": plain(value)}
        return f"{self.meter.unit.code} · {self.meter.item.name} · {words}"

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (list_crumb(), Crumb(_("Read meters"), self.get_success_url()))

    def get_initial(self) -> dict[str, Any]:
        return {"day": timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponse:
        said, now = form.cleaned_data, timezone.now()
        services.write_down_reading(
            meter_id=self.meter.pk,
            day=said["day"],
            value=said["value"],
            scan=said["scan"][0].read() if said["scan"] else None,
            by=self.user,
            now=now,
            today=timezone.localdate(now),
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return f"{reverse('reading_round')}?estate={self.meter.unit.estate.code}&item={self.meter.item.code}"


class SheetTable(columns.ListTable):
    number = columns.Text(verbose_name=_("sheet number"), linkify=("reading_sheet", {"pk": columns.A("pk")}))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    item = columns.Text(verbose_name=_("fee item"), accessor="item__name")
    month = columns.MonthColumn(verbose_name=_("month"))
    prepared_by = columns.Text(verbose_name=_("prepared by"))
    decided_by = columns.Text(verbose_name=_("decided by"))
    state = StateColumn()


class SheetFilters(Filters):
    state = Choice(label=_("state"), empty_label=_("all"), choices=STATE_CHOICES)


class ReadingSheets(ListPage):
    title = _("Sheets of meter readings")
    permission_required = VIEW
    menu = "meters"
    table_class = SheetTable
    filterset_class = SheetFilters
    search_hint = _("sheet number")
    empty_text = _("No readings were handed in yet.")
    export_name = "抄表单"
    personal_data = False
    above = (METERS_PAGE,)

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_sheets(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(number__icontains=text)


class ReadingSheetPage(DecidedPage):
    permission_required = VIEW
    personal_data = False
    kind = SHEETS
    question = _("Have you looked at the odd ones and their photos?")
    menu = "meters"
    above = (METERS_PAGE, (_("Sheets of meter readings"), "reading_sheets"))

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_sheets(self.user)

    def get_title(self) -> str:
        return gettext("Meter readings %(number)s") % {"number": self.object}

    def facts(self) -> Sequence[Fact]:
        one = self.object
        return [
            *facts_of(one, "estate", "item"),
            Fact(_("Month"), f"{one.month:%Y-%m}"),
            Fact(_("Meters without a reading"), len(selectors.unread_beside(one))),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.object
        lines = selectors.lines_of(one)
        usual = selectors.usual_use([line.meter_id for line, _before, _used in lines], before=one.month)
        rows, odd = [], 0
        for line, before, used in lines:
            strange = is_odd(used, usual.get(line.meter_id, []))
            odd += strange
            photo = reverse("meter_photo", args=[line.pk, "full"]) if line.picture_id else ""
            rows.append(
                [
                    line.meter.unit.code,
                    ShownCell(line.meter.number, reverse("meter", args=[line.meter_id])),
                    ShownCell(line.day, photo),
                    before,
                    line.value,
                    used,
                    _mean(usual.get(line.meter_id, [])),
                    badge(_("odd: look at the photo"), "yellow") if strange else "",
                ]
            )
        heads = [
            _("unit"),
            _("meter number"),
            _("read on"),
            _("reading before"),
            _("reading"),
            _("used"),
            _("usual use"),
            _("remark"),
        ]
        words = gettext("%(count)s readings, of which %(odd)s are odd.") % {"count": len(lines), "odd": odd}
        return super().get_context_data(**kwargs) | {
            "tables": [ShownTable(_("Readings"), "gauge", heads, rows, words=words)],
        }


def _mean(usual: Sequence[Any]) -> Any:
    return round(sum(usual) / len(usual), PLACES) if usual else None


class MeterPhoto(Page):
    permission_required = VIEW
    menu = "meters"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        reading = selectors.visible_readings(self.user).filter(pk=kwargs["pk"]).first()
        if reading is None or reading.picture is None:
            raise Http404
        return picture_response(request, reading.picture, size_named(kwargs["size"]))
