"""Typing in what was measured for a work whose kind has fields."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import FormPage
from property_ops.framework.web.rows import Measure
from property_ops.modules.works import selectors
from property_ops.modules.works.kit.pages import OfWork
from property_ops.modules.works.public import WorkKind, kind_of
from property_ops.modules.works.services.measuring import MEASURE, measure


class SheetForm(forms.Form):
    """One number for each field of the kind."""

    def __init__(self, *args: Any, kind: WorkKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in kind.fields:
            self.fields[field.code] = Measure(
                label=f"{field.label}（{field.unit}）",
                required=field.required,
                min_value=field.least,
                max_value=field.most,
                decimal_places=field.places,
            )


class SheetPage(OfWork, FormPage):
    title = _("Measure the work")
    permission_required = MEASURE
    success_message = _("Saved.")
    form_class = SheetForm

    @cached_property
    def kind(self) -> WorkKind:
        kind = kind_of(self.work)
        if kind is None or not kind.fields:
            raise Http404
        return kind

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"kind": self.kind, "initial": selectors.values_of(self.work) or {}}

    def form_valid(self, form: Any) -> HttpResponse:
        measure(work=self.work, values=form.cleaned_data, by=self.user)
        return super().form_valid(form)
