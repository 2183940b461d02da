"""Paying on a phone, whoever's page it is: in which browser, where to go on, and back."""

import base64
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from invoices.modules.online_payments.public import (
    OnlineOrder,
    OrderState,
    PayersBrowser,
    ask,
    begin_payment,
    channels_set,
    payer_in_wechat,
    payment_codes,
    wechat_appid,
)
from invoices.modules.payments.public import PaymentChannel
from property_ops.framework.accounts import system_user
from property_ops.framework.web.public_pages import visitor
from property_ops.framework.web.qr import qr_png
from property_ops.framework.wechat import authorise_address, came_back, state_of
from property_ops.kernel.errors import BusinessError

BROWSERS = {"MicroMessenger": PaymentChannel.WECHAT, "AlipayClient": PaymentChannel.ALIPAY}
"""The browsers of the services themselves: neither opens the other service."""


@dataclass(frozen=True, slots=True)
class PayersPage:
    """The page of an order as its payer has it; `page` and `wechat_page` are paths: itself, and back from WeChat."""

    request: HttpRequest
    order: OnlineOrder
    page: str
    wechat_page: str

    def content(self) -> dict[str, Any]:
        """How the order stands; while it is open, where to go on."""
        found: dict[str, Any] = {"order": self.order, "in_wechat": in_wechat(self.request)}
        if self.order.state != OrderState.OPEN:
            return found
        channel = PaymentChannel(self.order.channel)
        if not opens(self.request, channel):
            return found | {"elsewhere": True}
        if channel == PaymentChannel.WECHAT and in_wechat(self.request):
            return found | {"go_on": self._authorise()}
        try:
            return found | {"go_on": begin_payment(order=self.order, browser=self._browser()).address}
        except BusinessError as error:
            return found | {"problem": error.sentence(gettext)}

    def content_in_wechat(self) -> dict[str, Any]:
        """Back from WeChat, which says who pays; its own browser goes on from here."""
        if not came_back(self.wechat_page, self.request.GET.get("state", "")):
            raise Http404
        found: dict[str, Any] = {"order": self.order, "in_wechat": True}
        if self.order.state != OrderState.OPEN:
            return found
        try:
            payer = payer_in_wechat(code=self.request.GET.get("code", ""))
            return found | {"bridge": begin_payment(order=self.order, browser=self._browser(payer)).bridge}
        except BusinessError as error:
            return found | {"problem": error.sentence(gettext)}

    def after_asking(self) -> str:
        """Ask the service how the order stands, and where the page goes on.

        Somebody else may have asked a moment before the payment, and nobody asks twice in a moment: the page does.
        """
        if self.request.method != "POST":
            return self.page
        try:
            found = ask(order=self.order, by=system_user(), now=timezone.now(), today=timezone.localdate())
        except BusinessError:
            return f"{self.page}?silent=1"
        asks_again = found.state == OrderState.OPEN and "again" not in self.request.POST
        return f"{self.page}?again=1" if asks_again else self.page

    def _browser(self, payer: str = "") -> PayersBrowser:
        back = f"{settings.PUBLIC_URL}{self.page}?back=1"
        return PayersBrowser(back=back, address=visitor(self.request), payer=payer)

    def _authorise(self) -> str:
        """WeChat says who looks at the page, and comes back."""
        back = settings.PUBLIC_URL + self.wechat_page
        return authorise_address(wechat_appid(), back=back, state=state_of(self.wechat_page))


def ways_to_pay(request: HttpRequest) -> dict[str, Any]:
    """For a page that asks how to pay: `channels` that this browser goes on to, whether there are others `elsewhere`,
    and where none is set the company's own `codes`, each with its picture."""
    known = channels_set()
    channels = [one for one in known if opens(request, one)]
    codes = [] if known else [(one, code_picture(code.content)) for one, code in payment_codes().items()]
    return {"channels": channels, "elsewhere": bool(known) and not channels, "codes": codes}


def in_wechat(request: HttpRequest) -> bool:
    return _own_service(request) == PaymentChannel.WECHAT


def opens(request: HttpRequest, channel: PaymentChannel) -> bool:
    """Whether this browser goes on to the service."""
    return _own_service(request) in (None, channel)


def _own_service(request: HttpRequest) -> PaymentChannel | None:
    """The one whose own browser shows the page, if one does."""
    agent = request.headers.get("User-Agent", "")
    return next((channel for mark, channel in BROWSERS.items() if mark in agent), None)


def code_picture(content: str) -> str:
    """The code as a PNG within the page: a finger that stays on it has it read by WeChat."""
    return f"data:image/png;base64,{base64.b64encode(qr_png(content)).decode()}"
