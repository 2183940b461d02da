"""Error pages: what happened, in plain words, and what to do."""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.database_errors import as_unavailable
from property_ops.framework.web.inputs import LARGEST
from property_ops.framework.web.problems import comes_by_api, problem
from property_ops.kernel.errors import BusinessError, NotAllowed

_WORDS: dict[int, tuple[Any, Any]] = {
    400: (_("This request cannot be read"), _("Go back and try again.")),
    403: (
        _("You have no access to this page"),
        _("Your role does not include it. Ask your administrator if you need it."),
    ),
    404: (
        _("There is no such page"),
        _("It may have been moved, or the address is mistyped, or it belongs to an estate that is not yours."),
    ),
    409: (_("This is not possible"), _("Nothing was changed. Go back and try something else.")),
    503: (_("This is not possible just now"), _("Nothing was changed. Go back and try again in a minute.")),
    500: (
        _("Something went wrong here"),
        _("Nothing was half-saved. Try again; if it happens again, tell your administrator the time."),
    ),
}


class BusinessErrorMiddleware:
    """A refusal that no page caught becomes a page: 403 for NotAllowed, 503 for what is busy, 409 for a rule."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, arguments: Sequence[Any], named: Mapping[str, Any]
    ) -> HttpResponse | None:
        """No row has a number beyond 64 bits, whatever address it stands in."""
        if any(isinstance(value, int) and value > LARGEST for value in named.values()):
            raise Http404
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A number or a day beyond what a database or a calendar holds was typed: a request that cannot be read. An
        address that names a row which no service finds leads nowhere."""
        if isinstance(exception, (OverflowError, DataError)):
            return _page(request, 400)
        if isinstance(exception, ObjectDoesNotExist) and request.resolver_match and request.resolver_match.kwargs:
            return _page(request, 404)
        if unavailable := as_unavailable(exception):
            return unavailable_page(unavailable, request)
        if isinstance(exception, NotAllowed):
            return _page(request, 403)
        if isinstance(exception, BusinessError):
            return _page(request, 409, sentence=exception.sentence(gettext))
        return None


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old, was sent twice from an old tab, or came from another site."""
    return _page(
        request, 403, title=_("This form is out of date"), sentence=_("Load the page again and send it once more.")
    )


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """What no page and no other part caught: what passes by itself, or a fault of the program."""
    if unavailable := as_unavailable(sys.exc_info()[1]):
        return unavailable_page(unavailable, request)
    return problem(500, _WORDS[500][1]) if comes_by_api(request) else _plain(500, _WORDS[500][1])


def unavailable_page(error: BusinessError, request: HttpRequest) -> HttpResponse:
    """503, without navigation: to be tried again later."""
    sentence = error.sentence(gettext)
    response = problem(503, sentence, code=error.code) if comes_by_api(request) else _plain(503, sentence)
    response.headers["Retry-After"] = "10"
    return response


def _plain(status: int, sentence: Any) -> HttpResponse:
    """Without navigation: the database may be what is broken."""
    content = {"status": status, "title": _WORDS[status][0], "sentence": sentence}
    return HttpResponse(render_to_string("framework/error_plain.html", content), status=status)


def _page(request: HttpRequest, status: int, *, title: Any = None, sentence: Any = None) -> HttpResponse:
    usual, advice = _WORDS[status]
    if comes_by_api(request):
        return problem(status, sentence or title or usual)
    content = {"status": status, "title": title or usual, "sentence": sentence or advice}
    return render(request, "framework/error.html", content, status=status)
