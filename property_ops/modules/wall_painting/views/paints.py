"""The register of paints: figures of the maker, changed where another maker's differ."""

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
from property_ops.modules.wall_painting import selectors
from property_ops.modules.wall_painting.public import WallPaint
from property_ops.modules.wall_painting.services import CHANGE_PAINTS, change_paint


def _edit_page(record: Any, table: Any) -> str | None:
    """Only for those who may change it."""
    may_change = table.request.user.has_perm(CHANGE_PAINTS)
    return reverse("wall_painting_paint", args=[record.pk]) if may_change else None


class PaintTable(columns.Table):
    code = columns.Text(verbose_name=_("code"))
    name = columns.Text(verbose_name=_("name"), linkify=_edit_page)
    side = columns.Text(verbose_name=_("side"))
    coverage = columns.Number(verbose_name=_("coverage (m² per litre and coat)"))
    wastage = columns.Number(verbose_name=_("wastage (%)"))
    drying_hours = columns.Number(verbose_name=_("hours between coats"))
    lowest_temperature = columns.Number(verbose_name=_("lowest temperature (°C)"))
    in_use = columns.YesNo(verbose_name=_("in use"))


class Paints(ListPage):
    title = _("Paints")
    subtitle = _("What the estimate of wall painting reckons with.")
    permission = "wall_painting.view"
    table_class = PaintTable
    export_name = "paints"

    def rows(self) -> Any:
        return selectors.paints()

    def buttons(self) -> list[Button]:
        if not self.user.has_perm(CHANGE_PAINTS):
            return []
        return [Button(_("New paint"), reverse("wall_painting_new_paint"), "plus")]


class PaintForm(forms.ModelForm):
    coverage = Measure(
        label=_("coverage (m² per litre and coat)"), min_value=Decimal("0.1"), max_value=50, decimal_places=2
    )
    wastage = Measure(label=_("wastage (%)"), min_value=0, max_value=100, decimal_places=1)

    class Meta:
        model = WallPaint
        fields = ("code", "name", "side", "coverage", "wastage", "drying_hours", "lowest_temperature", "in_use")


class PaintPage(FormPage):
    permission = CHANGE_PAINTS
    menu = "wall_painting_paints"

    @cached_property
    def paint(self) -> Any:
        return get_object_or_404(selectors.paints(), pk=self.kwargs["pk"]) if "pk" in self.kwargs else WallPaint()

    def get_title(self) -> Any:
        return self.paint.name or _("New paint")

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Paints"), reverse("wall_painting_paints"))]

    def get_form(self, data: Any = None, files: Any = None) -> PaintForm:
        return PaintForm(data=data, instance=self.paint)

    def save(self, form: Any) -> str:
        change_paint(paint=form.save(commit=False), by=self.user)
        return gettext("Saved.")

    def where_to(self) -> str:
        return reverse("wall_painting_paints")
