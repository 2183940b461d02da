"""A new version of a rate, on a page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from invoices.modules.tariffs import selectors, services
from property_ops.framework.web.display import number
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.pages import FormPage
from property_ops.framework.web.rows import Measure
from property_ops.modules.estates.public import managed_estates

CHANGE = "tariffs.change"
PLACES = 6


class RateForm(forms.Form):
    of = forms.ChoiceField(label=_("Which rate"))
    rate = Measure(label=_("new rate"), min_value=0, max_value=100_000, decimal_places=PLACES)
    start = DayField(label=_("in force from"))
    basis = forms.CharField(
        label=_("basis"), max_length=200, help_text=_("the owners' resolution or the order, with its day")
    )

    def __init__(self, *args: Any, rates: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["of"].choices = [
            (str(one.pk), f"{one.estate.name} {one.item.name} {one.applies_to} {number(one.rate)} {one.unit}")
            for one in rates
        ]


class NewRate(FormPage):
    title = _("Change a rate")
    subtitle = _("Another person approves it, who sees what every unit pays now and would pay from then on.")
    permission_required = CHANGE
    menu = "tariffs"
    above = ((_("Tariffs"), "tariffs"),)
    form_class = RateForm
    submit_label = _("See what every unit would pay")
    batch = 0

    @cached_property
    def rates(self) -> list[Any]:
        return list(selectors.latest_rates(self.user))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"rates": self.rates}

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        of = next(one for one in self.rates if str(one.pk) == said["of"])
        self.batch = services.propose_rate(
            of=of,
            rate=said["rate"],
            start=said["start"],
            basis=said["basis"],
            by=self.user,
            today=timezone.localdate(),
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("imported_batch", args=[self.batch])


class FirstRateForm(forms.Form):
    estate: Any = forms.ModelChoiceField(queryset=None, label=_("estate"))
    item: Any = forms.ModelChoiceField(queryset=None, label=_("fee item"), empty_label=None)
    applies_to = forms.CharField(
        label=_("applies to"),
        max_length=20,
        help_text=_("kind of unit (住宅, 商业) or of space (固定, 充电), else what it is"),
    )
    rate = Measure(label=_("rate"), min_value=0, max_value=100_000, decimal_places=PLACES)
    start = DayField(label=_("in force from"))
    basis = forms.CharField(
        label=_("basis"), max_length=200, help_text=_("the owners' resolution or the order, with its day")
    )

    def __init__(self, *args: Any, estates: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["estate"].queryset, fields["item"].queryset = estates, items


class FirstRate(FormPage):
    title = _("First rate of an item")
    subtitle = _("Where there is none yet; another person approves it.")
    permission_required = CHANGE
    menu = "tariffs"
    above = ((_("Tariffs"), "tariffs"),)
    form_class = FirstRateForm
    batch = 0

    def get_form_kwargs(self) -> dict[str, Any]:
        estates = managed_estates(self.user).order_by("code")
        return super().get_form_kwargs() | {"estates": estates, "items": selectors.with_rates()}

    def form_valid(self, form: Any) -> HttpResponse:
        today = timezone.localdate()
        self.batch = services.propose_first_rate(**form.cleaned_data, by=self.user, today=today)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("imported_batch", args=[self.batch])
