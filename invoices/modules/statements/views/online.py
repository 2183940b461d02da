"""A resident's own statement, opened by link or QR code, without a log-in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from invoices.modules.billing.public import Evidence, evidence_of
from invoices.modules.statements.domain.errors import LinkExpired, LinkNotFound, LinkRevoked
from invoices.modules.statements.domain.frozen import FrozenLine
from invoices.modules.statements.services import link_pdf, open_link
from invoices.modules.statements.views.limits import count_miss, network, too_often
from invoices.modules.statements.views.staff import pdf_response
from property_ops.kernel.errors import BusinessError

NOT_FOUND, GONE, TOO_MANY = 404, 410, 429
_ADVICE = {
    LinkNotFound: _("Check the address, or scan the QR code on your paper statement again."),
    LinkExpired: _("Ask the property office for a new one: your bill itself is not affected."),
    LinkRevoked: _("Ask the property office for a new one: your bill itself is not affected."),
}
View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """Open to everybody who has the link; told to no search engine, kept in no cache, and not too often."""

    @login_not_required
    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        if too_often(request):
            response = _sorry(
                request, TOO_MANY, gettext("Too many looks"), gettext("Please try again in a few minutes.")
            )
        else:
            response = _answer(view, request, token)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return guarded


def _answer(view: View, request: HttpRequest, token: str) -> HttpResponse:
    try:
        return view(request, token)
    except LinkNotFound as error:
        count_miss(request)
        return _refused(request, NOT_FOUND, error)
    except (LinkExpired, LinkRevoked) as error:
        return _refused(request, GONE, error)


@public_page
def statement(request: HttpRequest, token: str) -> HttpResponse:
    opened = open_link(token=token, today=timezone.localdate(), trace={"network": network(request)})
    doc, bill = opened.composed.doc, opened.composed.bill
    lines = [(text, _evidence(line)) for text, line in zip(doc.lines, bill.lines, strict=True)]
    content = {
        "doc": doc,
        "lines": lines,
        "due": max(doc.due, -doc.due).grouped(),
        "token": token,
        "expires_on": opened.expires_on,
    }
    return render(request, "statements/online.html", content)


@public_page
def statement_pdf(request: HttpRequest, token: str) -> HttpResponse:
    number, pdf = link_pdf(token=token, today=timezone.localdate(), trace={"network": network(request)})
    return pdf_response(pdf, number, download=False)


def _evidence(line: FrozenLine) -> Evidence | None:
    return evidence_of(line.facts, ratio=line.ratio, amount=line.amount, source_key=line.source_key)


def _refused(request: HttpRequest, status: int, error: BusinessError) -> HttpResponse:
    return _sorry(request, status, error.sentence(gettext), _ADVICE[type(error)])


def _sorry(request: HttpRequest, status: int, title: Any, advice: Any) -> HttpResponse:
    return render(request, "statements/sorry.html", {"title": title, "advice": advice}, status=status)
