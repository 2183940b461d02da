"""结清证明: issued by a button that refuses while anything is owed, and printed as often as one likes."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from invoices.modules.ownership import selectors
from invoices.modules.ownership.reports.papers import draw_certificate
from invoices.modules.ownership.services import certify_settled
from property_ops.framework import audit
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.pages import Action, Page


class IssueCertificate(Action):
    permission_required = "ownership.certify"
    menu = "owner_changes"
    success_message = _("The certificate is issued.")

    @cached_property
    def payer(self) -> Any:
        found = selectors.payer_seen(self.user, self.kwargs["payer"])
        if found is None:
            raise Http404
        return found

    def get_success_url(self) -> str:
        return reverse("unit", args=[self.payer.unit.code])

    def form_valid(self, form: Any) -> HttpResponse:
        certify_settled(payer=self.payer, by=self.user, now=timezone.now(), today=timezone.localdate())
        return super().form_valid(form)


class CertificatePaper(Page):
    permission_required = "ownership.view"
    menu = "owner_changes"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = selectors.certificates(self.user).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        audit.record(by=self.user, action="ownership.certificate_printed", subject=found.number)
        return pdf_response(draw_certificate(found), f"{found.number}")
