"""Statements for staff: the PDF in the browser, the files for the printer, the online link."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import visible_bills
from invoices.modules.statements.domain.errors import NothingIssued
from invoices.modules.statements.services import (
    ARCHIVED,
    PRINTED,
    open_estate_file,
    print_building,
    renew_link,
    revoke_link,
    statement_pdf,
)
from property_ops.framework.drafts import scratch_folder
from property_ops.framework.web.files import PDF, pdf_response
from property_ops.framework.web.months import OfMonth
from property_ops.framework.web.pages import Action, Page
from property_ops.modules.estates.public import visible_estates


class OfBill(Page):
    """Needs a bill that this person may see."""

    permission_required = "statements.view"
    menu = "bills"

    @property
    def bill(self) -> Any:
        return get_object_or_404(visible_bills(self.user), pk=self.kwargs["pk"])


class StatementPdf(OfBill):
    """The statement of an issued bill, made anew and compared with what was made first."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        bill = self.bill
        pdf = statement_pdf(bill_id=bill.pk, by=self.user)
        return pdf_response(pdf, bill.number, download="download" in request.GET)


class LinkAction(Action):
    permission_required = "billing.issue"
    menu = "bills"

    @property
    def bill(self) -> Any:
        return get_object_or_404(visible_bills(self.user), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("bill", args=[self.kwargs["pk"]])


class RevokeLink(LinkAction):
    success_message = _("The link is withdrawn: whoever opens it sees nothing any more.")

    def form_valid(self, form: Any) -> HttpResponse:
        revoke_link(bill_id=self.bill.pk, by=self.user)
        return super().form_valid(form)


class RenewLink(LinkAction):
    success_message = _("There is a new link. Print the statement again: its QR code has changed.")

    def form_valid(self, form: Any) -> HttpResponse:
        renew_link(bill_id=self.bill.pk, by=self.user, today=timezone.localdate())
        return super().form_valid(form)


class EstateFileOfMonth(OfMonth):
    """What was made of an estate's month, as it is kept."""

    permission_required = "statements.print"
    menu = "month_end"
    kind = PRINTED
    file_type = PDF
    ending = "pdf"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        code = self.kwargs["estate"]
        file = open_estate_file(self.kind, self.month, code, by=self.user)
        if file is None:
            raise Http404
        return FileResponse(
            file,
            content_type=self.file_type,
            as_attachment=self.kind == ARCHIVED,
            filename=f"{self.month}-{code}.{self.ending}",
        )


class ArchiveOfMonth(EstateFileOfMonth):
    """A file for each home, in one archive."""

    kind = ARCHIVED
    file_type = "application/zip"
    ending = "zip"


class PrintBuilding(OfMonth):
    """The statements of one building, made when they are asked for."""

    permission_required = "statements.print"
    menu = "month_end"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        estate = get_object_or_404(visible_estates(self.user), code=kwargs["estate"])
        with scratch_folder(Path(settings.DATA)) as folder:
            path = folder / f"{self.month}-{estate.code}-{kwargs['building']}.pdf"
            try:
                print_building(month=self.month, estate=estate, building=kwargs["building"], out=path, by=self.user)
            except NothingIssued as error:
                raise Http404 from error
            return FileResponse(path.open("rb"), content_type=PDF, filename=path.name)
