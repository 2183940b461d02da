"""The published disclosure for everybody: by link or QR code, without a log-in, aggregates only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from invoices.modules.disclosure import selectors
from invoices.modules.disclosure.public import Disclosure
from invoices.modules.disclosure.reports.wording import said
from invoices.modules.proofs.public import SealKind, seal_for
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.public_pages import PublicPages
from property_ops.kernel.errors import LinkNotFound

PAGES = PublicPages(
    name="disclosure",
    sorry="disclosure/sorry.html",
    lost=_("Check the address, or scan the QR code on the notice again."),
    renewed=_("Check the address, or scan the QR code on the notice again."),
)


@PAGES.page()
def disclosure(request: HttpRequest, token: str) -> HttpResponse:
    found = _found(token)
    content = {
        "found": found,
        "figures": found.shown,
        "words": said(found.shown, note=found.note),
        "seal": seal_for(SealKind.DISCLOSURE, token),
    }
    return render(request, "disclosure/online.html", content)


@PAGES.page()
def poster(request: HttpRequest, token: str) -> HttpResponse:
    found = _found(token)
    return pdf_response(bytes(found.poster or b""), str(found.number))


def _found(number: str) -> Disclosure:
    found = selectors.published(number)
    if found is None:
        raise LinkNotFound()
    return found
