"""The register of meters, a new one of a unit, one of them with what it showed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.meters import selectors, services
from invoices.modules.meters.approvals import METERS
from invoices.modules.meters.domain.supply import PLACES
from property_ops.framework.approval.display import STATE_CHOICES, StateColumn, state_badge
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web import columns
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Button, Crumb, FormPage
from property_ops.framework.web.rows import Measure
from property_ops.framework.web.shown import ShownCell, ShownTable
from property_ops.modules.estates.kit import OfUnit
from property_ops.modules.estates.public import ManagedEstateFilter

VIEW, READ, CHANGE, APPROVE = "meters.view", "meters.read", "meters.change", "meters.approve"


METERS_PAGE = (_("Meters"), "meters")
"""The page above those of this module, as `Page.above` has it."""


def list_crumb() -> Crumb:
    return Crumb(METERS_PAGE[0], reverse(METERS_PAGE[1]))


class MeterTable(columns.ListTable):
    number = columns.Text(verbose_name=_("meter number"), linkify=("meter", {"pk": columns.A("pk")}))
    estate = columns.Text(verbose_name=_("estate"), accessor="unit__estate__name")
    unit = columns.Text(verbose_name=_("unit"), accessor="unit__code", attrs={"td": {"class": "day"}})
    item = columns.Text(verbose_name=_("fee item"), accessor="item__name")
    multiplier = columns.Number(verbose_name=_("multiplier"))
    installed_on = columns.DayColumn(verbose_name=_("in its place since"))
    first_value = columns.Number(verbose_name=_("reading at the beginning"))
    last_day = columns.DayColumn(verbose_name=_("read on"))
    last_value = columns.Number(verbose_name=_("reading"))
    removed_on = columns.DayColumn(verbose_name=_("taken out on"))
    state = StateColumn()


class MeterFilters(Filters):
    estate = ManagedEstateFilter(field_name="unit__estate")
    state = Choice(label=_("state"), empty_label=_("all"), choices=STATE_CHOICES)


class Meters(ListPage):
    title = _("Meters")
    subtitle = _("What households use is collected for the supplier at his price: nothing is added, none is income.")
    permission_required = VIEW
    table_class = MeterTable
    filterset_class = MeterFilters
    search_hint = _("meter number or unit")
    empty_text = _("No meter yet. Import the register of meters, or open a unit and choose “New meter”.")
    export_name = "表具台账"
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_meters(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_meters(queryset, text, self.user)

    def buttons(self) -> Sequence[Button]:
        return (
            Button(_("Terms of supplies"), reverse("supply_terms_list"), "file-text"),
            Button(_("Bills of suppliers"), reverse("supplier_bills"), "file-invoice"),
            Button(_("Read meters"), reverse("reading_round"), "gauge", primary=True),
        )


class MeterForm(forms.Form):
    item: Any = forms.ModelChoiceField(queryset=None, label=_("fee item"), empty_label=None)
    number = forms.CharField(label=_("meter number"), max_length=30)
    multiplier = Measure(label=_("multiplier"), min_value=0.01, max_value=10_000, decimal_places=PLACES, initial=1)
    installed_on = DayField(label=_("in its place since"))
    first_value = Measure(label=_("reading at the beginning"), min_value=0, max_value=10_000_000, decimal_places=PLACES)

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["item"].queryset = items


class NewMeter(OfUnit, FormPage):
    permission_required = CHANGE
    menu = "meters"
    form_class = MeterForm
    submit_label = _("Propose")
    subtitle = _("Where it begins and what it is multiplied by decides what is paid: another person approves it.")
    success_message = _("It waits for another person's approval.")
    meter: Any = None

    def get_title(self) -> str:
        return gettext("New meter: %(unit)s") % {"unit": self.unit.code}

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (list_crumb(), self.crumb_of_unit())

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"items": selectors.items()}

    def form_valid(self, form: Any) -> HttpResponse:
        meter = selectors.meter_of(self.unit, **form.cleaned_data)
        self.meter = services.register_meter(meter=meter, by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("meter", args=[self.meter.pk])


class MeterPage(DecidedPage):
    permission_required = VIEW
    personal_data = False
    kind = METERS
    question = _("Have you compared number, multiplier and first reading with the meter? Bills are made of them.")
    menu = "meters"
    template_name = "meters/meter.html"
    above = (METERS_PAGE,)

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_meters(self.user)

    def get_title(self) -> str:
        return gettext("Meter %(number)s") % {"number": self.object}

    def get_subtitle(self) -> str:
        return f"{self.object.unit.estate.name} · {self.object.unit.code} · {self.object.item.name}"

    @property
    def is_read(self) -> bool:
        return bool(self.object.state == ApprovalState.APPROVED) and self.object.removed_on is None

    def buttons(self) -> Sequence[Button]:
        if not (self.is_read and self.user.has_perm(READ)):
            return ()
        return (Button(_("Read it"), reverse("read_meter", args=[self.object.pk]), "gauge", primary=True),)

    def facts(self) -> Sequence[Fact]:
        one = self.object
        return [
            Fact(_("Unit"), one.unit.code, reverse("unit", args=[one.unit.code])),
            *facts_of(one, "item", "multiplier", "installed_on", "first_value", "prepared_by", "decided_by"),
            *(facts_of(one, "removed_on") if one.removed_on else ()),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.object
        rows = [
            [
                ShownCell(read.day, reverse("meter_photo", args=[read.pk, "full"]) if read.picture_id else ""),
                read.value,
                read.used,
                read.read_by,
                ShownCell(read.sheet, reverse("reading_sheet", args=[read.sheet_id]) if read.sheet_id else ""),
                state_badge(read.sheet.state) if read.sheet else _("not handed in"),
            ]
            for read in selectors.readings_of(one)
        ]
        heads = [_("read on"), _("reading"), _("used"), _("read by"), _("sheet number"), _("state")]
        return super().get_context_data(**kwargs) | {
            "tables": [ShownTable(_("Readings"), "gauge", heads, rows, empty=_("It was not read yet."))],
            "may_take_out": self.is_read and self.user.has_perm(APPROVE) and one.prepared_by_id != self.user.pk,
        }


class TakeOutForm(forms.Form):
    day = DayField()


class TakeOut(Action):
    permission_required = APPROVE
    menu = "meters"
    form_class = TakeOutForm
    success_message = _("Taken out. What it counted until then stays to be charged.")

    @cached_property
    def meter(self) -> Any:
        return get_object_or_404(selectors.visible_meters(self.user), pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponse:
        services.take_out(meter_id=self.meter.pk, day=form.cleaned_data["day"], by=self.user)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("meter", args=[self.meter.pk])
