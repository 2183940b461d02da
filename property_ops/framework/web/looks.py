"""The trace that a look at people's data leaves in the audit log (docs/product.md rule 20)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from property_ops.framework import audit

FILES = ("application/pdf", "application/vnd.", "application/zip", "application/gzip", "text/csv")
NOT_ASKED = ("page", "per_page", "sort")


class Look:
    """What was answered, once it is known."""

    response: HttpResponseBase


@contextmanager
def traced(page: Any) -> Iterator[Look]:
    """Around the making of a page's answer: unless it was recorded on the way, what was looked at is.

    A page is recorded if it says that it shows `personal_data`, a file unless its page says that it does not.
    """
    look, before = Look(), audit.recorded_so_far()
    yield look
    if look.response.status_code != 200 or audit.recorded_so_far() != before:
        return
    if is_file(look.response) and getattr(page, "personal_data", True):
        audit.record(by=page.user, action="files.opened", subject=_subject(page.request))
    elif page.request.method == "GET":
        page.record_look()


def is_file(response: HttpResponseBase) -> bool:
    kind = response.headers.get("Content-Type", "")
    return kind.startswith(FILES) or "attachment" in response.headers.get("Content-Disposition", "")


def record_page(page: Any) -> None:
    """Which page with people's data was looked at, if it is one."""
    if getattr(page, "personal_data", False):
        audit.record(by=page.user, action="people.seen", subject=_subject(page.request))


def record_list(listing: Any, table: Any) -> None:
    """Which people's list was looked at, what it was narrowed to, how long it is, and which of its pages."""
    if not listing.personal_data:
        return
    audit.record(
        by=listing.user,
        action="people.listed",
        subject=_subject(listing.request),
        rows=table.paginator.count,
        asked=asked_of(listing.request),
        page=table.page.number,
        pages=table.paginator.num_pages,
    )


def record_export(listing: Any, rows: int, *leaving_out: str) -> None:
    """That the whole list of people left the product as a file."""
    if not listing.personal_data:
        return
    asked = asked_of(listing.request, *leaving_out)
    audit.record(by=listing.user, action="people.exported", subject=listing.export_name, rows=rows, asked=asked)


def asked_of(request: HttpRequest, *leaving_out: str) -> dict[str, str]:
    return {key: str(value) for key, value in request.GET.items() if value and key not in (*NOT_ASKED, *leaving_out)}


def _subject(request: HttpRequest) -> str:
    return request.path[:120]
