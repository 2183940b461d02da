"""Pictures on the web: chosen in forms, answered to those whom the page let in."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from csp.decorators import csp_update
from django import forms
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.decorators import method_decorator

from property_ops.framework.models import StoredPicture
from property_ops.framework.pictures.errors import PictureGone
from property_ops.framework.pictures.reading import Size
from property_ops.framework.pictures.store import path_of

JPEG = "image/jpeg"
ACCEPTED = "image/jpeg,image/png,image/webp"
SCANS = f"{ACCEPTED},application/pdf"
_HEADERS = {
    "Cache-Control": "private, no-cache",  # asked for each time, so that who was let in yesterday is asked again
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


OPEN_MEGABYTES = 8
"""Of photos that are sent without a log-in, together: phones make them smaller first (smaller_photos.js)."""
View = Callable[..., HttpResponseBase]


def takes_photos_of_anybody(view: View) -> View:
    """The page at which whoever has its link may show photos."""
    view.megabytes_of_anybody = OPEN_MEGABYTES  # type: ignore[attr-defined]  # the server asks the page
    return view


shows_waiting_photos = method_decorator(csp_update({"img-src": ["blob:"]}), name="dispatch")
"""Of a page on which a phone shows photos that it could not send yet."""


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """One or more photos, or `SCANS`; what they are is told by `pictures.store.keep` and `kept_scan`, not here."""

    takes_megabytes = 10 * settings.PHOTO_MAX_MEGABYTES

    def __init__(self, *, accept: str = ACCEPTED, **kwargs: Any) -> None:
        super().__init__(widget=_SeveralFiles(attrs={"accept": accept}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The uploaded files."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            return [one for one in [super().clean(None, initial)] if one]
        return list(files)


def size_named(name: str) -> Size:
    """The size that an address names. Raises Http404."""
    try:
        return Size[name.upper()]
    except KeyError as error:
        raise Http404 from error


def picture_response(request: HttpRequest, picture: StoredPicture, size: Size) -> HttpResponseBase:
    """The JPEG, or 304 where the browser has it. Who may see it is for the caller to check. Raises PictureGone."""
    tag = f'"{picture.sha256}-{size.value}"'
    if request.headers.get("If-None-Match") == tag:
        answer: HttpResponseBase = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    else:
        try:
            file = path_of(picture, size).open("rb")
        except FileNotFoundError as error:
            raise PictureGone(sha256=picture.sha256[:12]) from error
        answer = FileResponse(file, content_type=JPEG)
        answer["Content-Disposition"] = f'inline; filename="{picture.sha256[:12]}.jpg"'
    for name, value in {**_HEADERS, "ETag": tag}.items():
        answer[name] = value
    return answer
