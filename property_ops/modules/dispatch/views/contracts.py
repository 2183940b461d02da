"""The prices of a contractor's crew, typed in for another person to approve."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.amounts import Amount
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.pages import FormPage
from property_ops.kernel.money import ZERO
from property_ops.modules.dispatch.selectors.contracts import contracts_of
from property_ops.modules.dispatch.services.contracts import propose_contract
from property_ops.modules.dispatch.views.crew_forms import OfCrew
from property_ops.modules.works.public import work_kinds


class ContractForm(forms.Form):
    """A price for each kind of work that the crew masters; all left empty makes it the company's own crew again."""

    contractor = forms.CharField(label=_("contractor"), max_length=60)
    agreement = forms.CharField(label=_("number of the agreement"), max_length=40)
    start = DayField(label=_("in force from"))

    def __init__(self, *args: Any, crew: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for skill in crew.skills.all():
            kind = work_kinds().coded(skill.kind)
            if kind is not None:
                label = _("%(kind)s (yuan a %(unit)s)") % {"kind": kind.name, "unit": kind.unit}
                self.fields[f"price_{kind.code}"] = Amount(label=label, required=False)

    def clean(self) -> dict[str, Any]:
        for name, price in list(self.cleaned_data.items()):
            if name.startswith("price_") and price is not None and price <= ZERO:
                self.add_error(name, _("A price is above zero; left empty there is none."))
        return self.cleaned_data

    @property
    def prices(self) -> dict[str, Any]:
        typed = self.cleaned_data.items()
        return {name.removeprefix("price_"): price for name, price in typed if name.startswith("price_") and price}


class ContractPage(OfCrew, FormPage):
    title = _("Contractor and prices")
    form_class = ContractForm
    submit_label = _("Submit for approval")
    success_message = _("The prices wait for another person's approval.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"crew": self.crew}

    def get_initial(self) -> dict[str, Any]:
        last = contracts_of(self.crew).first()
        if last is None:
            return {"start": timezone.localdate()}
        prices = {f"price_{one.kind}": one.price for one in last.prices.all()}
        return {"contractor": last.contractor, "agreement": last.agreement, "start": timezone.localdate(), **prices}

    def form_valid(self, form: Any) -> HttpResponse:
        names = {name: form.cleaned_data[name] for name in ("contractor", "agreement", "start")}
        propose_contract(crew=self.crew, prices=form.prices, by=self.user, now=timezone.now(), **names)
        return super().form_valid(form)
