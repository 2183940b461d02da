"""Answers of the API: JSON with an ETag, nothing where the reader has it already, and a cursor from page to page."""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Schema

from property_ops.framework.rest.errors import ChangedMeanwhile, NotACursor
from property_ops.framework.web.inputs import key_in

JSON = "application/json"
_HEADERS = {"Cache-Control": "private, no-cache", "Vary": "Authorization"}


def json_of(content: Schema) -> bytes:
    return json.dumps(content.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":")).encode()


def etag_of(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def answer(
    request: HttpRequest, content: Schema, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """The content; 304 where a reader says by If-None-Match that it is there already."""
    body = json_of(content)
    etag = etag_of(body)
    unchanged = request.method in ("GET", "HEAD") and etag in _named(request.headers.get("If-None-Match", ""))
    response = HttpResponse(status=304) if unchanged else HttpResponse(body, status=status, content_type=JSON)
    for name, value in {**_HEADERS, "ETag": etag, **(headers or {})}.items():
        response.headers[name] = value
    return response


def refuse_changed(request: HttpRequest, content: Schema) -> None:
    """Called under the lock under which it will be changed. Raises ChangedMeanwhile."""
    wanted = request.headers.get("If-Match", "").strip()
    if wanted and wanted != "*" and etag_of(json_of(content)) not in _named(wanted):
        raise ChangedMeanwhile


def _named(header: str) -> list[str]:
    return [one.strip().removeprefix("W/") for one in header.split(",")]


def page_of(rows: QuerySet[Any], *, after: str | None, limit: int) -> tuple[list[Any], str | None]:
    """The rows after the cursor, by their keys, and the next cursor: what is added meanwhile shifts nothing."""
    ordered = rows.order_by("pk")
    if after:
        ordered = ordered.filter(pk__gt=_key_in(after))
    found = list(ordered[: limit + 1])
    return found[:limit], _cursor(found[limit - 1].pk) if len(found) > limit else None


def _cursor(key: int) -> str:
    return base64.urlsafe_b64encode(str(key).encode()).decode().rstrip("=")


def _key_in(cursor: str) -> int:
    """Raises NotACursor."""
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise NotACursor from error
    key = key_in(text)
    if key is None:
        raise NotACursor
    return key
