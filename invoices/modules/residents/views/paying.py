"""Paying on the household's page: chosen lines or a sum, by WeChat Pay or Alipay, or by the company's own code."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.online_payments.kit.paying import PayersPage, ways_to_pay
from invoices.modules.online_payments.public import OnlineOrder, open_order, order_of
from invoices.modules.payments.public import PaymentChannel
from invoices.modules.residents.public import HouseholdDevice, held_and_due, payable_lines
from invoices.modules.residents.views.kit import household_answer, household_page, note_look
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.money import NotMoney, Yuan
from property_ops.kernel.writing import squeezed

NO_LINE = 0
"""Stands for none that is ticked: not for a sum."""


class PayForm(forms.Form):
    """The button that was pressed says what is paid and by whom: `by_lines` those that are ticked, `by_sum` the sum."""

    amount = forms.CharField(max_length=20, required=False)
    by_lines = forms.ChoiceField(required=False)
    by_sum = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, channels: Sequence[PaymentChannel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("by_lines", "by_sum"):
            field: Any = self.fields[name]
            field.choices = [(str(one), str(one)) for one in channels]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not values.get("by_lines") and not values.get("by_sum"):
            raise forms.ValidationError(_("Press one of the buttons below."))
        if values.get("by_sum"):
            try:
                values["yuan"] = Yuan.parse(squeezed(values.get("amount", "")).lstrip("¥￥"))
            except NotMoney as error:
                raise forms.ValidationError(error.sentence(gettext)) from error
        return values


@household_page("POST")
def pay(request: HttpRequest, household: HouseholdDevice) -> HttpResponseBase:
    """Choose what to pay, and how."""
    ways = ways_to_pay(request)
    form = PayForm(request.POST if request.method == "POST" else None, channels=ways["channels"])
    chosen = {int(one) for one in request.POST.getlist("line") if one.isascii() and one.isdecimal() and len(one) < 19}
    if request.method == "POST" and form.is_valid():
        try:
            order = _ordered(household, form, chosen)
            return HttpResponseRedirect(reverse("household_order", args=[household.pk, order.number]))
        except BusinessError as error:
            form.add_error(None, error.sentence(gettext))
    elif request.method == "GET":
        note_look(request, household, "pay")
    lines = list(payable_lines(household))
    content = {
        "form": form,
        "lines": [(line, line.pk in chosen if chosen else not line.is_held) for line in lines],
        "to_pay": held_and_due(lines)[1],
        **ways,
        "today": timezone.localdate(),
    }
    return household_answer(request, "residents/pay.html", household, content, status=422 if form.errors else 200)


@household_page()
def order(request: HttpRequest, household: HouseholdDevice, number: str) -> HttpResponseBase:
    """How the order stands; while it is open, where to go on."""
    content = _page(request, household, number).content()
    return household_answer(request, "residents/order.html", household, content)


@household_page("POST")
def order_ask(request: HttpRequest, household: HouseholdDevice, number: str) -> HttpResponseBase:
    """Asks the service how the order stands: the notice may be late, or lost."""
    return HttpResponseRedirect(_page(request, household, number).after_asking())


@household_page()
def order_wechat(request: HttpRequest, household: HouseholdDevice, number: str) -> HttpResponseBase:
    """Back from WeChat, which says who pays; its own browser goes on from here."""
    content = _page(request, household, number).content_in_wechat()
    return household_answer(request, "residents/order.html", household, content)


def _ordered(household: HouseholdDevice, form: PayForm, chosen: set[int]) -> OnlineOrder:
    said = form.cleaned_data
    channel = PaymentChannel(said["by_sum"] or said["by_lines"])
    return open_order(
        tenure=household.tenure,
        channel=channel,
        lines=() if said["by_sum"] else chosen or {NO_LINE},
        amount=said.get("yuan"),
        now=timezone.now(),
    )


def _page(request: HttpRequest, household: HouseholdDevice, number: str) -> PayersPage:
    found = order_of(household.tenure, number)
    if found is None:
        raise Http404
    names = ("household_order", "household_order_wechat")
    return PayersPage(request, found, *(reverse(name, args=[household.pk, number]) for name in names))
