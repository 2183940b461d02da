"""The demonstration: invented staff with one kept password, and the modules' demo data, put in once.

What the demonstration did is remembered in the database, so that it never runs over what a person did afterwards.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction

from property_ops.framework.accounts import SYSTEM
from property_ops.framework.drafts import arriving
from property_ops.framework.models import ShippedRow, User
from property_ops.framework.permissions import roles
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

LOGIN_FILE = "demo-login.txt"
_MARK = "demonstration"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    username: str
    name: str
    role: str  # empty for the administrator


STAFF = (
    DemoPerson("accountant", "会计", "accountant"),
    DemoPerson("reviewer", "复核", "reviewer"),
    DemoPerson("cashier", "收费员", "cashier"),
    DemoPerson("manager", "经理", "manager"),
    DemoPerson("dispatcher", "调度员", "dispatcher"),
    DemoPerson("grid", "网格员", "grid_worker"),
    DemoPerson("crew", "班组长", "crew"),
    DemoPerson("auditor", "审计", "auditor"),
    DemoPerson("committee", "赵建民", "party_member"),
    DemoPerson("admin", "管理员", ""),
)


class NotADemonstration(BusinessError):
    code = "not_a_demonstration"
    message = gettext_noop(
        "This database is in use: its staff %(users)s did not come with the demonstration, whose data do not belong "
        "here. Set PROPERTY_OPS_DATA to an empty folder, or DATABASE_URL to an empty database."
    )


def login() -> str:
    """The demonstration's staff and their password, in lines to print; the staff are made if they are not there.

    The password is made once and kept in the data folder, readable by its owner alone. Raises NotADemonstration.
    """
    path = settings.DATA / LOGIN_FILE
    known = _remembered("staff")
    if known is None:
        _refuse_if_in_use()
    if known is not None and path.exists():
        return path.read_text(encoding="utf-8")
    password = secrets.token_urlsafe(9)
    with transaction.atomic():
        usernames = known or [person.username for person in STAFF if not _exists(person.username)]
        people = [person for person in STAFF if person.username in usernames and _has_a_role(person)]
        for person in people:
            _set_up(person, password)
        _remember("staff", usernames)
        text = "".join(f"{person.username:<12}{password}   {person.name}\n" for person in people)
        _write_for_owner(path, text)
    return text


def demo_files() -> Iterator[Path]:
    """The modules' demo data in order: shipped rows (.toml) and folders of the office's papers."""
    for module in settings.MODULES:
        for name in module.demo:
            yield module.folder / name


def is_done(step: str) -> bool:
    """Whether this step was taken to its end before: each is taken once, so that no later work is run over."""
    return _remembered(step) is not None


def remember(step: str) -> None:
    """The step is taken."""
    _remember(step, [])


def _refuse_if_in_use() -> None:
    others = User.objects.exclude(username__in=[SYSTEM, "admin"]).order_by("id").values_list("username", flat=True)
    if others:
        raise NotADemonstration(users=", ".join(others[:5]))


def _has_a_role(person: DemoPerson) -> bool:
    """Some roles come with a module, which need not be installed."""
    return not person.role or person.role in roles()


def _exists(username: str) -> bool:
    return User.objects.filter(username=username).exists()


def _set_up(person: DemoPerson, password: str) -> None:
    user, _ = User.objects.get_or_create(username=person.username, defaults={"display_name": person.name})
    user.is_superuser = not person.role
    user.set_password(password)
    user.must_change_password = False  # of a demonstration, where all have the one that is shown
    user.save()
    if person.role:
        user.groups.set([Group.objects.get(name=person.role)])


def _write_for_owner(path: Path, text: str) -> None:
    with arriving(path) as draft:
        draft.touch(mode=0o600)
        draft.write_text(text, encoding="utf-8")


def _remembered(key: str) -> list[str] | None:
    row = ShippedRow.objects.filter(model=_MARK, key=key).first()
    return list(row.values) if row else None


def _remember(key: str, values: list[str]) -> None:
    ShippedRow.objects.update_or_create(model=_MARK, key=key, defaults={"values": values})
