"""Typing in the defects of a work."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import Crumb, Page
from property_ops.framework.web.rows import Measure, RowForm, RowsPage
from property_ops.kernel.errors import BusinessError
from property_ops.modules.road_repair import selectors
from property_ops.modules.road_repair.public import DefectType
from property_ops.modules.road_repair.services import RECORD, Measured, measure_defects

COLUMNS = ("type", "place", "length", "width", "depth", "mix")


class OfWork(Page):
    """A page below that of a work."""

    permission_required = RECORD
    menu = "works"

    @cached_property
    def work(self) -> Any:
        return get_object_or_404(selectors.visible_works(self.user), number=self.kwargs["number"])

    def get_subtitle(self) -> str:
        return " · ".join(filter(None, (self.work.kind, self.work.estate.name, self.work.place)))

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Works"), reverse("works")), Crumb(self.work.number, self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("work", args=[self.work.number])


class DefectForm(RowForm):
    filled_by = ("place", "length", "width", "depth")
    type = forms.ChoiceField(label=_("defect"), choices=DefectType.choices)
    place = forms.CharField(label=_("place"), max_length=60, required=False)
    length = Measure(label=_("length (m)"), max_digits=8, decimal_places=2)
    width = Measure(label=_("width (m)"), max_digits=8, decimal_places=2)
    depth = Measure(label=_("depth (cm)"), max_digits=8, decimal_places=1)

    def __init__(self, *args: Any, mixes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("mix", forms.ModelChoiceField(label=_("mix"), queryset=mixes, empty_label=None))

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                Measured(**{name: values[name] for name in COLUMNS}).check()
            except BusinessError as error:
                self.add_error(None, error.sentence(gettext))
        return values


class DefectsPage(OfWork, RowsPage):
    title = _("Measure defects")
    row_form = DefectForm
    success_message = _("Saved.")

    def get_row_kwargs(self) -> dict[str, Any]:
        return {"mixes": selectors.mixes_for(self.work)}

    def get_initial(self) -> Any:
        return [{name: getattr(defect, name) for name in COLUMNS} for defect in selectors.defects_of(self.work)]

    def form_valid(self, form: Any) -> HttpResponse:
        measure_defects(work=self.work, rows=[Measured(**row) for row in form.filled], by=self.user)
        return super().form_valid(form)
