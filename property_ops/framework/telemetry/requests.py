"""Each request has an id, in its answer's head and in every line of the log; how it went is told and counted."""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from property_ops.framework.telemetry.logs import request_id, route_of
from property_ops.framework.telemetry.metrics import observe

HEADER = "X-Request-ID"
_GOOD = re.compile(r"[A-Za-z0-9-]{8,64}")
logger = logging.getLogger("property_ops.request")


class RequestMiddleware:
    """The first of all. The proxy's id is taken over where a proxy is known; a stranger's never."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        number = self._number(request)
        mark = request_id.set(number)
        request.request_id = number  # type: ignore[attr-defined]  # Django tells of a 404 when this is over
        began = time.monotonic()
        try:
            response = self.get_response(request)
            self._tell(request, response, time.monotonic() - began)
        finally:
            request_id.reset(mark)
        response.headers[HEADER] = number
        return response

    @staticmethod
    def _number(request: HttpRequest) -> str:
        given = request.headers.get(HEADER, "") if settings.TRUSTED_PROXY else ""
        return given if _GOOD.fullmatch(given) else secrets.token_hex(8)

    @staticmethod
    def _tell(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
        match = request.resolver_match
        method = request.method if request.method in ("GET", "POST", "HEAD") else "other"
        view = str(match.view_name) if match else "none"
        observe(view=view, method=str(method), status=response.status_code, seconds=seconds)
        facts = {
            "method": method,
            "route": route_of(request),
            "status": response.status_code,
            "ms": round(seconds * 1000),
        }
        logger.info("%(method)s %(route)s %(status)s %(ms)s ms", facts, extra=facts)
