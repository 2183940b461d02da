"""The API as a whole: what modules plug into `api_routers`, one way of refusing, one description."""

from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from property_ops.framework.database_errors import as_unavailable
from property_ops.framework.pdf.printable import NotPrintable
from property_ops.framework.rest.description import ABOUT, described
from property_ops.framework.rest.errors import (
    ChangedMeanwhile,
    IfMatchMissing,
    NotACursor,
    TokenMissing,
    TooManyRequests,
)
from property_ops.framework.rest.kit import ApiOperation, ApiRouter
from property_ops.framework.slots import plugged_into
from property_ops.framework.web.problems import problem, problem_of
from property_ops.kernel.errors import BusinessError, NotAllowed, Unavailable

VERSION = "1.0.0"
ROOT = "api/v1/"
_STATUS: tuple[tuple[type[BusinessError], int], ...] = (
    (TokenMissing, 401),
    (NotACursor, 400),
    (NotPrintable, 422),
    (ChangedMeanwhile, 412),
    (IfMatchMissing, 428),
)


@cache
def api() -> NinjaAPI:
    built = NinjaAPI(
        title="property-ops",
        version=VERSION,
        description=ABOUT,
        docs_url=None,
        openapi_url=None,
        urls_namespace="api-v1",
    )
    for router in plugged_into("api_routers"):
        built.add_router("", router)
    for kind, answer in _HANDLERS.items():
        built.add_exception_handler(kind, answer)
    return built


def operations() -> list[tuple[ApiRouter, ApiOperation]]:
    """Every operation that a module declares."""
    return [(router, one) for router in plugged_into("api_routers") for one in router.declared]


def offered_rights() -> dict[str, Any]:
    """What a token can be given, in words: only what some operation asks for, and none of it decides anything."""
    return {right: words for router in plugged_into("api_routers") for right, words in sorted(router.rights.items())}


def patterns() -> list[URLPattern]:
    """The addresses below `ROOT`. A log-in opens none of them, so none asks for one."""
    found: list[Any] = api().urls[0]
    for one in found:
        one.callback = login_not_required(one.callback)
    return found


@cache
def description() -> dict[str, Any]:
    """The OpenAPI document, made once: anybody may ask for it."""
    return described(dict(api().get_openapi_schema(path_prefix=f"/{ROOT}")))


def _business(request: HttpRequest, error: BusinessError) -> HttpResponse:
    if isinstance(error, TooManyRequests):
        return problem_of(error, 429, {"Retry-After": str(error.data["seconds"])})
    if isinstance(error, Unavailable):
        return problem_of(error, 503, {"Retry-After": "10"})
    if isinstance(error, NotAllowed):
        return problem_of(error, 403)
    return problem_of(error, next((status for kind, status in _STATUS if isinstance(error, kind)), 409))


def _not_there(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404, gettext("There is no such thing, or it is not yours to see."))


def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Where what was sent is wrong; what was sent is not said back."""
    faults = [{"where": [str(part) for part in one["loc"]], "message": one["msg"]} for one in error.errors]
    return problem(422, gettext("What was sent is not as the description says."), errors=faults)


def _no_token(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem_of(TokenMissing(), 401, {"WWW-Authenticate": "Bearer"})


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, error.message)


def _other(request: HttpRequest, error: Exception) -> HttpResponse:
    """What passes by itself is told so; a number beyond what a database holds was sent; else it is our fault."""
    if unavailable := as_unavailable(error):
        return problem_of(unavailable, 503, {"Retry-After": "10"})
    if isinstance(error, (OverflowError, DataError)):
        return problem(400, gettext("A number or a day is beyond what can be stored."))
    raise error


_HANDLERS: dict[Any, Any] = {
    BusinessError: _business,
    Http404: _not_there,
    ValidationError: _not_valid,
    AuthenticationError: _no_token,
    HttpError: _http,
    Exception: _other,
}
