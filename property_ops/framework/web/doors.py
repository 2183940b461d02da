"""What stands between a password and the pages: the second factor, and a first password that must be changed."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from property_ops.framework.models import User
from property_ops.framework.second_factor import has_factor, needs_factor

OPEN = {"login", "login_code", "logout", "password_change", "second_factor", "language", "healthz"}


class DoorsMiddleware:
    """Leads who has not gone through a door to it, from whatever page they asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        user = request.user
        if not isinstance(user, User) or not getattr(view, "login_required", True):
            return None
        match = request.resolver_match
        name = "" if match is None or match.url_name in OPEN else door_of(request, user)
        return HttpResponseRedirect(reverse(name)) if name else None


def door_of(request: HttpRequest, user: User) -> str:
    """The name of the page that this person must go through first; empty if there is none."""
    if user.must_change_password:
        return "password_change"
    if needs_factor(user) and not user.is_verified():  # type: ignore[attr-defined]  # of django-otp's middleware
        return "login_code" if has_factor(user) else "second_factor"
    return ""
