"""Files as answers."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

PDF = "application/pdf"


def file_response(data: bytes | str, name: str, content_type: str, *, download: bool = True) -> HttpResponse:
    """A file for whoever asked, saved as `name` or shown by the browser; nothing between here and there keeps it."""
    answer = HttpResponse(data, content_type=content_type)
    answer["Content-Disposition"] = content_disposition_header(download, name) or "inline"
    answer["Cache-Control"] = "private, no-store"
    return answer


def pdf_response(data: bytes, name: str, *, download: bool = False) -> HttpResponse:
    """A PDF, shown or saved; `name` without its ending."""
    return file_response(data, f"{name}.pdf", PDF, download=download)
