"""Pages behind the links of providers and of whoever ordered: no log-in, and nobody of the office answers there."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from property_ops.framework.pdf.printable import signs_without_glyph
from property_ops.framework.web.form_keys import once
from property_ops.framework.web.public_pages import PublicPages
from property_ops.modules.providers.domain.errors import StaffSpeaksForNobody

LOST = _("Check the address, or scan the QR code again.")
RENEWED = _("Ask the property office for a new one.")


def pages(name: str, looks_a_minute: int = 60) -> PublicPages:
    return PublicPages(name, sorry="portal/sorry.html", lost=LOST, renewed=RENEWED, looks_a_minute=looks_a_minute)


def answered_once(request: HttpRequest, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What is sent counts once. Raises StaffSpeaksForNobody."""
    if request.user.is_authenticated:
        raise StaffSpeaksForNobody()
    return once(request, answer)


def typed(request: HttpRequest, name: str) -> str:
    """As somebody typed it: only signs that a paper can show."""
    given = request.POST.get(name, "")
    without = signs_without_glyph([given])
    return "".join(one for one in given if (one.isprintable() or one == "\n") and one not in without).strip()
