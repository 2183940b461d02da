"""A page that opens on the latest of something opens on none that is still to come."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import NoReverseMatch
from django.utils import timezone

from tests.visitors import ADMINISTRATOR, visitor
from tests.web.crawling import Place, is_page, patterns

pytestmark = [pytest.mark.django_db, pytest.mark.long]
THEN = datetime(2022, 3, 10, 4, tzinfo=UTC)
"""Before whatever the office of these tests has charged, posted, confirmed and accepted."""
AHEAD = {"new_forecast"}
"""Of a year to come by its nature."""
_FIELD = re.compile(r'<input[^>]*\bname="(?:month|since|until|day|year|on)"[^>]*>')
_VALUE = re.compile(r'\bvalue="(\d{4}(?:-\d\d)?)[^"]*"')
_CHOICE = re.compile(r'<select[^>]*\bname="(?:year|month|quarter)"[^>]*>.*?</select>', re.DOTALL)
_CHOSEN = re.compile(r'<option value="(\d{4}(?:-\d\d)?)[^"]*"[^>]*\bselected')
_IN_ADDRESS = re.compile(r"/(\d{4}(?:-\d\d)?)(?=/)")


def opened(client: Client, url: str) -> list[str]:
    """The months and years that the page is of: in its address, its fields and what is chosen in it."""
    answer = client.get(url, follow=True)
    if not is_page(answer):
        return []
    text, address = answer.content.decode(), answer.redirect_chain[-1][0] if answer.redirect_chain else url
    values = [value for field in _FIELD.findall(text) for value in _VALUE.findall(field)]
    chosen = [value for choice in _CHOICE.findall(text) for value in _CHOSEN.findall(choice)]
    return [*values, *chosen, *_IN_ADDRESS.findall(address)]


def is_to_come(shown: str) -> bool:
    """A period may reach to the end of the year that has begun."""
    return shown > f"{THEN:%Y-12}" if len(shown) > 4 else int(shown) > THEN.year


@pytest.mark.usefixtures("furnished")
def test_what_is_dated_ahead_is_nobodys_latest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: THEN)
    client, shown = visitor(ADMINISTRATOR, language="zh-hans"), {}
    for name in sorted(patterns().keys() - AHEAD):
        place = Place(name)
        try:
            url = place.url
        except NoReverseMatch:  # it has variable places
            continue
        if place.takes("get"):
            shown[url] = opened(client, url)
    ahead = {url: found for url, found in shown.items() if any(map(is_to_come, found))}
    assert not ahead
    assert sum(map(bool, shown.values())) > 10
