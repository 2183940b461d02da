"""What residents open without a log-in is light on a slow line, and has letters for who is 75."""

from typing import Any

import pytest

from tests.pages import MOST_TRAVELLING, travelling
from tests.web.crawling import Site

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
