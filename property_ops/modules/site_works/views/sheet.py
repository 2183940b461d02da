"""Typing in what was measured for a work whose kind has fields."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import Crumb, FormPage
from property_ops.framework.web.rows import Measure
from property_ops.modules.site_works import selectors
from property_ops.modules.site_works.services import RECORD, measure
from property_ops.modules.works.public import WorkKind, kind_of


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


class SheetPage(FormPage):
    title = _("Measure the work")
    permission_required = RECORD
    menu = "works"
    success_message = _("Saved.")
    form_class = SheetForm

    @cached_property
    def work(self) -> Any:
        return get_object_or_404(selectors.visible_works(self.user), number=self.kwargs["number"])

    @cached_property
    def kind(self) -> WorkKind:
        kind = kind_of(self.work)
        if kind is None or not kind.fields:
            raise Http404
        return kind

    def get_subtitle(self) -> str:
        return " · ".join(filter(None, (self.kind.name, self.work.estate.name, self.work.place)))

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Works"), reverse("works")), Crumb(self.work.number, self.get_success_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"kind": self.kind, "initial": selectors.values_of(self.work) or {}}

    def form_valid(self, form: Any) -> HttpResponse:
        measure(work=self.work, values=form.cleaned_data, by=self.user)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("work", args=[self.work.number])
