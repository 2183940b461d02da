"""The navigation: what the framework and every module's manifest (`menus`) offer, as far as the user may go there.

An entry: {"label": msgid, "url": URL name, "icon": Tabler icon, "order": n}, and if wanted "permission" (without one
everybody who is logged in sees it) and "section": msgid, the heading it stands under.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from property_ops.framework.models import User
from property_ops.kernel.text import gettext_noop

KNOWN_KEYS = {"label", "section", "url", "icon", "permission", "order"}
REQUIRED_KEYS = {"label", "url", "order"}
ADMINISTRATION = gettext_noop("Administration")

OURS: tuple[Mapping[str, Any], ...] = (
    {"label": gettext_noop("Overview"), "url": "dashboard", "icon": "layout-dashboard", "order": 0},
    {
        "label": gettext_noop("Import"), "section": ADMINISTRATION, "url": "import", "icon": "file-import",
        "permission": "import.run", "order": 800,
    },
    {
        "label": gettext_noop("Users and roles"), "section": ADMINISTRATION, "url": "staff", "icon": "users",
        "permission": "staff.manage", "order": 900,
    },
    {
        "label": gettext_noop("Operations"), "section": ADMINISTRATION, "url": "operations",
        "icon": "activity-heartbeat", "permission": "operations.view", "order": 940,
    },
    {
        "label": gettext_noop("Audit log"), "section": ADMINISTRATION, "url": "audit", "icon": "history",
        "permission": "audit.view", "order": 950,
    },
)  # fmt: skip


class MenuError(Exception):
    """A menu entry cannot be shown; the sentence says whose and why."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    label: str
    url_name: str
    icon: str
    permission: str
    order: int
    section: str


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    icon: str
    active: bool


@dataclass(slots=True)
class Section:
    label: str
    links: list[Link] = field(default_factory=list)


@cache
def entries() -> tuple[MenuEntry, ...]:
    """All entries in order. Raises MenuError for one that is not understood."""
    found = [_entry(entry, "framework") for entry in OURS]
    found += [_entry(entry, module.name) for module in settings.MODULES for entry in module.menus]
    return tuple(sorted(found, key=lambda entry: entry.order))


def menu_for(user: User, *, active: str) -> SafeString:
    """The menu as it is drawn. Each request asks what the user may; the same menu is drawn once for all who see it."""
    shown = tuple(place for place, entry in enumerate(entries()) if _may_see(user, entry))
    marked = active if any(entries()[place].url_name == active for place in shown) else ""
    return _drawn(shown, marked, get_language() or "", get_script_prefix())


@lru_cache(maxsize=256)
def _drawn(shown: tuple[int, ...], active: str, _language: str, _prefix: str) -> SafeString:
    return render_to_string("framework/menu.html", {"sections": _sections((entries()[one] for one in shown), active)})


def _may_see(user: User, entry: MenuEntry) -> bool:
    return not entry.permission or user.has_perm(entry.permission)


def sections_for(user: User, *, active: str) -> list[Section]:
    """The sections and links that the user may use; `active` is the URL name of the entry to be marked."""
    return _sections((entry for entry in entries() if _may_see(user, entry)), active)


def _sections(shown: Iterable[MenuEntry], active: str) -> list[Section]:
    sections: dict[str, Section] = {}
    for entry in shown:
        section = sections.setdefault(entry.section, Section(gettext(entry.section) if entry.section else ""))
        section.links.append(Link(gettext(entry.label), _url(entry), entry.icon, active=entry.url_name == active))
    return list(sections.values())


def _url(entry: MenuEntry) -> str:
    try:
        return reverse(entry.url_name)
    except NoReverseMatch:
        raise MenuError(f"The menu entry “{entry.label}” names an unknown page “{entry.url_name}”.") from None


def _entry(given: Mapping[str, Any], module: str) -> MenuEntry:
    missing, unknown = REQUIRED_KEYS - given.keys(), given.keys() - KNOWN_KEYS
    if missing or unknown:
        raise MenuError(f"Menu of module “{module}”: missing {sorted(missing)}, unknown {sorted(unknown)} in {given}.")
    return MenuEntry(
        label=given["label"],
        url_name=given["url"],
        icon=given.get("icon", "point"),
        permission=given.get("permission", ""),
        order=given["order"],
        section=given.get("section", ""),
    )
