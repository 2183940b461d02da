"""What every page knows: the menu, the company's name, what the reader may do."""

from typing import Any

from django.http import HttpRequest

from property_ops.framework.models import User
from property_ops.framework.permissions import allows, rights
from property_ops.framework.web.navigation import menu


class Can:
    """`{% if can.billing__approve %}` in templates asks for the permission `billing.approve`."""

    def __init__(self, user: User) -> None:
        self._user = user

    def __getitem__(self, name: str) -> bool:
        permission = name.replace("__", ".")
        return permission in rights() and allows(self._user, permission)


def site(request: HttpRequest) -> dict[str, Any]:
    """`menu` and `can` for people who are logged in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"menu": menu(user, request.path), "can": Can(user)}
