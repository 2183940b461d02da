"""The navigation: what the framework and every module's manifest (`menus`) offer, as far as the user may go there.

An entry: {"label": msgid, "url": URL name, "icon": Tabler icon, "order": n}, and if wanted "permission" (without one
everybody who is logged in sees it) and "section": msgid, the group it stands in. A group stands where the first of
its entries does, whoever sees it. A long menu is folded into its groups; what is used most stands above them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from property_ops.framework.models import User
from property_ops.framework.web.habits import most_used
from property_ops.kernel.text import gettext_noop

KNOWN_KEYS = {"label", "section", "url", "icon", "permission", "order"}
REQUIRED_KEYS = {"label", "url", "order"}
ADMINISTRATION = gettext_noop("Administration")
USED_MOST = gettext_noop("Used most")
SHORT = 14
"""So many links need no folding."""
SHOWN_AS_USED = 5

OURS: tuple[Mapping[str, Any], ...] = (
    {"label": gettext_noop("Overview"), "url": "dashboard", "icon": "layout-dashboard", "order": 0},
    {
        "label": gettext_noop("Import"),
        "section": ADMINISTRATION,
        "url": "import",
        "icon": "file-import",
        "permission": "import.run",
        "order": 800,
    },
    {
        "label": gettext_noop("Users and roles"),
        "section": ADMINISTRATION,
        "url": "staff",
        "icon": "users",
        "permission": "staff.manage",
        "order": 900,
    },
    {
        "label": gettext_noop("Operations"),
        "section": ADMINISTRATION,
        "url": "operations",
        "icon": "activity-heartbeat",
        "permission": "operations.view",
        "order": 940,
    },
    {
        "label": gettext_noop("Audit log"),
        "section": ADMINISTRATION,
        "url": "audit",
        "icon": "history",
        "permission": "audit.view",
        "order": 950,
    },
)


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


@dataclass(frozen=True, slots=True)
class Section:
    """A group of links. Without a label, or where the menu is short, it is not folded."""

    label: str
    links: tuple[Link, ...]
    is_folded: bool = False
    is_open: bool = False


@cache
def entries() -> tuple[MenuEntry, ...]:
    """All entries in order. Raises MenuError for one that is not understood."""
    found = [_entry(entry, "framework") for entry in OURS]
    found += [_entry(entry, module.name) for module in settings.MODULES for entry in module.menus]
    return tuple(sorted(found, key=lambda entry: entry.order))


@cache
def in_groups() -> frozenset[str]:
    """The URL names of the entries that stand in a group."""
    return frozenset(entry.url_name for entry in entries() if entry.section)


def entries_for(user: User) -> list[MenuEntry]:
    """Those that the user may use, in order."""
    given = user.get_all_permissions()
    return [entry for entry in entries() if not entry.permission or entry.permission in given]


def sections_for(user: User, *, active: str, used: Mapping[str, int] | None = None) -> list[Section]:
    """The groups and links that the user may use; `active` is the URL name of the entry to be marked.

    `used` is what the person opened (habits.used_by), the last first: where nothing is marked, its group is open.
    """
    return _sections(_seen_by(user, active=active, used=used or {}))


class _SeenMenu(NamedTuple):
    """What decides how a menu is drawn: entries by their places, the URL names of the one that is marked and of those
    that are used most, and the group that is open."""

    allowed: tuple[int, ...]
    active: str
    most: tuple[str, ...]
    open_group: str


def menu_for(user: User, *, active: str, used: Mapping[str, int]) -> SafeString:
    """The menu as it is drawn. Each request asks what the user may; the same menu is drawn once for all who see it."""
    return _drawn(_seen_by(user, active=active, used=used), get_language() or "", get_script_prefix())


@lru_cache(maxsize=256)
def _drawn(seen: _SeenMenu, _language: str, _prefix: str) -> SafeString:
    return format_html_join("", "{}", ((_section_drawn(section),) for section in _sections(seen)))


@lru_cache(maxsize=1024)
def _section_drawn(section: Section) -> SafeString:
    """From page to page another link is marked, or another stands among the most used: all other groups stay."""
    return render_to_string("framework/menu_section.html", {"section": section})


def _seen_by(user: User, *, active: str, used: Mapping[str, int]) -> _SeenMenu:
    places = {entry: place for place, entry in enumerate(entries())}
    allowed = entries_for(user)
    names = {entry.url_name: entry for entry in allowed if entry.section}
    here = names.get(active) or next((names[name] for name in used if name in names), None)
    return _SeenMenu(
        tuple(places[entry] for entry in allowed),
        active if any(entry.url_name == active for entry in allowed) else "",
        tuple(sorted(most_used(used, number=SHOWN_AS_USED, of=names.keys()))),
        here.section if here else "",
    )


def _sections(seen: _SeenMenu) -> list[Section]:
    allowed = [entries()[place] for place in seen.allowed]
    is_long = len(allowed) > SHORT
    links = {entry: link_to(entry, active=seen.active) for entry in allowed}
    found = []
    for key in dict.fromkeys(entry.section for entry in entries()):
        if of_it := tuple(link for entry, link in links.items() if entry.section == key):
            is_folded = is_long and bool(key)
            found.append(Section(gettext(key) if key else "", of_it, is_folded, is_folded and key == seen.open_group))
    return _with_used(found, tuple(links[entry] for entry in allowed if is_long and entry.url_name in seen.most))


def link_to(entry: MenuEntry, *, active: str = "") -> Link:
    return Link(gettext(entry.label), _url(entry), entry.icon, active=entry.url_name == active)


def _with_used(sections: list[Section], most: tuple[Link, ...]) -> list[Section]:
    """What is used most, after what stands in no group."""
    if not most:
        return sections
    used = Section(gettext(USED_MOST), tuple(replace(link, active=False) for link in most))
    return [
        *(section for section in sections if not section.label),
        used,
        *(section for section in sections if section.label),
    ]


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
