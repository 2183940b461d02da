"""Changing the register on pages: a unit from a day on, which another person approves; and a phone."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework import audit
from property_ops.framework.approval.display import STATE_CHOICES, StateColumn
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.permissions import phone_shown_to
from property_ops.framework.web import columns
from property_ops.framework.web.display import Fact, facts_of, number
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, Crumb, FormPage
from property_ops.modules.estates import selectors
from property_ops.modules.estates.approvals import UNIT_CHANGES
from property_ops.modules.estates.kit import OfUnit
from property_ops.modules.estates.public import EstateFilter, OccupancyState, Use
from property_ops.modules.estates.services import change_phone, prepare_unit_change

CHANGE = "estates.change"


class UnitChangeTable(columns.ListTable):
    day = columns.DayColumn(verbose_name=_("counts from"), linkify=("unit_change", {"pk": columns.A("pk")}))
    unit = columns.Text(verbose_name=_("unit"), accessor="unit__code", attrs={"td": {"class": "day"}})
    area_before = columns.Number(verbose_name=_("building area before"), places=2)
    area = columns.Number(verbose_name=_("building area (m²)"), places=2)
    use = columns.StateColumn(verbose_name=_("use"))
    occupancy = columns.StateColumn(verbose_name=_("occupancy"))
    reason = columns.Text(verbose_name=_("by which paper"))
    prepared_by = columns.Text(verbose_name=_("prepared by"))
    state = StateColumn()


class UnitChangeFilters(Filters):
    estate = EstateFilter(field_name="unit__estate")
    state = Choice(label=_("state"), empty_label=_("all"), choices=STATE_CHOICES)


class UnitChanges(ListPage):
    title = _("Changes of units")
    subtitle = _("Area, use, occupancy and tenant, from a day on. Somebody pays by it, so another person approves.")
    permission_required = "estates.view"
    table_class = UnitChangeTable
    filterset_class = UnitChangeFilters
    search_hint = _("unit or paper")
    empty_text = _("No unit was changed on a page yet. Open a unit, and choose “Change the unit” there.")
    export_name = "房屋变更"
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.unit_changes(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(unit__code__icontains=text) | queryset.filter(reason__icontains=text)


class UnitChangeForm(forms.Form):
    day = DayField(label=_("Counts from"))
    area = forms.DecimalField(label=_("Building area (m²)"), min_value=0, max_digits=10, decimal_places=4)
    use = forms.ChoiceField(label=_("Use"), choices=Use.choices)
    occupancy = forms.ChoiceField(
        label=_("Occupancy"), required=False, choices=[("", _("not registered")), *OccupancyState.choices]
    )
    tenant = forms.CharField(label=_("Tenant"), max_length=60, required=False)
    tenant_phone = forms.CharField(label=_("Tenant's phone"), max_length=20, required=False)
    reason = forms.CharField(label=_("By which paper"), max_length=200, help_text=_("such as the deed or the lease"))


class NewUnitChange(OfUnit, FormPage):
    permission_required = CHANGE
    menu = "units"
    subtitle = _("A month is charged by what was true in it. A new owner is entered by “Change of owner”.")
    submit_label = _("Ask for approval")
    form_class = UnitChangeForm
    change: Any = None

    def get_title(self) -> str:
        return gettext("Change %(unit)s") % {"unit": self.unit.code}

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Units"), reverse("units")), self.crumb_of_unit()]

    def get_initial(self) -> dict[str, Any]:
        today = timezone.localdate()
        now = selectors.unit_facts(self.unit, today)
        return {
            "day": today,
            "area": now.area.normalize(),
            "use": now.use,
            "occupancy": now.occupancy,
            "tenant": now.tenant if self.user.has_perm(selectors.SEE_PEOPLE) else "",
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        audit.record(by=self.user, action="people.viewed", subject=self.unit.code)
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        said = {name: value.strip() if isinstance(value, str) else value for name, value in form.cleaned_data.items()}
        change = UNIT_CHANGES.model(unit=self.unit, **said)
        self.change = prepare_unit_change(change=change, by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("unit_change", args=[self.change.pk])


class UnitChangePage(DecidedPage):
    """Before and after, one below the other."""

    permission_required = "estates.view"
    personal_data = True
    kind = UNIT_CHANGES
    question = _("Have you compared it with the paper?")
    menu = "unit_changes"
    above = ((_("Changes of units"), "unit_changes"),)
    template_name = "estates/unit_change.html"

    def get_title(self) -> str:
        return gettext("Change %(unit)s") % {"unit": self.object.unit.code}

    def buttons(self) -> Sequence[Button]:
        return (Button(_("Unit"), reverse("unit", args=[self.object.unit.code]), "door"),)

    def facts(self) -> list[Fact]:
        one = self.object
        return facts_of(one, "day", "reason")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one, sees = self.object, self.user.has_perm(selectors.SEE_PEOPLE)
        audit.record(by=self.user, action="people.viewed", subject=one.unit.code)
        rows = [
            (_("Building area (m²)"), number(one.area_before, 2), number(one.area, 2)),
            (_("Use"), one.get_use_before_display(), one.get_use_display()),
            (_("Occupancy"), one.get_occupancy_before_display(), one.get_occupancy_display()),
            *([(_("Tenant"), one.tenant_before, one.tenant)] if sees else []),
        ]
        return super().get_context_data(**kwargs) | {
            "rows": [(label, before, after, before != after) for label, before, after in rows],
        }


class PhoneForm(forms.Form):
    phone = forms.RegexField(
        r"^[0-9+ \-]{7,20}$",
        label=_("Phone"),
        max_length=20,
        required=False,
        error_messages={"invalid": _("Digits only, such as 13905300123 or 0530-5566778.")},
    )


class ChangePhone(FormPage):
    permission_required = CHANGE
    menu = "units"
    title = _("Change the phone")
    form_class = PhoneForm
    narrow = True
    success_message = _("The phone is stored.")

    @cached_property
    def tenure(self) -> Any:
        found = selectors.tenure_seen(self.user, self.kwargs["pk"])
        if found is None or not self.user.has_perm(selectors.SEE_PEOPLE):
            raise Http404
        return found

    def get_subtitle(self) -> str:
        return f"{self.tenure.unit.code} {self.tenure.name} {phone_shown_to(self.user, self.tenure.phone)}"

    def breadcrumbs(self) -> list[Crumb]:
        code = self.tenure.unit.code
        return [Crumb(_("Units"), reverse("units")), Crumb(code, reverse("unit", args=[code]))]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        audit.record(by=self.user, action="people.viewed", subject=self.tenure.unit.code)
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        change_phone(tenure=self.tenure, phone=form.cleaned_data["phone"].strip(), by=self.user)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("unit", args=[self.tenure.unit.code])
