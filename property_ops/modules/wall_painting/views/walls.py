"""Typing in the walls of a work."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import Crumb
from property_ops.framework.web.rows import Measure, RowForm, RowsPage
from property_ops.kernel.errors import BusinessError
from property_ops.modules.wall_painting import selectors
from property_ops.modules.wall_painting.kinds import side_of
from property_ops.modules.wall_painting.public import Access, Side
from property_ops.modules.wall_painting.services import RECORD, Measured, measure_walls

COLUMNS = ("side", "place", "length", "height", "openings", "coats", "access", "paint")
USUAL_COATS = 2


class WallForm(RowForm):
    filled_by = ("place", "length", "height", "openings")
    side = forms.ChoiceField(label=_("side"), choices=Side.choices)
    place = forms.CharField(label=_("place"), max_length=60, required=False)
    length = Measure(label=_("length (m)"), max_digits=8, decimal_places=2)
    height = Measure(label=_("height (m)"), max_digits=8, decimal_places=2)
    openings = Measure(label=_("openings (m²)"), max_digits=10, decimal_places=2, required=False)
    coats = forms.TypedChoiceField(label=_("coats"), choices=[(number, number) for number in range(1, 5)], coerce=int)
    access = forms.ChoiceField(label=_("access"), choices=Access.choices)

    def __init__(self, *args: Any, paints: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("paint", forms.ModelChoiceField(label=_("paint"), queryset=paints, empty_label=None))

    def clean_openings(self) -> Any:
        """Nothing typed is a wall without openings."""
        return self.cleaned_data["openings"] or Decimal(0)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                Measured(**{name: values[name] for name in COLUMNS}).check()
            except BusinessError as error:
                self.add_error(None, error.sentence(gettext))
        return values


class WallsPage(RowsPage):
    title = _("Measure walls")
    permission_required = RECORD
    menu = "works"
    row_form = WallForm
    success_message = _("Saved.")

    @cached_property
    def work(self) -> Any:
        return get_object_or_404(selectors.visible_works(self.user), number=self.kwargs["number"])

    def get_subtitle(self) -> str:
        return " · ".join(filter(None, (self.work.kind, self.work.estate.name, self.work.place)))

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Works"), reverse("works")), Crumb(self.work.number, self.get_success_url())]

    def get_row_kwargs(self) -> dict[str, Any]:
        return {"paints": selectors.paints_for(self.work)}

    def get_initial(self) -> Any:
        return [{name: getattr(wall, name) for name in COLUMNS} for wall in selectors.walls_of(self.work)]

    def blank_row(self) -> dict[str, Any]:
        return self.usual

    @cached_property
    def usual(self) -> dict[str, Any]:
        side = str(side_of(self.work) or Side.FACADE)
        access = Access.SCAFFOLD if side == Side.FACADE else Access.GROUND
        paint = selectors.paints_for(self.work).filter(side=side).first()
        return {"side": side, "coats": USUAL_COATS, "access": access, "paint": paint}

    def form_valid(self, form: Any) -> HttpResponse:
        measure_walls(work=self.work, rows=[Measured(**row) for row in form.filled], by=self.user)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("work", args=[self.work.number])
