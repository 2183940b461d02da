"""Pages of a household: opened by the device's cookie, each about one home (docs/adr/0055)."""

import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.residents.domain.errors import StaffIsNoHousehold
from invoices.modules.residents.public import HouseholdDevice
from invoices.modules.residents.selectors.devices import household_at
from property_ops.framework import audit
from property_ops.framework.web.form_keys import once
from property_ops.framework.web.public_pages import PublicPages, network

COOKIE = "po_household"
PAGES = PublicPages(
    name="households",
    sorry="residents/sorry.html",
    lost=_("Scan the QR code on your latest paper statement with this phone to open your household's page."),
    renewed=_("Scan the QR code on your latest paper statement, or ask the property office for a new one."),
    looks_a_minute=120,
)
View = Callable[..., HttpResponseBase]
_DEVICES = (
    ("MicroMessenger", _("WeChat")),
    ("AlipayClient", _("Alipay")),
    ("HarmonyOS", "HarmonyOS"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
)


def household_page(*methods: str) -> Callable[[View], View]:
    """A page about the household `pk` of this device; what it sends counts once, and is of nobody from the office."""

    def guarding(view: View) -> View:
        @PAGES.page(*methods, cookie=COOKIE)
        @wraps(view)
        def opened(request: HttpRequest, token: str, pk: int, **kwargs: Any) -> HttpResponseBase:
            household = household_at(token, pk, today=timezone.localdate())
            if request.method == "POST":
                refuse_staff(request)
                return once(request, lambda: view(request, household, **kwargs))
            return view(request, household, **kwargs)

        return opened

    return guarding


def refuse_staff(request: HttpRequest) -> None:
    """Raises StaffIsNoHousehold."""
    if request.user.is_authenticated:
        raise StaffIsNoHousehold()


def household_answer(
    request: HttpRequest, template: str, household: HouseholdDevice, content: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    return render(request, template, {"household": household, "unit": household.unit, **content}, status=status)


def note_look(request: HttpRequest, household: HouseholdDevice, what: str) -> None:
    """Each look leaves a trace (docs/product.md rule 20)."""
    audit.record(
        by=None,
        action="residents.looked",
        subject=household.unit.code,
        device=household.pk,
        what=what,
        network=network(request),
    )


def keep_device(response: HttpResponseBase, token: str) -> None:
    response.set_cookie(
        COOKIE,
        token,
        max_age=settings.LINK_DAYS * 24 * 3600,
        path="/home/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def device_label(request: HttpRequest) -> str:
    """`WeChat, Android`: enough for people to know their own phone again."""
    agent = request.headers.get("User-Agent", "")
    return "，".join(gettext(str(name)) for mark, name in _DEVICES if re.search(mark, agent)) or gettext("a browser")
