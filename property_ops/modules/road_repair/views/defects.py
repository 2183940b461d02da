"""Typing in the defects of a work."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import choices_of
from property_ops.framework.web.rows import Measure
from property_ops.modules.road_repair.public import DefectType, RoadDefect
from property_ops.modules.road_repair.services import RECORD, MeasuredDefect, measure_defects
from property_ops.modules.works.kit.pages import MeasurePage, PartForm


class DefectForm(PartForm):
    row = MeasuredDefect
    filled_by = ("place", "length", "width", "depth")
    type = forms.ChoiceField(label=_("defect"), choices=choices_of(DefectType))
    width = Measure(label=_("width (m)"), max_digits=8, decimal_places=2)
    depth = Measure(label=_("depth (cm)"), max_digits=8, decimal_places=1)


class DefectsPage(MeasurePage):
    title = _("Measure defects")
    permission_required = RECORD
    row_form = DefectForm
    model = RoadDefect

    def measure(self, rows: Sequence[MeasuredDefect]) -> None:
        measure_defects(work=self.work, rows=rows, by=self.user)
