"""Error pages that say what happened and what to do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, 400, _("This request cannot be read"), _("Go back and try again."))


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(
        request,
        403,
        _("You have no access to this page"),
        _("Your role does not include it. Ask your administrator if you need it."),
    )


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, 404, _("There is no such page"), _("It may have been moved, or the address is mistyped."))


def broken(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        500,
        _("Something went wrong here"),
        _("Nothing was half-saved. Try again; if it happens again, tell your administrator the time."),
    )


def _page(request: HttpRequest, status: int, title: str, advice: str) -> HttpResponse:
    return render(request, "framework/error.html", {"status": status, "title": title, "advice": advice}, status=status)
