"""What somebody opens most and last, for the top of a long menu: kept signed in the browser, of this person alone.

A page that is opened gains a hundred, all others lose a twentieth: what was opened often long ago sinks below what is
opened now.
"""

from collections.abc import Collection, Mapping

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from property_ops.framework.models import User
from property_ops.framework.web.language import ONE_YEAR

COOKIE = "po_used"
_OPENED, _FADES, _FORGOTTEN, _MOST_KEPT, _LONGEST = 100, 20, 25, 12, 2000


def used_by(user: User, request: HttpRequest) -> dict[str, int]:
    """URL name of a menu entry → how much it is used, the last one first. Empty where nothing true is kept."""
    kept = request.COOKIES.get(COOKIE, "")[:_LONGEST]
    try:
        found = signing.loads(kept, salt=_salt(user)) if kept else {}
    except signing.BadSignature:
        return {}
    return {name: weight for name, weight in found.items() if isinstance(weight, int)}


def remember(response: HttpResponseBase, request: HttpRequest, user: User, entry: str) -> None:
    """The page of this menu entry was opened."""
    used = used_by(user, request)
    faded = {name: weight - weight // _FADES for name, weight in used.items()}
    found = {entry: faded.pop(entry, 0) + _OPENED} | faded
    kept = {name: weight for name, weight in found.items() if weight >= _FORGOTTEN}
    most = set(most_used(kept, number=_MOST_KEPT))
    response.set_cookie(
        COOKIE,
        signing.dumps({name: weight for name, weight in kept.items() if name in most}, salt=_salt(user)),
        max_age=ONE_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def most_used(used: Mapping[str, int], *, number: int, of: Collection[str] | None = None) -> list[str]:
    """The names with most weight, of `of` if given."""
    names = [name for name in used if of is None or name in of]
    return sorted(names, key=lambda name: -used[name])[:number]


def _salt(user: User) -> str:
    return f"menu of {user.pk}"
