"""Who may do what: roles from every module's security/groups.toml, their rights from its security/access.csv.

Asked in Django's own words: `user.has_perm("billing.approve")`, in templates `{{ perms.billing.approve }}`.
"""

import csv
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.personal import masked_phone

if TYPE_CHECKING:
    from property_ops.framework.models import User

SEE_PHONES = "people.view_phone"
_FRAMEWORK = Path(__file__).resolve().parent
_NAME = re.compile(r"[a-z_]+\.[a-z_]+")


class UnknownPermission(LookupError):
    """A mistake in the code: no access.csv declares the name. (Templates would swallow a ValueError or KeyError.)"""


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
    """Permission (`billing.approve`: an area and a verb) → the roles that have it."""
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
                if not _NAME.fullmatch(row["permission"]):
                    raise ValueError(f"{path}: “{row['permission']}” is not of the form area.verb")
                found.setdefault(row["permission"], set()).update(row["roles"].split())
    return {permission: frozenset(names) for permission, names in found.items()}


def roles_with(permission: str) -> frozenset[str]:
    """The roles that have the permission. Raises UnknownPermission."""
    if permission not in rights():
        raise UnknownPermission(f"no access.csv declares {permission}")
    return rights()[permission]


def require(user: "User", permission: str, *rows: Any) -> None:
    """Raise NotAllowed unless the user has the permission, and may see each of the rows."""
    if not all(user.has_perm(permission, row) for row in rows or (None,)):
        raise NotAllowed(user=str(user), permission=permission)


def roles_of(user: "User") -> frozenset[str]:
    """The user's role codes, read once per user object."""
    cached: frozenset[str] | None = getattr(user, "_role_codes", None)
    if cached is None:
        cached = frozenset(user.groups.values_list("name", flat=True))
        user._role_codes = cached  # type: ignore[attr-defined]
    return cached


def _folders() -> list[Path]:
    return [_FRAMEWORK, *(module.folder for module in settings.MODULES)]


def phone_shown_to(user: "User", phone: str) -> str:
    """The number for those who may see phones, masked for everybody else; the one way to show somebody's number."""
    return phone if user.has_perm(SEE_PHONES) else masked_phone(phone)
