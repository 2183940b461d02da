"""Limits of log-ins that hurt only who misbehaves.

Eight wrong passwords for one name from one address lock that name there (django-axes). Beyond that, an address that
tries many names, and a name that is tried from many addresses, are locked for browsers that are not known: a browser is
known for somebody once they have logged in with it. A known browser counts its own failures alone, so that a stranger
behind the same address, or one who knows a name, locks nobody out.
"""

from datetime import timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.core import signing
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac

from property_ops.framework.shared_counts import count_of, counted

COOKIE = "known_browser"
KNOWN_FOR = timedelta(days=180)
MOST_NAMES = 8
OF_AN_ADDRESS, OF_A_NAME = 60, 40
"""Failures within the cool-off time."""


class Attempts(AxesDatabaseHandler):
    """django-axes' own, with limits for addresses and for names, and without limits for the known."""

    def is_locked(self, request: Any, credentials: dict[str, Any] | None = None) -> bool:
        name = str((credentials or {}).get("username") or "")
        browser = _known_browser(request, name)
        if browser:
            return count_of(_counter(browser)) >= settings.AXES_FAILURE_LIMIT
        return super().is_locked(request, credentials) or _too_many(request.axes_ip_address, name)

    def user_login_failed(self, sender: Any, credentials: dict[str, Any], request: Any = None, **kwargs: Any) -> None:
        browser = _known_browser(request, str(credentials.get("username") or "")) if request else ""
        if request and not browser and _too_many(request.axes_ip_address, str(credentials.get("username") or "")):
            request.axes_locked_out = True
            return
        if not browser:
            super().user_login_failed(sender, credentials, request, **kwargs)
            return
        if counted(_counter(browser), seconds=int(_cool_off().total_seconds())) >= settings.AXES_FAILURE_LIMIT:
            request.axes_locked_out = True


def remember_browser(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """This browser is one that `username` has logged in with."""
    number, names = _cookie(request)
    names = [_digest(username), *(name for name in names if name != _digest(username))][:MOST_NAMES]
    response.set_signed_cookie(
        COOKIE,
        signing.dumps([number or get_random_string(16), names]),
        max_age=KNOWN_FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        salt=COOKIE,
    )


def _known_browser(request: HttpRequest, username: str) -> str:
    """Its number; empty for one that nobody of that name has logged in with."""
    number, names = _cookie(request)
    return number if username and _digest(username) in names else ""


def _cookie(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        number, names = signing.loads(str(request.get_signed_cookie(COOKIE, salt=COOKIE, max_age=KNOWN_FOR)))
        return str(number), [str(name) for name in names]
    except (KeyError, signing.BadSignature, ValueError, TypeError):
        return "", []


def _digest(username: str) -> str:
    return salted_hmac(COOKIE, username.casefold(), algorithm="sha256").hexdigest()[:16]


def _too_many(address: str, name: str) -> bool:
    recent = AccessAttempt.objects.filter(attempt_time__gte=timezone.now() - _cool_off())
    return (
        _failures(recent.filter(ip_address=address)) >= OF_AN_ADDRESS
        or _failures(recent.filter(username=name)) >= OF_A_NAME
    )


def _failures(attempts: Any) -> int:
    return attempts.aggregate(sum=Sum("failures_since_start"))["sum"] or 0


def _cool_off() -> timedelta:
    return timedelta(hours=settings.AXES_COOLOFF_TIME)


def _counter(browser: str) -> str:
    return f"log-in-failures-{browser}"
