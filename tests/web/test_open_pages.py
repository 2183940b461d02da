"""What residents open without a log-in is light on a slow line, and has letters for who is 75."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve, reverse

from tests.pages import MOST_TRAVELLING, travelling
from tests.web.crawling import Site, walk

pytestmark = pytest.mark.django_db
OF_STAFF = {"/login/"}


def test_every_open_page_is_under_100_kilobytes_before_its_photos(outside: dict[str, Any]):
    """As it travels, with all that it needs to be drawn: the server packs pages and files."""
    of_residents = {url: one for url, one in outside.items() if url not in OF_STAFF and one.status_code == 200}
    heavy = {url: size for url, one in of_residents.items() if (size := travelling(one)) > MOST_TRAVELLING}
    assert not heavy
    assert len(of_residents) > 5


def test_every_open_page_has_the_switch_to_large_letters(outside: dict[str, Any]):
    without = {url for url, answer in outside.items() if b'action="/large-type/"' not in answer.content}
    assert without == OF_STAFF


def test_staff_are_offered_none_where_their_phone_works_without_a_connection(site: Site):
    assert b"/large-type/" not in site.looks.at("/phone/").answer.content


def test_what_is_not_there_or_anothers_leads_nobody_to_the_offices_log_in(outside: dict[str, Any]):
    """Behind a good link: the way on is the link's own, not that of staff."""
    asked = {url: Client().get(url) for url in beyond(outside)}
    assert len(asked) > 3
    assert {url: answer.status_code for url, answer in asked.items() if b'href="/"' in answer.content} == {}
    assert {answer.status_code for answer in asked.values()} <= {200, 302, 404, 405, 410}


def beyond(outside: dict[str, Any]) -> Iterator[str]:
    """Addresses of things that are not there, behind the links that are."""
    for address in outside:
        try:
            match = resolve(urlsplit(address).path)
        except Resolver404:
            continue
        pages, token = getattr(match.func, "public_pages", None), match.kwargs.get("token")
        for one in walk(get_resolver()) if pages and token else ():
            names = set(one.pattern.converters) - {"token"}
            if getattr(one.callback, "public_pages", None) is pages and names:
                yield reverse(str(one.name), kwargs={"token": token, **dict.fromkeys(names, 999999)})
