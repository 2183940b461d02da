"""Visitors' short stays: the list, an arrival, and the button for a car that left."""

from datetime import datetime
from typing import Any

import django_tables2 as tables
from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.slots import plugged_into
from property_ops.framework.web import columns
from property_ops.framework.web.display import badge, shown
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import MomentField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Button, FormPage
from property_ops.modules.estates.public import EstateFilter, visible_estates
from property_ops.modules.parking import selectors
from property_ops.modules.parking.selectors.words import lasted
from property_ops.modules.parking.services.stays import RECORD, arrive, leave
from property_ops.modules.parking.views.leases import UnitCode, unit_of
from property_ops.modules.parking.views.registers import PERMISSION

AT_THE_GATE = "gate.view"
PARKED, LEFT = "parked", "left"


class PayPages:
    """Where visitors pay for their stays; asked once for all of a page."""

    def __init__(self) -> None:
        self.charges: Any = next(iter(plugged_into("short_stay_charges")), None)
        self.estates = self.charges.estates(on=timezone.localdate()) if self.charges else ()

    def of(self, stay: Any) -> str:
        """Empty where the estate charges nothing."""
        return self.charges.page(stay.pk) if stay.estate_id in self.estates else ""


class StayTable(columns.ListTable):
    plate = columns.Text(verbose_name=_("plate"))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    space = columns.Text(
        verbose_name=_("space"), accessor="space__number", linkify=("parking_space", {"pk": columns.A("space_id")})
    )
    unit = columns.Text(
        verbose_name=_("unit visited"), accessor="unit__code", linkify=("unit", {"code": columns.A("unit__code")})
    )
    arrived_at = columns.Moment(verbose_name=_("arrived"))
    left_at = columns.Moment(verbose_name=_("left"), empty_values=())
    duration = columns.Text(verbose_name=_("duration"), accessor="arrived_at", orderable=False)
    recorded_by = columns.Text(verbose_name=_("recorded by"))
    pay = tables.Column(verbose_name="", accessor="pk", orderable=False, exclude_from_export=True)
    leave = tables.TemplateColumn(
        template_name="parking/leave_button.html", verbose_name="", orderable=False, exclude_from_export=True
    )

    def before_render(self, request: Any) -> None:
        super().before_render(request)
        self.pay_pages = PayPages()
        if not request.user.has_perm(PERMISSION):  # a guard's: neither spaces nor homes are theirs to open
            for name in ("space", "unit"):
                self.columns[name].link = None

    def render_pay(self, record: Any) -> Any:
        page = self.pay_pages.of(record)
        return format_html('<a class="btn btn-sm" href="{}">{}</a>', page, self.pay_pages.charges.words) if page else ""

    def render_left_at(self, value: datetime | None) -> Any:
        return shown(value) if value else badge(_("parked now"), "blue")

    def value_left_at(self, value: datetime | None) -> datetime | None:
        return value

    def render_duration(self, record: Any) -> str:
        return lasted((record.left_at or timezone.now()) - record.arrived_at)

    def value_duration(self, record: Any) -> str:
        return self.render_duration(record)


class StayFilters(Filters):
    estate = EstateFilter()
    state = Choice(
        choices=[(PARKED, _("parked now")), (LEFT, _("gone"))],
        method="in_state",
        label=_("state"),
        empty_label=_("all"),
    )

    def in_state(self, rows: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        return rows.filter(left_at__isnull=state == PARKED)


class Stays(ListPage):
    title = _("Visitors' stays")
    subtitle = _("Visitors' cars that come and go.")
    permission_required = AT_THE_GATE
    table_class = StayTable
    filterset_class = StayFilters
    search_hint = _("plate, space or unit code")
    export_name = "parking-visitors"
    personal_data = True
    empty_text = _("No visitor's car is recorded.")

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.short_stays(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_stays(queryset, text)

    def hidden_columns(self) -> tuple[str, ...]:
        return () if self.user.has_perm(RECORD) else ("pay", "leave")

    def buttons(self) -> list[Button]:
        may_record = self.user.has_perm(RECORD)
        return [Button(_("Record an arrival"), reverse("parking_arrive"), "plus", primary=True)] if may_record else []


class _SpaceChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.estate.name} · {obj.number}"


class ArrivalForm(forms.Form):
    plate = forms.CharField(label=_("plate"), max_length=20, help_text=_("Such as 鲁R12345 or 鲁RD12345."))
    unit = UnitCode(required=False)
    at = MomentField(label=_("arrived"))

    def __init__(self, *args: Any, user: Any, estates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        spaces = selectors.spaces_for_visitors(user)
        self.fields = {
            "estate": forms.ModelChoiceField(label=_("estate"), queryset=estates),
            "plate": self.fields["plate"],
            "space": _SpaceChoice(label=_("space"), queryset=spaces, required=False),
            "unit": self.fields["unit"],
            "at": self.fields["at"],
        }
        self.fields["unit"].label = _("unit visited")

    def clean_unit(self) -> Any:
        return unit_of(self, self.user) if self.cleaned_data["unit"].strip() else None


class Arrive(FormPage):
    title = _("Record an arrival")
    permission_required = RECORD
    menu = "parking_stays"
    above = ((_("Visitors' stays"), "parking_stays"),)
    narrow = True
    form_class = ArrivalForm

    def get_form_kwargs(self) -> dict[str, Any]:
        estates = visible_estates(self.user).order_by("code")
        initial: dict[str, Any] = {"at": timezone.localtime()}
        if estates.count() == 1:
            initial["estate"] = estates.first()
        return super().get_form_kwargs() | {"user": self.user, "estates": estates, "initial": initial}

    def form_valid(self, form: Any) -> HttpResponse:
        stay = arrive(now=timezone.now(), by=self.user, **form.cleaned_data)
        messages.success(self.request, gettext("%(plate)s has arrived.") % {"plate": stay.plate})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return f"{reverse('parking_stays')}?state={PARKED}"


class Leave(Action):
    permission_required = RECORD
    menu = "parking_stays"

    @cached_property
    def stay(self) -> Any:
        return get_object_or_404(selectors.short_stays(self.user), pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponse:
        leave(stay=self.stay, at=timezone.now(), by=self.user)
        messages.success(self.request, gettext("%(plate)s has left.") % {"plate": self.stay.plate})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return PayPages().of(self.stay) or f"{reverse('parking_stays')}?state={PARKED}"
