"""Lists that are too long to be written while their reader waits: as background work, with a page that tells of it.

The same view writes the same file; only who asks it is the worker, in the name of who asked for it.
"""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.db import connection, transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import resolve, reverse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskContext, task

from property_ops.framework.background import LONG, MOST_ATTEMPTS, TaskKind
from property_ops.framework.drafts import arriving_file
from property_ops.framework.models import ExportState, ListExport
from property_ops.framework.web.exports import XLSX
from property_ops.framework.web.pages import EVERYBODY, Page
from property_ops.kernel.text import gettext_noop

MOST_AT_ONCE = 20_000
"""Rows that are written while the reader waits."""
TOLD_EVERY = 2_000
OPEN = (ExportState.WAITING, ExportState.RUNNING)


def begin(request: HttpRequest, *, name: str, rows: int) -> HttpResponseBase:
    """Ask the worker for the list at this address, once, and go to the page that tells how far it is."""
    now, asked = timezone.now(), {"by": request.user, "address": request.get_full_path()}
    with transaction.atomic():
        forget_old(now)
        export = ListExport.objects.filter(**asked, state__in=OPEN).first()
        if export is None:
            export = ListExport.objects.create(**asked, name=name, total=rows, asked_at=now)
            write_list.enqueue(export.pk)
    return HttpResponseRedirect(reverse("list_export", args=[export.pk]))


@task(takes_context=True, queue_name=LONG)
def write_list(context: TaskContext, number: int) -> None:
    """Safe to run twice: the file is written anew."""
    export = ListExport.objects.select_related("by").filter(pk=number, state__in=OPEN).first()
    if export is None:
        return
    rows = ListExport.objects.filter(pk=number)
    if context.attempt > MOST_ATTEMPTS:
        rows.update(state=ExportState.FAILED)
        return
    rows.update(state=ExportState.RUNNING)
    try:
        _write(export)
        _told_by(export).unlink(missing_ok=True)
    except BaseException:
        _told_by(export).unlink(missing_ok=True)
        if not connection.in_atomic_block:
            connection.close()  # rows half read: on SQLite nothing could be written beside them
        rows.update(state=ExportState.FAILED)
        raise
    rows.update(state=ExportState.DONE)


WRITING_A_LIST = TaskKind(write_list, gettext_noop("Writing a long list"))
"""Of slot `task_kinds`. A list that was not finished is asked for anew on its own page."""


def _write(export: ListExport) -> None:
    """Raises Http404 and PermissionDenied, as the page would for this person today."""
    told = _told_by(export)
    told.parent.mkdir(exist_ok=True)

    def progress(done: int) -> None:
        if done % TOLD_EVERY == 0:
            told.write_text(str(done))

    with translation.override(export.by.language or settings.LANGUAGE_CODE):
        request, view = _request_of(export)
        request.writes_list = progress  # type: ignore[attr-defined]
        answer = view()
        if not isinstance(answer, FileResponse) or answer.file_to_stream is None:
            raise Http404(export.address)
        with arriving_file(file_of(export)) as target:
            shutil.copyfileobj(answer.file_to_stream, target)
        answer.close()


def _request_of(export: ListExport) -> tuple[HttpRequest, Callable[[], HttpResponseBase]]:
    """The request as it was sent, and what answers it."""
    address = urlsplit(export.address)
    request, match = HttpRequest(), resolve(address.path)
    request.method, request.path, request.path_info = "GET", address.path, address.path
    request.GET = QueryDict(address.query)
    request.user, request.session, request.resolver_match = export.by, SessionStore(), match
    return request, lambda: match.func(request, *match.args, **match.kwargs)


def may_still_be_read(export: ListExport) -> bool:
    """Whether the person may open the list today."""
    request, _answer = _request_of(export)
    match = request.resolver_match
    view = match.func.view_class(**match.func.view_initkwargs)  # type: ignore[union-attr]
    view.setup(request, *match.args, **match.kwargs)  # type: ignore[union-attr]
    return export.by.is_active and bool(view.has_permission())


def file_of(export: ListExport) -> Path:
    return Path(settings.DATA) / "exports" / f"{export.pk}.xlsx"


def _told_by(export: ListExport) -> Path:
    """How far the worker is: in a file, because on SQLite who reads rows cannot write beside it."""
    return file_of(export).with_suffix(".told")


def done_of(export: ListExport) -> int:
    """So many rows are written."""
    try:
        return int(_told_by(export).read_text() or 0)
    except OSError:
        return 0


def forget_old(now: datetime) -> None:
    """Files and rows that are older than a day."""
    for export in ListExport.objects.filter(asked_at__lt=now - ListExport.KEPT):
        for file in (file_of(export), _told_by(export)):
            file.unlink(missing_ok=True)
        export.delete()


class OwnExport(Page):
    """Of the person who asked for it, while it is kept."""

    permission_required = EVERYBODY
    menu = "dashboard"

    @cached_property
    def export(self) -> ListExport:
        kept = ListExport.objects.filter(asked_at__gte=timezone.now() - ListExport.KEPT)
        return get_object_or_404(kept, pk=self.kwargs["pk"], by=self.user)


class ListExportPage(OwnExport):
    personal_data = False
    title = _("Excel file")
    subtitle = _("A long list is written in the background. You may go on working and come back.")
    template_name = "framework/list_export.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        until = timezone.localtime(self.export.asked_at + ListExport.KEPT)
        done = done_of(self.export)
        percent = min(100, 100 * done // max(self.export.total, 1))
        return super().get_context_data(**kwargs) | {
            "export": self.export,
            "until": until,
            "done": done,
            "percent": percent,
        }


class ListExportFile(OwnExport):
    """Recorded as every file with people in it."""

    personal_data = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        file = file_of(self.export)
        if self.export.state != ExportState.DONE or not file.exists() or not may_still_be_read(self.export):
            raise Http404
        day = timezone.localtime(self.export.asked_at)
        name = f"{self.export.name}-{day:%Y%m%d}.xlsx"
        return FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type=XLSX)
