"""A resident's own statement, opened by link or QR code, without a log-in."""

import base64

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import BillLine
from invoices.modules.charges.public import evidence_today
from invoices.modules.proofs.public import counting, household_proof
from invoices.modules.receivables.public import with_open
from invoices.modules.statements.services import link_pdf, open_link
from property_ops.framework.slots import plugged_into
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.public_pages import PublicPages, network
from property_ops.kernel.canonical import canonical
from property_ops.kernel.errors import LinkNotFound
from property_ops.kernel.money import ZERO, Yuan

PAGES = PublicPages(
    name="statements",
    sorry="statements/sorry.html",
    lost=_("Check the address, or scan the QR code on your paper statement again."),
    renewed=_("Ask the property office for a new one: your bill itself is not affected."),
)


@PAGES.page()
def statement(request: HttpRequest, token: str) -> HttpResponse:
    opened = open_link(token=token, today=timezone.localdate(), trace={"network": network(request)})
    doc, bill = opened.composed.doc, opened.composed.bill
    # As residents see it: no names of people, nothing that only staff may open.
    evidence = [block and block.for_residents() for block, _ in evidence_today(bill.lines)]
    lines = list(zip(doc.lines, evidence, strict=True))
    # The paper stays as it was issued; whoever paid since must not think that it was in vain.
    still_open = sum((line.open for line in with_open(BillLine.objects.filter(bill=bill.pk))), ZERO)
    content = {
        "doc": doc,
        "lines": lines,
        "due": max(doc.due, -doc.due).grouped(),
        "is_paid": still_open == ZERO,
        "still_open": still_open.grouped() if still_open < doc.this_period else "",
        "token": token,
        "ways": [way(token) for way in plugged_into("statement_ways")],
        "expires_on": opened.expires_on,
        "is_counted": counting(number=bill.number, estate=bill.estate_code, month=bill.month) is not None,
    }
    return render(request, "statements/online.html", content)


@PAGES.page()
def statement_pdf(request: HttpRequest, token: str) -> HttpResponse:
    number, pdf = link_pdf(token=token, today=timezone.localdate(), trace={"network": network(request)})
    return pdf_response(pdf, number)


@PAGES.page()
def statement_proof(request: HttpRequest, token: str) -> HttpResponse:
    """That the bill is in the published books and counted in the published total, to be checked by anybody."""
    opened = open_link(token=token, today=timezone.localdate(), trace={"network": network(request)})
    bill = opened.composed.bill
    proof = household_proof(number=bill.number, estate=bill.estate_code, month=bill.month)
    if proof is None:
        raise LinkNotFound()
    content = {
        "doc": opened.composed.doc,
        "token": token,
        "proof": proof,
        "total": Yuan(proof["sum"]),
        "written": canonical(proof).decode(),
        "carried": base64.urlsafe_b64encode(canonical(proof)).decode().rstrip("="),
    }
    return render(request, "statements/proof.html", content)
