"""Where phones send what was entered: told in JSON what became of it.

`stored`: it has taken effect, now or when it was sent before. `refused`, with a sentence: it never will as it is. Any
other answer, or none: it may be sent again.
"""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext

from property_ops.framework.pdf.printable import refuse_signs_without_glyph
from property_ops.framework.slots import plugged_into
from property_ops.framework.web.pages import Page
from property_ops.kernel.errors import BusinessError, NotAllowed, Unavailable
from property_ops.modules.portal.domain.entries import GivenEntry, said_at
from property_ops.modules.portal.domain.errors import EntryUnreadable
from property_ops.modules.portal.selectors.visits import visit_to_report
from property_ops.modules.portal.services.entries import PHONE, Sent, kind_named, take_entry


class Entries(Page):
    permission_required = PHONE
    http_method_names = ["post", "options"]
    takes_megabytes = settings.PHOTO_MAX_MEGABYTES + 1  # and what is around the photo

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self._take(request)
        except Unavailable:
            raise
        except BusinessError as error:
            return _refused(error)
        return JsonResponse({"state": "stored"})

    def _take(self, request: HttpRequest) -> None:
        """By the module that the kind of entry belongs to; the crew's own kinds are of a visit."""
        kind = request.POST.get("kind", "")
        for entries in plugged_into("phone_entries"):
            if entries.kind == kind:
                entries.take(_given(request), by=self.user, now=timezone.now())
                return
        take_entry(sent=self._sent(request), by=self.user, now=timezone.now())

    def handle_no_permission(self) -> HttpResponse:  # type: ignore[override]  # it answers, and raises nothing
        return _refused(NotAllowed(user=str(self.request.user), permission=PHONE))

    def _sent(self, request: HttpRequest) -> Sent:
        """Raises EntryUnreadable, EntryTooOld."""
        given, now = _given(request), timezone.now()
        at = said_at(given.said_at, now=now)
        try:
            visit = visit_to_report(self.user, int(request.POST.get("visit", "")), at)
        except ValueError as error:
            raise EntryUnreadable() from error
        if visit is None:
            raise EntryUnreadable()
        return Sent(
            key=given.key,
            kind=kind_named(request.POST.get("kind", "")),
            visit=visit,
            said_at=at,
            content=given.content,
            photo=given.photo,
        )


def _given(request: HttpRequest) -> GivenEntry:
    """Raises EntryUnreadable, NotPrintable."""
    given, photo = request.POST, request.FILES.get("photo")
    try:
        key = UUID(given.get("key", ""))
        content = json.loads(given.get("content", "{}"))
        refuse_signs_without_glyph(content)
    except (ValueError, RecursionError) as error:
        raise EntryUnreadable() from error
    if not isinstance(content, Mapping):
        raise EntryUnreadable()
    return GivenEntry(
        key=key,
        said_at=given.get("said_at", ""),
        sent_at=given.get("sent_at", ""),
        content=content,
        photo=photo.read() if photo else b"",
    )


def _refused(error: BusinessError) -> HttpResponse:
    status = HTTPStatus.FORBIDDEN if isinstance(error, NotAllowed) else HTTPStatus.UNPROCESSABLE_ENTITY
    return JsonResponse({"state": "refused", "sentence": error.sentence(gettext)}, status=status)
