"""The register of paints: figures of the maker, changed where another maker's differ."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import columns
from property_ops.framework.web.rows import Measure
from property_ops.modules.wall_painting.public import WallPaint
from property_ops.modules.wall_painting.services import CHANGE_PAINTS, change_paint
from property_ops.modules.works.kit.pages import FiguresForm, FiguresList, FiguresPage, FiguresTable


class PaintTable(FiguresTable):
    change_url = "wall_painting_paint"
    permission = CHANGE_PAINTS
    side = columns.Text(verbose_name=_("side"))
    coverage = columns.Number(verbose_name=_("coverage (m² per litre and coat)"))
    drying_hours = columns.Number(verbose_name=_("hours between coats"))

    class Meta:
        sequence = ("code", "name", "side", "coverage", "wastage", "drying_hours", "...", "in_use")


class Paints(FiguresList):
    title = _("Paints")
    subtitle = _("What the estimate of wall painting reckons with.")
    permission_required = "wall_painting.view"
    model = WallPaint
    table_class = PaintTable
    export_name = "paints"
    new = (_("New paint"), "wall_painting_new_paint")


class PaintForm(FiguresForm):
    coverage = Measure(
        label=_("coverage (m² per litre and coat)"), min_value=Decimal("0.1"), max_value=50, decimal_places=2
    )
    drying_hours = forms.IntegerField(label=_("hours between coats"), min_value=0, max_value=720)

    class Meta:
        model = WallPaint
        fields = ("code", "name", "side", "coverage", "wastage", "drying_hours", "lowest_temperature", "in_use")


class PaintPage(FiguresPage):
    register = Paints
    permission_required = CHANGE_PAINTS
    menu = "wall_painting_paints"
    form_class = PaintForm

    def change(self, figures: WallPaint) -> None:
        change_paint(paint=figures, by=self.user)
