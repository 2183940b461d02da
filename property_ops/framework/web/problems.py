"""What programs are told where something is refused: `application/problem+json` (RFC 9457) with our stable codes."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext

from property_ops.kernel.errors import BusinessError

API_ROOT = "/api/"
MEDIA_TYPE = "application/problem+json"
CODES = {
    400: "not_readable",
    401: "no_token",
    403: "not_allowed",
    404: "not_found",
    405: "no_such_method",
    409: "refused",
    412: "not_as_read",
    422: "not_valid",
    500: "broken",
    503: "unavailable",
}
"""Of what has no fact of its own behind it."""


def comes_by_api(request: HttpRequest) -> bool:
    return request.path.startswith(API_ROOT)


def problem(
    status: int,
    sentence: Any,
    *,
    code: str = "",
    errors: Sequence[dict[str, Any]] = (),
    headers: Mapping[str, str] | None = None,
) -> JsonResponse:
    """`code` is what a program goes by; `detail` is for people, in the language of the account."""
    said = code or CODES.get(status, "refused")
    content: dict[str, Any] = {
        "type": f"urn:property-ops:problem:{said}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": said,
        "detail": str(sentence),
    }
    if errors:
        content["errors"] = list(errors)
    response = JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
    for name, value in {"Content-Type": MEDIA_TYPE, "Cache-Control": "no-store", **(headers or {})}.items():
        response.headers[name] = value
    return response


def problem_of(error: BusinessError, status: int, headers: Mapping[str, str] | None = None) -> JsonResponse:
    return problem(status, error.sentence(gettext), code=error.code, headers=headers)
