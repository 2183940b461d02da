"""Ctrl-K: one box for pages, and for what the modules find (slot `finders`); a page of its own without a script."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy

from property_ops.framework import audit
from property_ops.framework.finding import MOST, Finder, SearchHit
from property_ops.framework.models import User
from property_ops.framework.slots import plugged_into
from property_ops.framework.web.navigation import entries_for, link_to
from property_ops.framework.web.pages import EVERYBODY, Page

SHORTEST, LONGEST = 2, 60


def pages_named(user: User, text: str) -> Iterator[SearchHit]:
    """Pages of the menu that are called so, or stand in a group that is."""
    wanted = text.casefold()
    named = [(link_to(entry), gettext(entry.section) if entry.section else "") for entry in entries_for(user)]
    found = [one for one in named if wanted in one[0].label.casefold()]
    found += [one for one in named if one not in found and wanted in one[1].casefold()]
    yield from (SearchHit(link.label, link.url, group) for link, group in found[:MOST])


PAGES = Finder(gettext_lazy("Pages"), "", pages_named, order=0)
"""Of slot `finders`."""


@dataclass(frozen=True, slots=True)
class FoundKind:
    title: Any
    rows: list[SearchHit]


class FindPage(Page):
    """What `q` finds, kind by kind. The box of Ctrl-K asks for the rows alone."""

    permission_required = EVERYBODY
    title = gettext_lazy("Search")
    template_name = "framework/find.html"

    @cached_property
    def text(self) -> str:
        typed = self.request.GET.get("q", "")
        return "".join(one for one in typed if one.isprintable()).strip()[:LONGEST]

    @property
    def is_enough(self) -> bool:
        return len(self.text) >= SHORTEST

    @cached_property
    def found(self) -> list[FoundKind]:
        if not self.is_enough:
            return []
        kinds, people = [], 0
        for finder in sorted(plugged_into("finders"), key=lambda one: one.order):
            if finder.permission and not self.user.has_perm(finder.permission):
                continue
            rows = list(finder.find(self.user, self.text))[:MOST]
            people += len(rows) if finder.personal_data else 0
            kinds += [FoundKind(finder.title, rows)] if rows else []
        if people:
            audit.record(by=self.user, action="people.sought", subject=self.text, rows=people)
        return kinds

    def get_template_names(self) -> list[str]:
        return ["framework/found.html"] if self.request.headers.get("HX-Request") else [self.template_name]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.found
        return super().get_context_data(**kwargs) | {
            "text": self.text,
            "kinds": found,
            "is_enough": self.is_enough,
            "longest": LONGEST,
        }
