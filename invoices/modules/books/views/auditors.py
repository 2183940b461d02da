"""A year's books in the interface that auditors' programs read (GB/T 24589.1)."""

import tempfile
from typing import IO, Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from invoices.modules.books.domain.errors import NothingForAuditors, VouchersMissing
from invoices.modules.books.reports.audit_files import write_audit_files
from invoices.modules.books.selectors import AuditYear
from property_ops.framework import audit
from property_ops.framework.web.pages import Page


class AuditFiles(Page):
    """Recorded in the audit log. What is not on vouchers yet is said instead."""

    permission_required = "ledger.export"
    menu = "financial_statements"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not 1900 <= kwargs["year"] <= 2999:
            raise Http404
        try:
            year = AuditYear(kwargs["year"])
        except (NothingForAuditors, VouchersMissing) as missing:
            messages.error(request, missing.sentence(gettext))
            return HttpResponseRedirect(reverse("vouchers"))
        file: IO[bytes] = tempfile.TemporaryFile(dir=settings.DATA, prefix=".export-")  # noqa: SIM115  # closed when sent
        write_audit_files(year, file)
        audit.record(by=self.user, action="ledger.exported", subject=f"GB/T 24589.1 {year.year}")
        file.seek(0)
        name = f"会计核算数据接口-{year.year}.zip"
        return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
