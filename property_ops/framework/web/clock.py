"""Before a form takes effect on a day that the clock may have wrong, whoever sent it is asked (`framework.clock`)."""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from property_ops.framework.clock import FIELD, ClockSetBack, confirm_day, doubt_about_today
from property_ops.framework.models import User
from property_ops.framework.web.errors import unavailable_page

_NOT_SENT_AGAIN = ("csrfmiddlewaretoken", FIELD)
DATES_NOTHING = {"login", "logout", "language", "password_change"}
"""Addresses whose forms make nothing that bears a day: who cannot log in cannot answer."""


class ClockMiddleware:
    """Stands after authentication. Who is not logged in, and scripts, cannot be asked: they are told to come again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, arguments: Sequence[Any], named: Mapping[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if request.method != "POST" or (match and match.url_name in DATES_NOTHING):
            return None
        doubt = doubt_about_today()
        if doubt is None:
            return None
        if not isinstance(request.user, User) or not _can_be_asked(request):
            return unavailable_page(doubt, request)
        if request.POST.get(FIELD):
            confirm_day(by=request.user)
            return None
        return _question(request, doubt)


def _can_be_asked(request: HttpRequest) -> bool:
    """A person looks at the answer; browsers say so. Scripts take anything but 200 as “not stored, try again”."""
    return request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate" and "HX-Request" not in request.headers


def _question(request: HttpRequest, doubt: ClockSetBack) -> HttpResponse:
    """The form once more, with a button that says the day is right. Files cannot be sent along."""
    fields = [(name, value) for name, values in request.POST.lists() if name not in _NOT_SENT_AGAIN for value in values]
    content = {"sentence": doubt.sentence(gettext), "fields": fields, "field": FIELD, "files": bool(request.FILES)}
    return render(request, "framework/clock_question.html", content, status=HTTPStatus.CONFLICT)
