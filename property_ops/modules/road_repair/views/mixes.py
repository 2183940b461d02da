"""The register of mixes: figures of the supplier, changed where another supplier's differ."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import columns
from property_ops.framework.web.rows import Measure
from property_ops.modules.road_repair.public import RoadMix
from property_ops.modules.road_repair.services import CHANGE_MIXES, change_mix
from property_ops.modules.works.kit.pages import FiguresForm, FiguresList, FiguresPage, FiguresTable


class MixTable(FiguresTable):
    change_url = "road_repair_mix"
    permission = CHANGE_MIXES
    family = columns.Text(verbose_name=_("family"))
    density = columns.Number(verbose_name=_("density, compacted (t/m³)"), places=2)
    loose_factor = columns.Number(verbose_name=_("loose factor"), places=2)
    curing_hours = columns.Number(verbose_name=_("hours before traffic"))

    class Meta:
        sequence = (
            "code",
            "name",
            "family",
            "density",
            "wastage",
            "loose_factor",
            "curing_hours",
            "...",
            "in_use",
        )


class Mixes(FiguresList):
    title = _("Road mixes")
    subtitle = _("What the estimate of a road repair reckons with.")
    permission_required = "road_repair.view"
    model = RoadMix
    table_class = MixTable
    export_name = "road-mixes"
    new = (_("New mix"), "road_repair_new_mix")


class MixForm(FiguresForm):
    density = Measure(label=_("density, compacted (t/m³)"), min_value=Decimal("0.5"), max_value=10, decimal_places=3)
    loose_factor = Measure(label=_("loose factor"), min_value=1, max_value=3, decimal_places=3)
    curing_hours = forms.IntegerField(label=_("hours before traffic"), min_value=0, max_value=720)

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


class MixPage(FiguresPage):
    register = Mixes
    permission_required = CHANGE_MIXES
    menu = "road_repair_mixes"
    form_class = MixForm

    def change(self, figures: RoadMix) -> None:
        change_mix(mix=figures, by=self.user)
