"""Logs without the secrets of addresses; as one JSON object a line also without personal data and query strings.

A path is told by its route; an exception by its kind and where it came from, since its words may quote a row. Whatever
else a library writes is scrubbed of what looks like a phone number, an identity card, a mail address or a secret.
"""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from copy import copy
from datetime import UTC, datetime
from typing import Any

from property_ops.framework.telemetry.addresses import SECRET_ADDRESSES
from property_ops.kernel.personal import IDENTITY_CARD, LANDLINE, MOBILE

request_id: ContextVar[str] = ContextVar("request_id", default="")
HIDDEN = "…"
SECRET = "token"
"""What an address calls the part of it that opens it."""
_FRAMES = 12
_NAMES = "authorization|bearer|cookie|password|secret|token|key|code|username|ip_address|密码"
_SECRETS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\?[^\s\"']*"), f"?{HIDDEN}"),
    (re.compile(r"//[^/@\s]+@"), f"//{HIDDEN}@"),
    (re.compile(r"(?i)\b(bearer|basic)\s+\S+"), HIDDEN),
    (re.compile(rf"(?i)\b({_NAMES})(\W{{1,3}})\S+"), rf"\1\2{HIDDEN}"),
    (IDENTITY_CARD, HIDDEN),
    (MOBILE, HIDDEN),
    (LANDLINE, HIDDEN),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"), HIDDEN),
    (re.compile(r"\b[\w-]{1,20}\.[\w-]{20,}"), HIDDEN),
    (re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])[\w-]{24,}\b"), HIDDEN),
)


def scrubbed(text: str) -> str:
    """The text without what looks like a secret or like somebody's data."""
    text = SECRET_ADDRESSES.hidden(text, instead=HIDDEN)
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


class TextLines(logging.Formatter):
    """Lines to read. An address that holds a secret, such as a party's link, is told by its route (docs/adr/0037)."""

    def format(self, record: logging.LogRecord) -> str:
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        if match is not None and record.args and SECRET in match.kwargs:
            record = copy(record)
            record.msg, record.args = _message(record), None
        return super().format(record)


class JsonLines(logging.Formatter):
    """`{"time": …, "level": …, "logger": …, "message": …}`, and of a request its id, route, status and milliseconds."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        if number := request_id.get() or getattr(getattr(record, "request", None), "request_id", ""):
            told["request"] = number
        facts = ((name, getattr(record, name, None)) for name in ("method", "route", "status", "ms"))
        told |= {name: value for name, value in facts if value is not None}
        if record.exc_info and record.exc_info[1] is not None:
            told["error"] = _error(record.exc_info[1])
        return json.dumps(told, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    """Django's own lines on requests end in the path, in place of which the route stands."""
    request = getattr(record, "request", None)
    if request is not None and record.args and hasattr(request, "resolver_match"):
        return f"{record.getMessage().partition(':')[0]}: {route_of(request)}"
    return scrubbed(record.getMessage())


def route_of(request: Any) -> str:
    """The address as the code has it, `estates/<int:pk>/`: it names nobody."""
    match = getattr(request, "resolver_match", None)
    return str(match.route) if match is not None else "(no such page)"


def _error(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    code = getattr(error, "code", None)
    told: dict[str, Any] = {"kind": kind, "at": [f"{one.filename}:{one.lineno} {one.name}" for one in frames]}
    return told | ({"code": code} if isinstance(code, str) else {})
