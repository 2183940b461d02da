"""Paying on the household's page: chosen lines or a sum, by WeChat Pay or Alipay, or by the company's own code."""

import base64
import io
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from PIL import Image

from invoices.modules.online_payments.public import (
    OnlineOrder,
    OrderState,
    PayersBrowser,
    ask,
    begin_payment,
    channels_set,
    open_order,
    order_of,
    payer_in_wechat,
    payment_codes,
    wechat_appid,
)
from invoices.modules.payments.public import PaymentChannel
from invoices.modules.residents.public import HouseholdDevice, held_and_due, payable_lines
from invoices.modules.residents.views.kit import household_answer, household_page, note_look
from property_ops.framework.accounts import system_user
from property_ops.framework.pdf.qr import qr_modules
from property_ops.framework.web.public_pages import visitor
from property_ops.framework.wechat import authorise_address, came_back, state_of
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.money import NotMoney, Yuan
from property_ops.kernel.writing import squeezed

BROWSERS = {"MicroMessenger": PaymentChannel.WECHAT, "AlipayClient": PaymentChannel.ALIPAY}
"""The browsers of the services themselves: neither opens the other service."""
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
    known = channels_set()
    channels = [one for one in known if _opens(request, one)]
    form = PayForm(request.POST if request.method == "POST" else None, channels=channels)
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
        "channels": channels,
        "elsewhere": bool(known) and not channels,
        "codes": [] if known else [(one, code_picture(code.content)) for one, code in payment_codes().items()],
        "today": timezone.localdate(),
    }
    return household_answer(request, "residents/pay.html", household, content, status=422 if form.errors else 200)


@household_page()
def order(request: HttpRequest, household: HouseholdDevice, number: str) -> HttpResponseBase:
    """How the order stands; while it is open, where to go on."""
    found = _order(household, number)
    content: dict[str, Any] = {"order": found, "states": OrderState, "in_wechat": _in_wechat(request)}
    if found.state == OrderState.OPEN and not _opens(request, PaymentChannel(found.channel)):
        content["elsewhere"] = True
    elif found.state == OrderState.OPEN and found.channel == PaymentChannel.WECHAT and _in_wechat(request):
        content["go_on"] = _authorise(household, found)
    elif found.state == OrderState.OPEN:
        content |= _begun(request, household, found)
    return household_answer(request, "residents/order.html", household, content)


@household_page("POST")
def order_ask(request: HttpRequest, household: HouseholdDevice, number: str) -> HttpResponseBase:
    """Asks the service how the order stands: the notice may be late, or lost.

    Somebody else may have asked a moment before the payment, and nobody asks twice in a moment: the page asks again.
    """
    found, page, said = _order(household, number), reverse("household_order", args=[household.pk, number]), ""
    if request.method == "POST":
        try:
            found = ask(order=found, by=system_user(), now=timezone.now(), today=timezone.localdate())
            said = "?again=1" if found.state == OrderState.OPEN and "again" not in request.POST else ""
        except BusinessError:
            said = "?silent=1"
    return HttpResponseRedirect(f"{page}{said}")


@household_page()
def order_wechat(request: HttpRequest, household: HouseholdDevice, number: str) -> HttpResponseBase:
    """Back from WeChat, which says who pays; its own browser goes on from here."""
    found = _order(household, number)
    if not came_back(_back_from_wechat(household, found), request.GET.get("state", "")):
        raise Http404
    content: dict[str, Any] = {"order": found, "states": OrderState, "in_wechat": True}
    if found.state == OrderState.OPEN:
        try:
            payer = payer_in_wechat(code=request.GET.get("code", ""))
            content["bridge"] = begin_payment(order=found, browser=_browser(request, household, found, payer)).bridge
        except BusinessError as error:
            content["problem"] = error.sentence(gettext)
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


def _order(household: HouseholdDevice, number: str) -> OnlineOrder:
    found = order_of(household.tenure, number)
    if found is None:
        raise Http404
    return found


def _begun(request: HttpRequest, household: HouseholdDevice, found: OnlineOrder) -> dict[str, Any]:
    try:
        return {"go_on": begin_payment(order=found, browser=_browser(request, household, found)).address}
    except BusinessError as error:
        return {"problem": error.sentence(gettext)}


def _browser(request: HttpRequest, household: HouseholdDevice, found: OnlineOrder, payer: str = "") -> PayersBrowser:
    back = settings.PUBLIC_URL + reverse("household_order", args=[household.pk, found.number]) + "?back=1"
    return PayersBrowser(back=back, address=visitor(request), payer=payer)


def _in_wechat(request: HttpRequest) -> bool:
    return _own_service(request) == PaymentChannel.WECHAT


def _opens(request: HttpRequest, channel: PaymentChannel) -> bool:
    return _own_service(request) in (None, channel)


def _own_service(request: HttpRequest) -> PaymentChannel | None:
    """The one whose own browser shows the page, if one does."""
    agent = request.headers.get("User-Agent", "")
    return next((channel for mark, channel in BROWSERS.items() if mark in agent), None)


def _authorise(household: HouseholdDevice, found: OnlineOrder) -> str:
    """WeChat says who looks at the page, and comes back."""
    page = _back_from_wechat(household, found)
    return authorise_address(wechat_appid(), back=settings.PUBLIC_URL + page, state=state_of(page))


def _back_from_wechat(household: HouseholdDevice, found: OnlineOrder) -> str:
    return reverse("household_order_wechat", args=[household.pk, found.number])


def code_picture(content: str) -> str:
    """The code as a PNG within the page: a finger that stays on it has it read by WeChat."""
    side, rows = qr_modules(content)
    code = Image.frombytes("1", (side, side), rows).convert("L")
    scale, quiet = 8, 4
    sheet = Image.new("L", ((side + 2 * quiet) * scale,) * 2, 255)
    sheet.paste(code.resize((side * scale,) * 2, Image.Resampling.NEAREST), (quiet * scale,) * 2)
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"
