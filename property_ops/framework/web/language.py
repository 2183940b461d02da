"""Chinese unless the person chose otherwise: what the browser asks for does not count."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from property_ops.framework.models import User

ONE_YEAR = 365 * 24 * 3600


class LanguageMiddleware:
    """Activates the user's language, else the one of the cookie, else LANGUAGE_CODE. Stands after authentication."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen_language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def chosen_language(request: HttpRequest) -> str:
    known = dict(settings.LANGUAGES)
    user = getattr(request, "user", None)
    of_user = user.language if isinstance(user, User) else ""
    for language in (of_user, request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")):
        if language in known:
            return language
    return settings.LANGUAGE_CODE


@login_not_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember the chosen language, for the person if there is one and for the browser, and go back."""
    language = request.POST.get("language", "")
    response = HttpResponseRedirect(_way_back(request))
    if language in dict(settings.LANGUAGES):
        user = request.user
        if isinstance(user, User):
            user.language = language
            user.save(update_fields=["language"])
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=ONE_YEAR, httponly=True, samesite="Lax")
    return response


def _way_back(request: HttpRequest) -> str:
    """The page the person came from, if it is one of ours."""
    wanted = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return "/"
    parts = urlsplit(wanted)
    return parts._replace(scheme="", netloc="").geturl() or "/"
