"""Receipts as papers: one, or all of a day."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from invoices.modules.payments.reports import receipt_slip
from invoices.modules.payments.reports.receipt_paper import render
from invoices.modules.payments.selectors import papers as read
from property_ops.framework import audit
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.inputs import day_in
from property_ops.framework.web.pages import Page


class PaperOfReceipt(Page):
    permission_required = "payments.view"
    menu = "receipts"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return _printed(self, read.printable(ids=[self.kwargs["pk"]]), str(self.kwargs["pk"]))


class SlipOfReceipt(Page):
    """On the roll of the counter's printer; of a receipt for several accounts, that of the first."""

    permission_required = "payments.view"
    menu = "receipts"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        docs = read.documents_of(read.printable(ids=[self.kwargs["pk"]]))
        if not docs:
            raise Http404
        audit.record(by=self.user, action="payments.printed", subject=docs[0].number, receipts=1)
        return pdf_response(receipt_slip.render(docs[0]), f"{docs[0].number.split()[0]}-80mm")


class PapersOfDay(Page):
    permission_required = "payments.view"
    menu = "receipts"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        day = day_in(self.kwargs["day"])
        if day is None:
            raise Http404
        return _printed(self, read.printable(day=day), day.isoformat())


def _printed(page: Page, receipts: list[Any], name: str) -> HttpResponse:
    docs = read.documents_of(receipts)
    if not docs:
        raise Http404
    audit.record(by=page.user, action="payments.printed", subject=name, receipts=len(docs))
    name = receipts[0].number if len(receipts) == 1 else f"receipts-{name}"
    return pdf_response(render(docs), name)
