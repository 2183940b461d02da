"""The proof of a certificate, for whoever holds the paper: read-only, without a log-in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.public_pages import PublicPages, network
from property_ops.modules.portal.reports.wording import manner
from property_ops.modules.portal.services.proving import open_proof
from property_ops.modules.works.public import Party

PAGES = PublicPages(
    "certificate",
    sorry="portal/sorry.html",
    lost=_("Check the address, or scan the QR code on the paper again."),
    renewed=_("Ask the property office for a new one."),
)


@PAGES.page()
def certificate_proof(request: HttpRequest, token: str) -> HttpResponse:
    proof = open_proof(token=token, trace={"network": network(request)})
    content = {
        "proof": proof,
        "done": proof.done,
        "work": proof.done.work,
        "state": gettext(proof.done.work.get_state_display()),
        "words": [
            (gettext(Party(word.party).word) if word.party else "", word, manner(word)) for word in proof.done.words
        ],
    }
    return render(request, "portal/certificate.html", content)
