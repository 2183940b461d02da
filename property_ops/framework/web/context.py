"""What every template gets beside its own context."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from property_ops.framework.models import User
from property_ops.framework.web.habits import used_by
from property_ops.framework.web.navigation import menu_for


def site(request: HttpRequest) -> dict[str, Any]:
    """The navigation and the languages."""
    user = getattr(request, "user", None)
    return {
        "menu": SimpleLazyObject(lambda: _menu(request, user)),
        "language": get_language(),
        "languages": settings.LANGUAGES,
    }


def _menu(request: HttpRequest, user: Any) -> str:
    if not isinstance(user, User):
        return ""
    match = request.resolver_match
    active = getattr(request, "menu_entry", "") or (match.view_name if match else "")
    return menu_for(user, active=active, used=used_by(user, request))
