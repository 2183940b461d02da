"""The menu: entries of every module's manifest that this person may use."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from property_ops.framework.models import User
from property_ops.framework.permissions import allows

FRAMEWORK_MENUS: tuple[dict[str, Any], ...] = (
    {"label": "Dashboard", "url": "dashboard", "icon": "home", "order": 0},
    {"label": "Import", "url": "import", "icon": "file-import", "order": 80, "permission": "import.run"},
    {"label": "Staff", "url": "staff", "icon": "users", "order": 90, "permission": "staff.manage"},
    {"label": "Audit log", "url": "audit", "icon": "history", "order": 95, "permission": "audit.view"},
)


@dataclass(frozen=True, slots=True)
class MenuEntry:
    label: str
    href: str
    icon: str
    active: bool


def menu(user: User, path: str) -> list[MenuEntry]:
    """The entries `user` may open, in order; the one that holds `path` is active."""
    declared = [*FRAMEWORK_MENUS, *(entry for module in settings.MODULES for entry in module.menus)]
    allowed = [entry for entry in declared if "permission" not in entry or allows(user, entry["permission"])]
    entries = []
    for entry in sorted(allowed, key=lambda one: one["order"]):
        try:
            href = reverse(entry["url"])
        except NoReverseMatch:
            raise LookupError(f"the menu entry {entry['label']} names an unknown page {entry['url']}") from None
        active = path == href if href == "/" else path.startswith(href)
        entries.append(MenuEntry(_(entry["label"]), href, entry["icon"], active))
    return entries
