"""The collection rate (收缴率) by estate, building, fee item and month due; as a page and as Excel."""

from collections.abc import Iterator
from datetime import date
from functools import reduce
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.collections import selectors
from invoices.modules.collections.domain.rates import CollectionRate, RateBy
from property_ops.framework.fields import choices_of
from property_ops.framework.web.days import SELECT, DaysForm, DaysPage
from property_ops.framework.workbook import Ratio
from property_ops.kernel.period import Period
from property_ops.modules.estates.public import EstateSelect, managed_estates, visible_estates


class RatesForm(DaysForm):
    def offer(self, *, estates: Any = None, **offers: Any) -> None:
        self.fields["estate"] = EstateSelect(estates)
        self.fields["by"] = forms.ChoiceField(
            label=_("grouped by"),
            required=False,
            choices=choices_of(RateBy),
            widget=forms.Select(attrs={"class": SELECT}),
        )


class CollectionRates(DaysPage):
    title = _("Collection rate")
    subtitle = _("Received ÷ due, by the day on which it was due, whenever it was paid. What was credited never was.")
    permission_required = "collections.view"
    personal_data = False
    menu = "arrears"
    above = ((_("Arrears"), "arrears"),)
    template_name = "collections/rates.html"
    form_class = RatesForm
    exports = ("xlsx",)

    def usual_days(self) -> Period:
        """The year of the latest day due up to today."""
        latest = selectors.latest_due_day(timezone.localdate())
        return Period(date(latest.year, 1, 1), date(latest.year + 1, 1, 1))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"estates": managed_estates(self.user).order_by("code")}

    @cached_property
    def rows(self) -> list[CollectionRate]:
        values = self.form.cleaned_data
        estates = visible_estates(self.user)
        if values["estate"]:
            estates = estates.filter(pk=values["estate"].pk)
        return selectors.collection_rates(self.period, by=RateBy(values["by"] or RateBy.ESTATE), estates=estates)

    def found(self) -> dict[str, Any]:
        by = RateBy(self.form.cleaned_data["by"] or RateBy.ESTATE)
        return {"rows": self.rows, "total": self._total(), "by": gettext(RateBy(by).word)}

    def _total(self) -> CollectionRate:
        return reduce(CollectionRate.plus, self.rows, CollectionRate(gettext("Total")))

    def excel(self) -> HttpResponseBase:
        by = RateBy(self.form.cleaned_data["by"] or RateBy.ESTATE)
        heads = [
            gettext(RateBy(by).word),
            gettext("Amount due"),
            gettext("Credited (红字)"),
            gettext("Received of it"),
            gettext("Written off"),
            gettext("Open"),
            gettext("Collection rate"),
        ]
        rate = self._total().rate
        formula = 'IF({1}-{2}>0,ROUND({3}/({1}-{2}),4),"")'
        below = {heads[6]: (formula, None if rate is None else Ratio(rate / 100))}
        return self.workbook(heads, self._cells(heads), totals=heads[1:6], below=below)

    def _cells(self, heads: list[str]) -> Iterator[dict[str, Any]]:
        for row in self.rows:
            rate = None if row.rate is None else Ratio(row.rate / 100)
            cells = (row.words, row.due, row.credited, row.received, row.lost, row.open, rate)
            yield dict(zip(heads, cells, strict=True))
