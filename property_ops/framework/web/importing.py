"""Importing on the web: choose files, look at what would happen, confirm."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from property_ops.framework.importing.importer import Importer
from property_ops.framework.importing.registry import importers_in_order
from property_ops.framework.importing.reports import ImportReport
from property_ops.framework.importing.runs import PERMISSION, import_files
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.web import uploads
from property_ops.framework.web.pages import Button, Page
from property_ops.kernel.errors import BusinessError, Unavailable


class Upload(Page):
    """Choose files; nothing is stored in the registers before the preview is confirmed."""

    title = _("Import")
    subtitle = _("Read the office's workbooks into the registers. First you see what would happen; then you confirm.")
    permission_required = PERMISSION
    template_name = "framework/import_upload.html"

    def buttons(self) -> Sequence[Button]:
        return (Button(_("Imported batches"), reverse("imported_batches"), "checks"),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "limit": settings.IMPORT_MAX_MEGABYTES,
            "registers": [_register(importer) for importer in importers_in_order() if importer.is_open_to(self.user)],
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        handler: uploads.KeepingHandler = request.keeping  # type: ignore[attr-defined]
        len(request.FILES)  # reads the request to its end, if the check of the form has not
        try:
            return redirect("import_preview", token=handler.kept_token())
        except BusinessError as error:
            messages.error(request, error.sentence(gettext))
            return redirect("import")


class ImportPreview(Page):
    """What an import would do (GET), and doing it (POST)."""

    title = _("Import")
    permission_required = PERMISSION
    menu = "import"
    above = ((_("Import"), "import"),)
    template_name = "framework/import_preview.html"

    def get_title(self) -> Any:
        return _("Result of the import") if self.request.method == "POST" else _("Preview: nothing is stored yet")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._run(dry_run=True)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("cancel"):
            uploads.forget(kwargs["token"], by=self.user)
            return redirect("import")
        response = self._run(dry_run=False)
        uploads.forget(kwargs["token"], by=self.user)
        return response

    @property
    def answers(self) -> dict[str, str]:
        """What the person said to the questions of the preview."""
        said = self.request.POST if self.request.method == "POST" else self.request.GET
        keys = [question.key for importer in importers_in_order() for question in importer.questions]
        return {key: said[f"answer-{key}"] for key in keys if said.get(f"answer-{key}")}

    def _run(self, *, dry_run: bool) -> HttpResponse:
        try:
            paths = uploads.kept(self.kwargs["token"], by=self.user)
            report = import_files(
                paths=paths, by=self.user, dry_run=dry_run, as_of=timezone.localdate(), answers=self.answers
            )
        except Unavailable:
            raise  # the upload is still there: the same address again, in a minute
        except BusinessError as error:
            messages.error(self.request, error.sentence(gettext))
            return HttpResponseRedirect(reverse("import"))
        more = {"questions": report.questions(), "answers": self.answers}
        return self.render_to_response(self.get_context_data(report=report, **more, **_summary(report)))


def _register(importer: Importer) -> dict[str, Any]:
    """A register that can be read: its name, and the heads that must and that may stand in it."""
    return {
        "title": importer.title,
        "required": [column.title for column in importer.columns if column.required],
        "optional": [column.title for column in importer.columns if not column.required],
    }


def _summary(report: ImportReport) -> dict[str, Any]:
    good = [file for file in report.files if not file.has_errors]
    sheets = [sheet for file in good for sheet in file.sheets]
    return {
        "good": len(good),
        "bad": len(report.files) - len(good),
        "created": sum(sheet.created for sheet in sheets),
        "changed": sum(sheet.changed for sheet in sheets),
        "problems": sorted(report.problems(), key=lambda problem: _URGENCY[problem.level]),
    }


_URGENCY = {"error": 0, "warning": 1, "info": 2}


@csrf_exempt  # until the handler is in place: looking for the token reads the whole request
def upload(request: HttpRequest) -> HttpResponseBase:
    """The upload page, whose files go straight to where they are kept and no further than the limit."""
    user = cast(User, request.user)
    require(user, PERMISSION)
    if request.method != "POST":
        return _checked_upload(request)
    uploads.forget_old()
    keeping = uploads.KeepingHandler(request, by=user)
    request.upload_handlers = [keeping]
    request.keeping = keeping  # type: ignore[attr-defined]
    response = _checked_upload(request)
    if response.status_code == HTTPStatus.FORBIDDEN:
        keeping.give_up()
    return response


upload.permission_required = PERMISSION  # type: ignore[attr-defined]
upload.takes_megabytes = settings.IMPORT_MAX_MEGABYTES + 1  # type: ignore[attr-defined]  # and what is around the files
_checked_upload = csrf_protect(Upload.as_view())
