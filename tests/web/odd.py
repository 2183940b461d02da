"""Odd values in every place of every address, in every parameter that a page reads, and in every field of its forms."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote, unquote, urlencode

from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import Resolver404, ResolverMatch, URLPattern, get_resolver, resolve

from tests.web.crawling import Place, Site, walk

VALUES = (
    "0", "-1", "-0", "1" * 19, str(2**63 - 1), str(2**63), "1" * 23, "1" * 4301, "1e5", "1.5", "NaN", "Infinity",
    "null", "٣", "１２", "²", "0001-01-01", "9999-12-31", "0000-00-00", "2022-02-30", "99999-01-01", "0001-01",
    "9999-12", "2022-13", "\0", "..", "'\"><b>", "名" * 300, "😀", " ",
)  # fmt: skip
ENCODED = ("%00", "%2e%2e", "%2e%2e%2f", "%ff%fe", "%f0%9f%98%80", "%u4e00")
"""As they may stand in an address."""
FEW = ("0", "1" * 23, "9999-12-31")
ALLOWED = {200, 302, 400, 403, 404, 405, 409, 410, 413, 422, 429}
ASKED = (
    "month", "year", "day", "on", "from", "to", "page", "per_page", "sort", "q", "tab", "estate", "unit", "entry",
    "export", "kind", "next",
)  # fmt: skip
"""What pages read without a field for it."""
_VARIABLE = re.compile(r"<(?:\w+:)?(\w+)>")
_FIELD = re.compile(r"""<(?:input|select|textarea|button)\b[^>]*?\bname="([^"]+)\"""")


def all_patterns() -> Iterator[URLPattern]:
    """Of those who are logged in and of those who are not."""
    yield from walk(get_resolver())


def in_addresses(site: Site, values: Iterable[str]) -> Iterator[tuple[str, dict[str, str] | None]]:
    """Each variable place of each pattern with each value, the others as they are: GET, and POST where it is taken.

    Where the resolver itself knows no such address, one for each value. The others end in the same page.
    """
    encoded, nowhere = [*map(_encoded, values), *ENCODED], set[str]()
    for pattern in all_patterns():
        route, seen = str(pattern.pattern), site.seen.get(str(pattern.name))
        usual = dict.fromkeys(_VARIABLE.findall(route), "1") | (dict(seen[0].kwargs) if seen else {})
        for name in _VARIABLE.findall(route):
            for value in encoded:
                url = _filled(route, {key: _encoded(one) for key, one in usual.items()} | {name: value})
                found = _match(url)
                if found is not None:
                    yield url, None
                    if hasattr(getattr(found.func, "view_class", None), "post"):
                        yield url, {}
                elif value not in nowhere:
                    nowhere.add(value)
                    yield url, None


def _match(url: str) -> ResolverMatch | None:
    try:
        return resolve(RequestFactory().get(url).path_info)
    except Resolver404:
        return None


def _filled(route: str, values: Mapping[str, str]) -> str:
    return "/" + _VARIABLE.sub(lambda found: values[found[1]], route)


def in_parameters(site: Site, values: Iterable[str], *, together: bool) -> Iterator[str]:
    """Each page with each value, in all that it reads at once or in one after the other."""
    for place, answer in one_of_each(site):
        names = list(dict.fromkeys([*ASKED, *fields_of(answer)]))
        for group in [names] if together else [[name] for name in names]:
            for value in values:
                yield f"{place.url.partition('?')[0]}?{urlencode(dict.fromkeys(group, value))}"


def in_forms(site: Site, values: Iterable[str], *, together: bool) -> Iterator[tuple[str, dict[str, str]]]:
    """Each page that takes a POST, with what its form has."""
    for name, places in site.seen.items():
        place = places[0]
        if not place.takes("post") or name == "logout":
            continue
        names = fields_of(site.answers[place]) if place in site.answers else [*ASKED]
        for group in [names] if together else [[name] for name in names]:
            for value in values:
                yield place.url, dict.fromkeys(group, value)


def one_of_each(site: Site) -> Iterator[tuple[Place, Any]]:
    for places in site.seen.values():
        for place in places[:1]:
            if place in site.answers and site.answers[place].status_code == 200:
                yield place, site.answers[place]


def fields_of(answer: Any) -> list[str]:
    if "text/html" not in answer.headers.get("Content-Type", ""):
        return []
    names = map(html.unescape, _FIELD.findall(answer.content.decode()))
    return [name for name in dict.fromkeys(names) if name != "csrfmiddlewaretoken"]


def broken(client: Client, url: str, data: dict[str, str] | None = None) -> str:
    """What went wrong there; nothing if the answer is a page, the same with the slash, a refusal or “not found”."""
    try:
        with transaction.atomic():
            answer = client.get(url) if data is None else client.post(url, data)
            if getattr(answer, "streaming", False):
                answer.close()
            transaction.set_rollback(True)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a traceback
        return f"{_short(url)} {_short(str(data or ''))}: {type(error).__name__} {str(error)[:120]}"
    is_right = answer.status_code in ALLOWED or _plain(answer.headers.get("Location", "")) == f"{_plain(url)}/"
    return "" if is_right else f"{_short(url)} {_short(str(data or ''))}: {answer.status_code}"


def _plain(url: str) -> str:
    """Django writes what is no text once more in percents."""
    return unquote(unquote(url))


def _encoded(value: object) -> str:
    return quote(str(value), safe="")


def _short(text: str) -> str:
    return text if len(text) < 200 else f"{text[:160]}…({len(text)})"
