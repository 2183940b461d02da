"""Loading a crew's van out of the store, and bringing back what is left."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import FormPage
from property_ops.framework.web.rows import Measure
from property_ops.kernel.quantity import plain
from property_ops.modules.dispatch.services.vans import load_van
from property_ops.modules.dispatch.views.crew_forms import OfCrew
from property_ops.modules.works.public import materials_in_stock

LOAD, BACK = "load", "back"


class VanForm(forms.Form):
    way = forms.ChoiceField(
        label=_("which way"), choices=[(LOAD, _("out of the store, onto the van")), (BACK, _("back into the store"))]
    )
    material: Any = forms.ModelChoiceField(label=_("material"), queryset=None, empty_label=None)
    quantity = Measure(label=_("quantity"), max_digits=12, decimal_places=4, min_value=Decimal("0.0001"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["material"]
        field.queryset = materials_in_stock()
        field.label_from_instance = lambda one: f"{one.name} {plain(one.stock)} {one.unit}"


class VanPage(OfCrew, FormPage):
    title = _("Load the van")
    form_class = VanForm
    success_message = _("Recorded.")

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        quantity = typed["quantity"] if typed["way"] == LOAD else -typed["quantity"]
        load_van(crew=self.crew, material=typed["material"], quantity=quantity, by=self.user, on=timezone.localdate())
        return super().form_valid(form)
