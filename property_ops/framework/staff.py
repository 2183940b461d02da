"""Staff accounts: made, changed and given new passwords by an administrator; each step is recorded."""

import secrets
from collections.abc import Collection

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.accounts import SYSTEM
from property_ops.framework.models import User
from property_ops.framework.permissions import require, roles
from property_ops.framework.tokens import revoke_all
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

PERMISSION = "staff.manage"


class UserNameTaken(BusinessError):
    code = "user_name_taken"
    message = gettext_noop("There is already a user “%(username)s”.")


class NotYourself(BusinessError):
    """Else the last administrator could lock everybody out."""

    code = "not_yourself"
    message = gettext_noop("You cannot switch off your own account.")


class NotThisAccount(BusinessError):
    code = "not_this_account"
    message = gettext_noop("The system's own account cannot be changed.")


class ProgramsHaveNoPassword(BusinessError):
    code = "program_without_password"
    message = gettext_noop("A service account has no password. It comes by the API, with a token.")


def new_password() -> str:
    """Easy to read out, long enough not to be guessed."""
    return secrets.token_urlsafe(9).replace("-", "x").replace("_", "z")


@transaction.atomic
def create_account(*, username: str, display_name: str, role_codes: Collection[str], by: User) -> tuple[User, str]:
    """The new account and its first password. Raises UserNameTaken, NotAllowed."""
    require(by, PERMISSION)
    if User.objects.filter(username__iexact=username).exists():
        raise UserNameTaken(username=username)
    password = new_password()
    user = User.objects.create_user(
        username=username, password=password, display_name=display_name, must_change_password=True
    )
    _set_roles(user, role_codes)
    audit.record(by=by, action="staff.created", subject=username, roles=sorted(role_codes))
    return user, password


@transaction.atomic
def create_program(*, username: str, display_name: str, role_codes: Collection[str], by: User) -> User:
    """A service account: it has no password, and comes by the API alone. Raises UserNameTaken, NotAllowed."""
    require(by, PERMISSION)
    if User.objects.filter(username__iexact=username).exists():
        raise UserNameTaken(username=username)
    user = User(username=username, display_name=display_name, is_program=True)
    user.set_unusable_password()
    user.save()
    _set_roles(user, role_codes)
    audit.record(by=by, action="staff.created", subject=username, roles=sorted(role_codes), program=True)
    return user


@transaction.atomic
def change_account(*, user: User, display_name: str, role_codes: Collection[str], active: bool, by: User) -> User:
    """Raises NotYourself, NotThisAccount, NotAllowed."""
    require(by, PERMISSION)
    _refuse_system(user)
    if user == by and not active:
        raise NotYourself()
    user.display_name, user.is_active = display_name, active
    user.save(update_fields=["display_name", "is_active"])
    _set_roles(user, role_codes)
    audit.record(by=by, action="staff.changed", subject=user.username, roles=sorted(role_codes), active=active)
    return user


@transaction.atomic
def reset_password(*, user: User, by: User) -> str:
    """A new password; the old one, all sessions and personal tokens end with it.

    Raises NotThisAccount, ProgramsHaveNoPassword, NotAllowed.
    """
    require(by, PERMISSION)
    _refuse_system(user)
    if user.is_program:
        raise ProgramsHaveNoPassword
    password = new_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    audit.record(by=by, action="staff.password_reset", subject=user.username)
    revoke_all(user=user, by=by, now=timezone.now())
    return password


def _set_roles(user: User, codes: Collection[str]) -> None:
    unknown = set(codes) - roles().keys()
    if unknown:
        raise ValueError(f"unknown roles {sorted(unknown)}")
    user.groups.set(Group.objects.get_or_create(name=code)[0] for code in codes)


def _refuse_system(user: User) -> None:
    if user.username == SYSTEM:
        raise NotThisAccount()
