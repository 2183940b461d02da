"""Every address of the site from the URL resolver; what stands in their variable places, by following links."""

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import takewhile
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import UUID

from django.test import Client
from django.urls import Resolver404, ResolverMatch, URLPattern, URLResolver, get_resolver, resolve, reverse

from tests.web.asked import Asked
from tests.web.growing import shape_of
from tests.web.reading import text_of

_LINK = re.compile(r"""(?:href|src|action|hx-get|hx-post|data-[\w-]+)="(/[^"#]*)""")
_ANY_LINK = re.compile(r'(?:href|data-[\w-]+|value)="(?:https?://[^/"]+)?(/[^"#?]+)')
_VARIABLE = re.compile(r"<(?:\w+:)?(\w+)>")
_TURNS_PAGES = {"sort", "page", "per_page", "q", "next", "back", "at"}
_TRACE = 'INSERT INTO "po_framework_auditevent"'
_WRITES = re.compile(f"(?!{_TRACE})(?:INSERT|UPDATE|DELETE|REPLACE|BEGIN|SAVEPOINT)")
"""What takes the database's write lock. A look that has no transaction goes through the spool."""
ENOUGH = 3
"""So many things of a kind are looked at."""
NOWHERE_LINKED = {
    "step": "move",
    "estate": "BC01",
    "item": "water_fee",
    "token": "0" * 32,
    "plate": "1.x",
    "task": str(UUID(int=0)),
    "visit": 1,
    "step_run": 1,
}
"""What scripts put in, or forms; and the visit whose photo is measured, where one was taken."""


@dataclass(frozen=True)
class Place:
    """An address by its name in the resolver and what stands in its variable places."""

    name: str
    kwargs: tuple[tuple[str, Any], ...] = ()
    query: str = ""

    @cached_property
    def url(self) -> str:
        return reverse(self.name, kwargs=dict(self.kwargs)) + (f"?{self.query}" if self.query else "")

    @property
    def view(self) -> Any:
        return getattr(patterns()[self.name].callback, "view_class", None)

    def takes(self, method: str) -> bool:
        """Whether the view answers a GET, or a POST."""
        if self.view is None:
            return method == "get"
        return hasattr(self.view, method) and method in self.view.http_method_names

    def __str__(self) -> str:
        return f"{self.name} {self.url}"


@dataclass
class Look:
    """What a visitor was answered, whether the audit log got a line by it, and what else was written or begun to be;
    and how often each question was asked of the database."""

    answer: Any
    left_a_trace: bool
    writes: tuple[str, ...]
    shapes: Counter[str] = field(default_factory=Counter)

    @cached_property
    def words(self) -> str:
        return text_of(self.answer)


@dataclass
class Looks:
    """What one visitor is shown of the site: each address is asked for once, however many tests judge the answer."""

    client: Client
    _taken: dict[str, Look] = field(default_factory=dict)

    def at(self, url: str) -> Look:
        if url not in self._taken:
            self._taken[url] = self.again_at(url)
        return self._taken[url]

    def again_at(self, url: str) -> Look:
        """Asked for anew, whoever asked before."""
        with Asked() as said:
            answer = self.client.get(url)
        writes = tuple(sql[:200] for sql in said if _WRITES.match(sql))
        shapes = Counter(map(shape_of, said))
        return Look(answer, any(sql.startswith(_TRACE) for sql in said), writes, shapes)


@dataclass
class Site:
    """Where an administrator came to, by the name of the address, and what was shown there."""

    looks: Looks
    seen: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[Place, Any] = field(default_factory=dict)

    @property
    def places(self) -> list[Place]:
        return [place for places in self.seen.values() for place in places]

    def add_what_no_link_leads_to(self) -> None:
        """Steps that the state of things does not offer: on the thing of their nearest neighbour in the resolver."""
        for name, pattern in patterns().items():
            if not self.seen[name]:
                wanted = _VARIABLE.findall(str(pattern.pattern))
                self.seen[name].append(Place(name, tuple(sorted(self._filled(str(pattern.pattern), wanted).items()))))

    def _filled(self, route: str, wanted: list[str]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while set(wanted) - found.keys():
            missing = set(wanted) - found.keys()
            near = max(self.places, key=lambda place: (len(missing & dict(place.kwargs).keys()), _near(place, route)))
            more = {key: value for key, value in near.kwargs if key in missing} or {
                key: NOWHERE_LINKED[key] for key in missing
            }
            found |= more
        return found


@cache
def patterns() -> dict[str, URLPattern]:
    """Every address that somebody must be logged in for, by name."""
    return {
        str(pattern.name): pattern
        for pattern in walk(get_resolver())
        if getattr(pattern.callback, "login_required", True)
    }


def crawl(client: Client, *starts: str, add_all: bool = True) -> Site:
    """Follow every link that the client is shown; forms are not sent. `add_all`: and what no link leads to."""
    site, waiting, known = Site(Looks(client)), [*starts], set[Place]()
    while waiting:
        place = place_of(waiting.pop(0))
        if place is None or place in known or len(site.seen[place.name]) >= ENOUGH * (1 + place.query.count("=")):
            continue
        known.add(place)
        site.seen[place.name].append(place)
        if not place.takes("get"):
            continue
        answer = site.answers[place] = site.looks.at(place.url).answer
        if answer.status_code == 302:
            waiting.append(answer.url)
        elif "text/html" in answer.headers.get("Content-Type", ""):
            waiting += [html.unescape(link) for link in _LINK.findall(answer.content.decode())]
    if add_all:
        site.add_what_no_link_leads_to()
    return site


def place_of(url: str) -> Place | None:
    """The place of a link of the site's own; None for files and for what needs no log-in."""
    parts = urlsplit(url)
    match = _match(parts.path)
    if match is None or match.url_name not in patterns():
        return None
    query = sorted((key, value) for key, value in parse_qsl(parts.query) if key not in _TURNS_PAGES)
    return Place(str(match.url_name), tuple(sorted(match.kwargs.items())), urlencode(query))


@cache
def _match(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _near(place: Place, route: str) -> int:
    """How far the two routes are the same."""
    pairs = zip(str(patterns()[place.name].pattern), route, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def walk(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from walk(one)
        else:
            yield one


def open_links(text: str) -> list[str]:
    """A link of each kind that is no address of a page for staff."""
    links = sorted({html.unescape(link) for link in _ANY_LINK.findall(text)})
    return list({name: link for link in links if (name := _name_of(link)) and name not in patterns()}.values())


def _name_of(link: str) -> str:
    try:
        return resolve(link).url_name or ""
    except Resolver404:
        return ""


def is_page(answer: Any) -> bool:
    """A whole page, not a file, not a piece of one."""
    return "text/html" in answer.headers.get("Content-Type", "") and b"<body" in answer.content
