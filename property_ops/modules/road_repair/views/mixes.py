"""The register of mixes: figures of the supplier, changed where another supplier's differ."""

from decimal import Decimal
from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import columns
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, Crumb, FormPage
from property_ops.framework.web.rows import Measure
from property_ops.modules.road_repair import selectors
from property_ops.modules.road_repair.public import RoadMix
from property_ops.modules.road_repair.services import CHANGE_MIXES, change_mix


def _edit_page(record: Any, table: Any) -> str | None:
    """Only for those who may change it."""
    may_change = table.request.user.has_perm(CHANGE_MIXES)
    return reverse("road_repair_mix", args=[record.pk]) if may_change else None


class MixTable(columns.Table):
    code = columns.Text(verbose_name=_("code"))
    name = columns.Text(verbose_name=_("name"), linkify=_edit_page)
    family = columns.Text(verbose_name=_("family"))
    density = columns.Number(verbose_name=_("density, compacted (t/m³)"), places=2)
    wastage = columns.Number(verbose_name=_("wastage (%)"))
    loose_factor = columns.Number(verbose_name=_("loose factor"), places=2)
    curing_hours = columns.Number(verbose_name=_("hours before traffic"))
    lowest_temperature = columns.Number(verbose_name=_("lowest temperature (°C)"))
    in_use = columns.YesNo(verbose_name=_("in use"))


class Mixes(ListPage):
    title = _("Road mixes")
    subtitle = _("What the estimate of a road repair reckons with.")
    permission = "road_repair.view"
    table_class = MixTable
    export_name = "road-mixes"

    def rows(self) -> Any:
        return selectors.mixes()

    def buttons(self) -> list[Button]:
        if not self.user.has_perm(CHANGE_MIXES):
            return []
        return [Button(_("New mix"), reverse("road_repair_new_mix"), "plus")]


class MixForm(forms.ModelForm):
    density = Measure(label=_("density, compacted (t/m³)"), min_value=Decimal("0.5"), max_value=10, decimal_places=3)
    wastage = Measure(label=_("wastage (%)"), min_value=0, max_value=100, decimal_places=1)
    loose_factor = Measure(label=_("loose factor"), min_value=1, max_value=3, decimal_places=3)

    class Meta:
        model = RoadMix
        fields = (
            "code",
            "name",
            "family",
            "density",
            "wastage",
            "loose_factor",
            "curing_hours",
            "lowest_temperature",
            "in_use",
        )


class MixPage(FormPage):
    permission = CHANGE_MIXES
    menu = "road_repair_mixes"

    @cached_property
    def mix(self) -> Any:
        return get_object_or_404(selectors.mixes(), pk=self.kwargs["pk"]) if "pk" in self.kwargs else RoadMix()

    def get_title(self) -> Any:
        return self.mix.name or _("New mix")

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Road mixes"), reverse("road_repair_mixes"))]

    def get_form(self, data: Any = None, files: Any = None) -> MixForm:
        return MixForm(data=data, instance=self.mix)

    def save(self, form: Any) -> str:
        change_mix(mix=form.save(commit=False), by=self.user)
        return gettext("Saved.")

    def where_to(self) -> str:
        return reverse("road_repair_mixes")
