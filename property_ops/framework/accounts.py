"""Staff accounts as the command line needs them."""

import secrets

from property_ops.framework.models import User
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

SYSTEM = "system"


class UnknownUser(BusinessError):
    code = "unknown_user"
    message = gettext_noop("There is no active user “%(username)s”. Known are: %(known)s.")


def system_user() -> User:
    """The account that unattended commands act as. It cannot log in, and nobody can approve in its name."""
    user, _ = User.objects.get_or_create(
        username=SYSTEM, defaults={"display_name": "系统", "is_superuser": True, "password": "!"}
    )
    return user


def user_named(username: str | None) -> User:
    """The active user of that name, or the system's account for None. Raises UnknownUser."""
    if username is None:
        return system_user()
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        known = ", ".join(User.objects.filter(is_active=True).order_by("id").values_list("username", flat=True)[:20])
        raise UnknownUser(username=username, known=known)
    return user


def create_administrator(*, username: str = "admin") -> tuple[User, str | None]:
    """The administrator and, if just created, their password."""
    found = User.objects.filter(username=username).first()
    if found:
        return found, None
    password = secrets.token_urlsafe(9)
    made = User.objects.create_superuser(
        username=username, password=password, display_name="管理员", must_change_password=True
    )
    return made, password
