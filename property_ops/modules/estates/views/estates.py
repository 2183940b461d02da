"""The estates, and one estate with its tabs."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.permissions import SEE_PHONES
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import OFFICES_WORKBOOKS, ListPage
from property_ops.framework.web.pages import Button, FormPage
from property_ops.modules.estates.public import Estate, Management, PageOfEstate
from property_ops.modules.estates.selectors import visible_estates, with_size
from property_ops.modules.estates.services import change_estate
from property_ops.modules.estates.views.units import UnitsTab

CHANGE = "estates.change"

MANAGEMENT_COLOURS = {Management.MANAGED: "green", Management.ASSISTED: "gray"}


class EstateTable(columns.ListTable):
    code = columns.Text(verbose_name=_("estate code"), attrs={"td": {"class": "day"}})
    name = columns.Text(verbose_name=_("estate"), linkify=("estate", {"code": columns.A("code")}))
    community = columns.Text(verbose_name=_("community"))
    management = columns.StateColumn(verbose_name=_("management"), colours=MANAGEMENT_COLOURS)
    taken_over_on = columns.DayColumn(verbose_name=_("take-over date"))
    building_count = columns.Number(verbose_name=_("buildings"))
    unit_count = columns.Number(verbose_name=_("units"))
    area = columns.Number(verbose_name=_("building area (m²)"), places=2)
    built_year = columns.Year(verbose_name=_("built in"))
    grid_worker_name = columns.Text(verbose_name=_("grid worker"))


class EstateFilters(Filters):
    management = Choice(choices=Management.choices, label=_("management"), empty_label=_("all"))


class Estates(ListPage):
    title = _("Estates")
    permission_required = "estates.view"
    table_class = EstateTable
    filterset_class = EstateFilters
    search_hint = _("estate, code, community, grid worker")
    export_name = "estates"
    empty_offer = OFFICES_WORKBOOKS
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return with_size(visible_estates(self.user))

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        names = ("code", "name", "community", "grid_worker_name")
        wanted = Q()
        for name in names:
            wanted |= Q(**{f"{name}__icontains": text})
        return queryset.filter(wanted)


class EstatePage(DetailPage):
    """Modules add tabs through the slot `estate_tabs`."""

    permission_required = "estates.view"
    personal_data = False
    menu = "estates"
    above = ((_("Estates"), "estates"),)
    own_tabs = (UnitsTab,)
    tab_slot = "estate_tabs"
    slug_field = slug_url_kwarg = "code"

    def get_queryset(self) -> Any:
        return with_size(visible_estates(self.user))

    def buttons(self) -> Sequence[Button]:
        if not self.user.has_perm(CHANGE):
            return ()
        return (Button(_("Change the estate"), reverse("change_estate", args=[self.object.code]), "edit"),)

    def facts(self) -> list[Fact]:
        estate = self.object
        return [
            *facts_of(estate, "code", "community", "management", "taken_over_on", "building_count", "built_year"),
            Fact(_("Building area (m²)"), estate.area),
            *facts_of(estate, "grid_worker_name", "party_branch", "committee_chair"),
        ]


class EstateForm(forms.ModelForm):
    class Meta:
        model = Estate
        fields = (
            "community",
            "building_count",
            "built_year",
            "grid_worker_name",
            "grid_worker_phone",
            "party_branch",
            "committee_chair",
        )

    def __init__(self, *args: Any, sees_phones: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not sees_phones:  # then it stays as it is
            del self.fields["grid_worker_phone"]


class ChangeEstate(PageOfEstate, FormPage):
    """What nobody pays by. Name, code and days of management come by the office's register."""

    title = _("Change the estate")
    subtitle = _("Name, code and days of management come by the register of estates: others pay by them.")
    permission_required = CHANGE
    menu = "estates"
    form_class = EstateForm
    success_message = _("Saved.")

    def get_form_kwargs(self) -> dict[str, Any]:
        sees_phones = self.user.has_perm(SEE_PHONES)
        return super().get_form_kwargs() | {"instance": self.estate, "sees_phones": sees_phones}

    def form_valid(self, form: Any) -> HttpResponse:
        change_estate(estate=self.estate, by=self.user, **form.cleaned_data)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("estate", args=[self.estate.code])
