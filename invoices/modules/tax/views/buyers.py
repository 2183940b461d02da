"""On the page of a unit: with which tax number its payers' invoices are asked for."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from invoices.modules.tax.domain.tax_number import MOST_SIGNS
from invoices.modules.tax.selectors.buyers import payers_with_numbers, tax_numbers_of, visible_payer
from invoices.modules.tax.services import enter_tax_number
from property_ops.framework.web.pages import Crumb, FormPage
from property_ops.framework.web.tabs import Panel


class TaxNumbersOfUnit(Panel):
    """Of slot `unit_panels`."""

    permission_required = "tax.view"
    title = _("Tax numbers for invoices")
    icon = "receipt-tax"
    order = 66
    template_name = "tax/numbers_panel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        payers = payers_with_numbers(self.subject)
        return super().get_context_data(**kwargs) | {"payers": payers, "may_change": self.user.has_perm("tax.change")}


class TaxNumberForm(forms.Form):
    number = forms.CharField(
        label=_("tax number"),
        max_length=MOST_SIGNS + 10,
        required=False,
        help_text=_("18 signs (统一社会信用代码), or an older one of 15, 17 or 20. Empty: none is given."),
    )


class EnterTaxNumber(FormPage):
    title = _("Tax number for invoices")
    permission_required = "tax.change"
    personal_data = True
    menu = "units"
    form_class = TaxNumberForm
    narrow = True
    success_message = _("Saved. It stands on what is exported from now on.")

    @cached_property
    def payer(self) -> Any:
        found = visible_payer(self.user, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_subtitle(self) -> str:
        return f"{self.payer.unit.code} {self.payer.name}"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(self.payer.unit.code, self.get_success_url())]

    def get_initial(self) -> dict[str, Any]:
        return {"number": tax_numbers_of([self.payer.pk]).get(self.payer.pk, "")}

    def form_valid(self, form: Any) -> HttpResponse:
        number = form.cleaned_data["number"]
        enter_tax_number(tenure=self.payer, number=number, by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("unit", args=[self.payer.unit.code])
