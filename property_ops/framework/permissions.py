"""Who may do what: roles from every module's security/groups.toml, their rights from its security/access.csv."""

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from property_ops.framework.models import User
from property_ops.kernel.errors import NotAllowed

_FRAMEWORK = Path(__file__).resolve().parent


@cache
def roles() -> Mapping[str, Mapping[str, Any]]:
    """Role code → {"name": …, "description": …}, in the order declared.

    `own_estates_only = true`: who has no other role sees only the estates assigned to them.
    """
    found: dict[str, Mapping[str, Any]] = {}
    for folder in _folders():
        path = folder / "security" / "groups.toml"
        if path.exists():
            found.update(tomllib.loads(path.read_text(encoding="utf-8")))
    return found


@cache
def rights() -> Mapping[str, frozenset[str]]:
    """Permission (`billing.approve`) → the roles that have it."""
    found: dict[str, set[str]] = {}
    for folder in _folders():
        path = folder / "security" / "access.csv"
        if not path.exists():
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                unknown = set(row["roles"].split()) - roles().keys()
                if unknown:
                    raise ValueError(f"{path}: unknown roles {sorted(unknown)} for {row['permission']}")
                found.setdefault(row["permission"], set()).update(row["roles"].split())
    return {permission: frozenset(names) for permission, names in found.items()}


def allows(user: User, permission: str) -> bool:
    """Whether one of the user's roles has the permission; an administrator has every one."""
    if permission not in rights():
        raise ValueError(f"no access.csv declares {permission}")
    if not user.is_active:
        return False
    return user.is_superuser or not rights()[permission].isdisjoint(roles_of(user))


def require(user: User, permission: str) -> None:
    """Raise NotAllowed unless the user has the permission."""
    if not allows(user, permission):
        raise NotAllowed(user=str(user), permission=permission)


def roles_of(user: User) -> frozenset[str]:
    """The user's role codes, read once per user object."""
    cached: frozenset[str] | None = getattr(user, "_role_codes", None)
    if cached is None:
        cached = frozenset(user.groups.values_list("name", flat=True))
        user._role_codes = cached  # type: ignore[attr-defined]
    return cached


def _folders() -> list[Path]:
    return [_FRAMEWORK, *(module.folder for module in settings.MODULES)]
