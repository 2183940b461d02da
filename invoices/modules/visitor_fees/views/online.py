"""The visitor's own page, without a log-in: what the stay costs, and paying it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.online_payments.kit.paying import PayersPage, ways_to_pay
from invoices.modules.payments.public import PaymentChannel
from invoices.modules.visitor_fees import selectors
from invoices.modules.visitor_fees.services import begin_visitor_payment
from invoices.modules.visitor_fees.views.links import stay_behind
from property_ops.framework import audit
from property_ops.framework.web.form_keys import once
from property_ops.framework.web.public_pages import PublicPages, network
from property_ops.kernel.errors import BusinessError, LinkNotFound
from property_ops.modules.parking.public import ShortStay, lasted

AGAIN = _("Ask at the gate for the code, and scan it once more.")
PAGES = PublicPages("visitor_fees", sorry="visitor_fees/sorry.html", lost=AGAIN, renewed=AGAIN)
View = Callable[..., HttpResponseBase]


def _stays_page(*methods: str) -> Callable[[View], View]:
    """A page of the stay that the link says; what it sends counts once."""

    def guarding(view: View) -> View:
        @PAGES.page(*methods)
        @wraps(view)
        def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
            stay = selectors.stay_of(stay_behind(token))
            if stay is None:
                raise LinkNotFound()
            if request.method == "POST":
                return once(request, lambda: view(request, token, stay, **kwargs))
            return view(request, token, stay, **kwargs)

        return opened

    return guarding


class ChannelForm(forms.Form):
    channel = forms.ChoiceField(error_messages={"required": _("Press one of the buttons below.")})

    def __init__(self, *args: Any, channels: list[PaymentChannel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["channel"]
        field.choices = [(str(one), str(one)) for one in channels]


@_stays_page("POST")
def pay(request: HttpRequest, token: str, stay: ShortStay) -> HttpResponseBase:
    """What is due now, and by whom it is paid."""
    account, ways = selectors.account_of(stay, at=timezone.now()), ways_to_pay(request)
    if account is None:
        raise LinkNotFound()
    form = ChannelForm(request.POST if request.method == "POST" else None, channels=ways["channels"])
    if form.is_valid():
        try:
            order = begin_visitor_payment(
                stay=stay, channel=PaymentChannel(form.cleaned_data["channel"]), now=timezone.now()
            )
            return HttpResponseRedirect(reverse("visitor_order", args=[token, order.number]))
        except BusinessError as error:
            form.add_error(None, error.sentence(gettext))
    elif request.method == "GET":
        audit.record(by=None, action="visitor_fees.looked", subject=f"{stay.pk}", network=network(request))
    content = {
        "stay": stay,
        "account": account,
        "lasted": lasted(account.at - stay.arrived_at),
        "form": form,
        **ways,
    }
    return render(request, "visitor_fees/pay.html", content, status=422 if form.errors else 200)


@_stays_page()
def order(request: HttpRequest, token: str, stay: ShortStay, number: str) -> HttpResponseBase:
    """How the order stands; while it is open, where to go on; paid, the receipt."""
    return _answer(request, token, stay, _page(request, token, stay, number).content())


@_stays_page("POST")
def order_ask(request: HttpRequest, token: str, stay: ShortStay, number: str) -> HttpResponseBase:
    """Asks the service how the order stands: the notice may be late, or lost."""
    return HttpResponseRedirect(_page(request, token, stay, number).after_asking())


@_stays_page()
def order_wechat(request: HttpRequest, token: str, stay: ShortStay, number: str) -> HttpResponseBase:
    """Back from WeChat, which says who pays; its own browser goes on from here."""
    return _answer(request, token, stay, _page(request, token, stay, number).content_in_wechat())


def _answer(request: HttpRequest, token: str, stay: ShortStay, content: dict[str, Any]) -> HttpResponseBase:
    payment = selectors.payment_of(content["order"])
    more = {"token": token, "stay": stay, "payment": payment, "lasted": lasted(payment.until - stay.arrived_at)}
    return render(request, "visitor_fees/order.html", content | more)


def _page(request: HttpRequest, token: str, stay: ShortStay, number: str) -> PayersPage:
    found = selectors.order_for(stay, number)
    if found is None:
        raise Http404
    names = ("visitor_order", "visitor_order_wechat")
    return PayersPage(request, found, *(reverse(name, args=[token, number]) for name in names))
