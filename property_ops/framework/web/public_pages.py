"""Pages without a log-in: opened by who has the link, told to no search engine, kept in no cache, and not too often."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from property_ops.framework.shared_counts import count_of, counted
from property_ops.kernel.errors import BusinessError, LinkExpired, LinkNotFound, LinkRevoked

LOOKS_A_MINUTE = 60
MISSES_IN_TEN_MINUTES = 20
NOT_FOUND, GONE, TOO_MANY = 404, 410, 429
_HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "same-origin",  # the address tells nobody else; with no-referrer a form would come from “null”
}
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class PublicPages:
    """The pages behind one kind of link. `sorry` is a template that gets `title` and `advice`.

    `lost` is advice for a link that never was, `renewed` for one that is over. Looks are counted for each link, and
    links that never were for each address: behind one address may be a whole mobile network, whose links stay open.
    `is_shared`: the link hangs in public, so looks are counted for each phone at it; nobody closes it to others.
    """

    name: str
    sorry: str
    lost: Any
    renewed: Any
    looks_a_minute: int = LOOKS_A_MINUTE
    is_shared: bool = False

    def page(self, *methods: str, cookie: str = "") -> Callable[[View], View]:
        """`@PAGES.page()` for pages that are looked at, `@PAGES.page("POST")` for those that take an answer.

        What opens them stands in the address as `token`; with `cookie`, in that cookie of the browser.
        """

        def guarding(view: View) -> View:
            @login_not_required
            @require_http_methods(["GET", "HEAD", *methods])
            @wraps(view)
            def guarded(request: HttpRequest, token: str = "", **kwargs: Any) -> HttpResponseBase:
                given = request.COOKIES.get(cookie, "") if cookie else token
                response = self._guarded(view, request, given, kwargs)
                for name, value in _HEADERS.items():
                    response.headers.setdefault(name, value)
                return response

            guarded.public_pages = self  # type: ignore[attr-defined]  # a test asks every open page for it
            return guarded

        return guarding

    def _guarded(self, view: View, request: HttpRequest, token: str, kwargs: dict[str, Any]) -> HttpResponseBase:
        whose = f"{token}\n{phone(request)}" if self.is_shared else token
        looks = self._key("looks", hashlib.sha256(whose.encode()).hexdigest())
        if count_of(looks) >= self.looks_a_minute:
            return self._too_many(request)
        try:
            response = view(request, token, **kwargs)
        except LinkNotFound as error:
            if token and counted(self._key("misses", visitor(request)), seconds=600) > MISSES_IN_TEN_MINUTES:
                return self._too_many(request)
            return self._refused(request, NOT_FOUND, error, self.lost)
        except (LinkExpired, LinkRevoked) as error:
            return self._refused(request, GONE, error, self.renewed)
        except Http404:  # the link is good; what was asked for behind it is not there, or another's
            return self._sorry(request, NOT_FOUND, gettext("There is no such page"), self.lost)
        counted(looks, seconds=60)
        return response

    def _too_many(self, request: HttpRequest) -> HttpResponseBase:
        again = gettext("Please try again in a few minutes.")
        return self._sorry(request, TOO_MANY, gettext("Too many visits"), again)

    def _refused(self, request: HttpRequest, status: int, error: BusinessError, advice: Any) -> HttpResponseBase:
        return self._sorry(request, status, error.sentence(gettext), advice)

    def _sorry(self, request: HttpRequest, status: int, title: str, advice: Any) -> HttpResponseBase:
        return render(request, self.sorry, {"title": title, "advice": advice}, status=status)

    def _key(self, what: str, whose: str) -> str:
        return f"{self.name}.{what}/{whose}"


def refuse_too_many(
    request: HttpRequest, what: str, *, of_phone: int, of_address: int, error: type[BusinessError], seconds: int = 3600
) -> None:
    """Of one phone, and of one address with all its phones. Raises `error`, whose fact is `most`."""
    limits = ((f"{what}/{phone(request)}", of_phone), (f"{what}/{visitor(request)}", of_address))
    for key, most in limits:
        if count_of(key) >= most:
            raise error(most=most)
    for key, _most in limits:
        counted(key, seconds=seconds)


def visitor(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def phone(request: HttpRequest) -> str:
    """Whoever misbehaves is counted by address and browser: a mobile network's address is that of many."""
    told = f"{visitor(request)}\n{request.headers.get('User-Agent', '')}"
    return hashlib.sha256(told.encode()).hexdigest()


def network(request: HttpRequest) -> str:
    """The visitor's network, for the audit log: enough to see a pattern, not who it was."""
    address = visitor(request)
    mark = ":" if ":" in address else "."
    return mark.join([*address.split(mark)[:2], "*"])
