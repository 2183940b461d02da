"""Typing in the walls of a work."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import choices_of
from property_ops.framework.web.rows import Measure
from property_ops.modules.wall_painting.kinds import side_of
from property_ops.modules.wall_painting.public import PaintedWall, WallAccess, WallSide
from property_ops.modules.wall_painting.services import RECORD, MeasuredWall, measure_walls
from property_ops.modules.works.kit.pages import MeasurePage, PartForm

USUAL_COATS = 2


class WallForm(PartForm):
    row = MeasuredWall
    filled_by = ("place", "length", "height", "openings")
    side = forms.ChoiceField(label=_("side"), choices=choices_of(WallSide))
    height = Measure(label=_("height (m)"), max_digits=8, decimal_places=2)
    openings = Measure(label=_("openings (m²)"), max_digits=10, decimal_places=2, required=False)
    coats = forms.TypedChoiceField(label=_("coats"), choices=[(number, number) for number in range(1, 5)], coerce=int)
    access = forms.ChoiceField(label=_("access"), choices=choices_of(WallAccess))

    def clean_openings(self) -> Any:
        """Nothing typed is a wall without openings."""
        return self.cleaned_data["openings"] or Decimal(0)


class WallsPage(MeasurePage):
    title = _("Measure walls")
    permission_required = RECORD
    row_form = WallForm
    model = PaintedWall

    def blank_row(self) -> dict[str, Any]:
        return self.usual

    @cached_property
    def usual(self) -> dict[str, Any]:
        side = str(side_of(self.work) or WallSide.FACADE)
        access = WallAccess.SCAFFOLD if side == WallSide.FACADE else WallAccess.GROUND
        return {"side": side, "coats": USUAL_COATS, "access": access, "paint": self.figures.filter(side=side).first()}

    def measure(self, rows: Sequence[MeasuredWall]) -> None:
        measure_walls(work=self.work, rows=rows, by=self.user)
