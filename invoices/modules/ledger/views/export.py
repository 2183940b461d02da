"""The whole ledger as one file, and the program that verifies it anywhere."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from invoices.modules.ledger import selectors, services
from property_ops.framework.drafts import scratch_folder
from property_ops.framework.web.pages import Page


class Export(Page):
    title = _("Offline verification")
    permission_required = "ledger.export"
    menu = "journal"
    above = ((_("Journal"), "journal"),)
    template_name = "ledger/export.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"head": selectors.head()}

    def post(self, request: Any, *args: Any, **kwargs: Any) -> FileResponse:
        name = f"ledger-{timezone.localdate():%Y%m%d}.jsonl"
        with scratch_folder(Path(settings.DATA)) as folder:
            path = folder / name
            services.export_ledger(out=path, by=self.user)
            return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/jsonl")
