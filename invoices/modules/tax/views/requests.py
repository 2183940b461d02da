"""Invoice requests: what of a month waits for an invoice, and every file made for the tax platform."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.tax import selectors, services
from invoices.modules.tax.domain.buyers import Whom
from invoices.modules.tax.public import Wanted
from property_ops.framework.web import columns
from property_ops.framework.web.exports import XLSX
from property_ops.framework.web.files import file_response
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Page
from property_ops.kernel.period import Month

NAMES = {Wanted.INVOICES: "invoices", Wanted.RED: "red-invoices"}


class BatchTable(columns.ListTable):
    pk = columns.Year(verbose_name=_("file"))
    month = columns.MonthColumn(verbose_name=_("month"))
    made_at = columns.Moment(verbose_name=_("exported at"))
    made_by = columns.Text(verbose_name=_("by"))
    bills = columns.Number(verbose_name=_("bills"))
    notes = columns.Number(verbose_name=_("credit notes"))
    total = columns.Amount(verbose_name=_("with VAT"))
    vat = columns.Amount(verbose_name=_("VAT"))
    again = columns.YesNo(verbose_name=_("exported again"))
    download = columns.Text(verbose_name="", accessor="pk", orderable=False, exclude_from_export=True)

    def render_download(self, record: Any) -> Any:
        wanted = Wanted.RED if record.notes else Wanted.INVOICES
        address = reverse("invoice_batch", args=[record.pk, wanted.value])
        return format_html('<a href="{}">{}</a>', address, gettext("Download"))


class InvoiceRequests(ListPage):
    title = _("Invoice requests")
    permission_required = "tax.view"
    table_class = BatchTable
    export_name = "invoice-requests"
    personal_data = False
    template_name = "tax/requests.html"
    empty_text = _("Nothing has been exported yet.")

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.batches()

    def hidden_columns(self) -> Sequence[str]:
        return () if self.user.has_perm("tax.export") else ("download",)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "months": selectors.months_with_requests(),
            "may_export": self.user.has_perm("tax.export"),
        }


class ExportRequests(Action):
    permission_required = "tax.export"
    menu = "invoice_requests"
    success_url = reverse_lazy("invoice_requests")

    def form_valid(self, form: Any) -> HttpResponse:
        month = Month.parse(self.request.POST.get("month", ""))
        again = bool(self.request.POST.get("again"))
        whom = self.request.POST.get("whom", "")
        asked = {"whom": Whom(whom)} if whom in set(Whom) else {}
        count = len(services.export_requests(month=month, by=self.user, now=timezone.now(), again=again, **asked))
        messages.success(
            self.request, ngettext("%(count)s file is ready.", "%(count)s files are ready.", count) % {"count": count}
        )
        return super().form_valid(form)


class BatchFile(Page):
    permission_required = "tax.export"
    menu = "invoice_requests"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        batch = selectors.batch_numbered(kwargs["pk"])
        if batch is None or kwargs["wanted"] not in set(Wanted):
            raise Http404
        wanted = Wanted(kwargs["wanted"])
        data = services.open_batch(batch=batch, wanted=wanted, by=self.user)
        return file_response(data, f"{NAMES[wanted]}-{batch.month:%Y%m}-{batch.pk}.xlsx", XLSX)
