"""The simulator of next year's rate."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.forecasts import selectors, services
from invoices.modules.forecasts.domain.reckoning import RATE_PLACES, Assumptions
from invoices.modules.forecasts.views.forecasts import PREPARE, list_crumb
from invoices.modules.forecasts.views.tables import tables
from property_ops.framework.web.amounts import Amount
from property_ops.framework.web.pages import Crumb, FormPage
from property_ops.framework.web.rows import Measure
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import managed_estates


class ForecastForm(forms.Form):
    """`try` shows what follows and keeps nothing."""

    estate: Any = forms.ModelChoiceField(queryset=None, label=_("estate"))
    year = forms.IntegerField(label=_("year ahead"), min_value=2000, max_value=2200)
    change = Measure(
        label=_("recurring costs change by (%)"), min_value=-90, max_value=300, decimal_places=2, initial=Decimal(0)
    )
    more_vacant = Measure(
        label=_("more homes vacant (%)"), min_value=0, max_value=90, decimal_places=2, initial=Decimal(0)
    )
    works = Amount(label=_("planned works (yuan, of the year)"), required=False)
    reserve = Amount(label=_("reserve (yuan)"), required=False)
    subsidy = Amount(label=_("subsidy (yuan)"), required=False)
    rate = Measure(
        label=_("another rate for homes (yuan per m² and month)"),
        min_value=0,
        max_value=100,
        decimal_places=RATE_PLACES,
        required=False,
        help_text=_("Empty: the rate at which it balances. Other uses change alike."),
    )
    note = forms.CharField(label=_("remark"), max_length=200, required=False)

    def __init__(self, *args: Any, estates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["estate"].queryset = estates

    @property
    def said(self) -> Assumptions:
        typed = self.cleaned_data
        return Assumptions(
            change=typed["change"],
            more_vacant=typed["more_vacant"],
            works=typed["works"] or ZERO,
            reserve=typed["reserve"] or ZERO,
            subsidy=typed["subsidy"] or ZERO,
            rate=typed["rate"],
        )


class NewForecast(FormPage):
    """The simulator: “Try” as often as one likes, then “Keep”."""

    title = _("Reckon next year's rate")
    permission_required = PREPARE
    menu = "forecasts"
    form_class = ForecastForm
    template_name = "forecasts/simulator.html"
    submit_label = _("Keep, for another person to approve")
    success_message = _("Kept. It waits for another person's approval.")
    kept: Any = None

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (list_crumb(),)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"estates": managed_estates(self.user).order_by("code")}

    def get_initial(self) -> dict[str, Any]:
        return {"year": timezone.localdate().year + 1}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "try" not in request.POST:
            return super().post(request, *args, **kwargs)
        form, found = self.get_form(), None
        if form.is_valid():
            try:
                found = selectors.reckoned(
                    form.cleaned_data["estate"],
                    year=form.cleaned_data["year"],
                    base_year=self.base_year(form),
                    said=form.said,
                    today=timezone.localdate(),
                )
            except BusinessError as error:
                form.add_error(None, error.sentence(gettext))
        return self.render_to_response(self.get_context_data(form=form, tables=tables(found) if found else ()))

    def base_year(self, form: Any) -> int:
        found = selectors.base_year_of(form.cleaned_data["estate"], until=timezone.localdate())
        return found or form.cleaned_data["year"] - 1

    def form_valid(self, form: Any) -> HttpResponse:
        now = timezone.now()
        self.kept = services.keep_forecast(
            estate=form.cleaned_data["estate"],
            year=form.cleaned_data["year"],
            base_year=self.base_year(form),
            said=form.said,
            note=form.cleaned_data["note"],
            by=self.user,
            now=now,
            today=timezone.localdate(now),
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("forecast", args=[self.kept.pk])
