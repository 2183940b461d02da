"""Reading what ERPNext answers when it does not do what was asked.

The exc_type says more than the status: an unknown customer is a 500, an unknown item a 404, a duplicate a 417.
"""

import json
import re
from typing import Any

from requests import Response

from invoices.modules.erpnext.domain.errors import AlreadyThere, ErpnextError, NotLetIn, Refused, Unreachable

BUSY = {429, 503}
ALREADY_THERE = {"UniqueValidationError", "DuplicateEntryError"}
NOT_LET_IN = {"AuthenticationError", "PermissionError", "SessionExpired"}
NOT_STORED_FOR_NOW = {"QueryDeadlockError", "QueryTimeoutError", "TimestampMismatchError", "DocumentLockedError"}
LONGEST_TEXT = 400
_TAG = re.compile(r"<[^>]*>")


def is_busy(response: Response | None) -> bool:
    return response is not None and response.status_code in BUSY


def seconds_to_wait(response: Response | None, default: float) -> float:
    """What Retry-After asks for, in seconds, at most two minutes; else `default`."""
    asked = (response.headers.get("Retry-After", "") if response is not None else "").strip()
    return min(float(asked), 120.0) if asked.isdecimal() else default


def error_in(response: Response | None, text: str) -> ErpnextError:
    """The error that an answer tells of; without a readable answer nobody knows whether it was done."""
    if response is None:
        return Unreachable(detail=text[:LONGEST_TEXT])
    body = _body(response)
    kind = str(body.get("exc_type") or "")
    detail = _said(body) or f"HTTP {response.status_code}"
    if response.status_code == 401 or kind in NOT_LET_IN:
        return NotLetIn(detail=detail)
    if kind in ALREADY_THERE:
        return AlreadyThere(kind=kind, detail=detail)
    if kind in NOT_STORED_FOR_NOW:
        return Unreachable(detail=f"{kind}: {detail}"[:LONGEST_TEXT])
    if kind:
        return Refused(kind=kind, detail=detail)
    if response.status_code == 403:
        return NotLetIn(detail=detail)
    if response.status_code == 404 and body:
        return Refused(kind="DoesNotExistError", detail=detail)
    return Unreachable(detail=detail)


def _body(response: Response) -> dict[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _said(body: dict[str, Any]) -> str:
    """The messages for the reader, without their HTML; or the exception's own line."""
    messages = [_TAG.sub("", message).strip() for message in _server_messages(body)]
    text = "; ".join(message for message in messages if message)
    if not text:
        text = str(body.get("exception") or body.get("message") or "").strip().partition("\n")[0]
    return text[:LONGEST_TEXT]


def _server_messages(body: dict[str, Any]) -> list[str]:
    """`_server_messages` is JSON of a list of JSON objects, or of plain texts."""
    try:
        listed = json.loads(body.get("_server_messages") or "[]")
    except (TypeError, ValueError):
        return [str(body["_server_messages"])]
    return [_message(one) for one in listed] if isinstance(listed, list) else [str(listed)]


def _message(one: Any) -> str:
    try:
        one = json.loads(one)
    except (TypeError, ValueError):
        return str(one)
    return str(one.get("message", "")) if isinstance(one, dict) else str(one)
