"""Tabs and panels: how modules add to each other's pages.

A page that takes additions names a slot; what is plugged in are classes of this file. They say who may see them, and
draw themselves for one subject (an estate, a unit; None on the overview).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.generic.base import ContextMixin

from property_ops.framework.slots import plugged_into
from property_ops.framework.web.lists import Listing
from property_ops.framework.web.pages import ForStaff


class PagePart(ForStaff, ContextMixin):
    """A piece of a page: a template with a context. `permission_required` decides whether it is there at all."""

    title: Any = ""
    order: ClassVar[int] = 100
    template_name: ClassVar[str] = ""

    def __init__(self, request: HttpRequest, subject: Any = None) -> None:
        self.request, self.subject = request, subject

    def is_there(self) -> bool:
        """Whether there is anything to show for the subject."""
        return True

    def html(self) -> SafeString:
        return SafeString(render_to_string(self.template_name, self.get_context_data(), request=self.request))


class Panel(PagePart):
    """A card on a page: of slots `dashboard_panels`, `unit_panels`. Half the width, `wide`, or a `third`."""

    wide: ClassVar[bool] = False
    third: ClassVar[bool] = False
    icon: ClassVar[str] = ""
    url_label: Any = ""

    @property
    def url(self) -> str:
        """Where the link in the panel's head leads; none without."""
        return ""


class Tab(PagePart):
    """A tab of a detail page: of slot `estate_tabs`. `key` is its name in the address."""

    key: ClassVar[str]

    def count(self) -> int | None:
        """The number shown beside the title."""
        return None

    def respond(self) -> HttpResponseBase | None:
        """An answer that replaces the whole page, such as an export."""
        return None


class ListTab(Listing, Tab):
    """A tab that is a list."""

    template_name = "framework/list_content.html"

    def count(self) -> int:
        return self.get_queryset().count()

    def respond(self) -> HttpResponseBase | None:
        return self.export() if self.wants_export else None


@dataclass(frozen=True, slots=True)
class TabLink:
    key: str
    title: Any
    count: int | None
    active: bool


def panels(slot: str, request: HttpRequest, subject: Any = None) -> list[Panel]:
    """The panels of a slot that this user may see and that have something to show, in order."""
    return [part for part in _parts(plugged_into(slot), request, subject) if part.is_there()]


def tabs(slot: str, request: HttpRequest, subject: Any, *, own: Sequence[type[Tab]] = ()) -> list[Tab]:
    """The page's own tabs and those of a slot that this user may see, in order."""
    return _parts((*own, *(plugged_into(slot) if slot else ())), request, subject)


def chosen(available: Sequence[Tab], key: str) -> tuple[Tab, list[TabLink]]:
    """The tab named `key`, or the first; and the links to all. Raises Http404 for one that is not there."""
    current = next((tab for tab in available if tab.key == key), None) if key else available[0]
    if current is None:
        raise Http404
    return current, [TabLink(tab.key, tab.title, tab.count(), tab is current) for tab in available]


def _parts(classes: Sequence[type[Any]], request: HttpRequest, subject: Any) -> list[Any]:
    parts = [part(request, subject) for part in sorted(classes, key=lambda part: part.order)]
    return [part for part in parts if part.has_permission()]
