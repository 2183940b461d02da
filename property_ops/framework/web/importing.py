"""Importing on the web: choose files, look at what would happen, confirm."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from property_ops.framework.importing.runs import import_files
from property_ops.framework.web import uploads
from property_ops.framework.web.access import permission_required, tell
from property_ops.kernel.errors import BusinessError


@permission_required("import.run")
def upload(request: HttpRequest) -> HttpResponse:
    """Choose files; nothing is stored in the registers before the preview is confirmed."""
    files = request.FILES.getlist("files")
    if request.method == "POST":
        if not files:
            messages.error(request, _("Choose at least one workbook."))
            return redirect("import")
        try:
            token = uploads.keep(files, by=request.user)  # type: ignore[arg-type]
        except BusinessError as error:
            tell(request, error)
            return redirect("import")
        return redirect("import_preview", token=token)
    return render(request, "framework/import_upload.html", {"title": _("Import")})


@permission_required("import.run")
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """What an import would do (GET), and doing it (POST)."""
    confirmed = request.method == "POST"
    try:
        folder = uploads.kept(token, by=request.user)  # type: ignore[arg-type]
        report = import_files(
            paths=[folder],
            by=request.user,  # type: ignore[arg-type]
            dry_run=not confirmed,
            as_of=timezone.localdate(),
        )
    except BusinessError as error:
        tell(request, error)
        return redirect("import")
    if confirmed:
        uploads.forget(token, by=request.user)  # type: ignore[arg-type]
    context = {"title": _("Import"), "report": report, "confirmed": confirmed}
    return render(request, "framework/import_preview.html", context)
