"""What a page offers, whoever sees it may do: no link and no button leads to a refusal for want of a right."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from property_ops.framework.web.offered import may_open
from property_ops.modules.estates.models import Estate, EstateMembership
from tests.visitors import ROLES, visitor
from tests.web.crawling import Site, crawl, is_page, place_of

pytestmark = [pytest.mark.django_db, pytest.mark.long]
_FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
_SENDS = re.compile(r"""<button(?![^>]*type="button")|type="submit"|hx-post""")
_ACTION = re.compile(r'(?:action|hx-post|formaction)="(/[^"#]*)"')
SOME = 5


@pytest.mark.parametrize("role", ROLES)
def test_nobody_is_offered_what_is_refused(furnished: Estate, role: str) -> None:
    client = visitor(role, language="zh-hans")
    for estate in Estate.objects.all():
        EstateMembership.objects.create(user=client.user, estate=estate)
    seen = crawl(client, "/", add_all=False)
    links = {str(place) for place, answer in seen.answers.items() if answer.status_code == 403}
    buttons = {f"{page}: {name}" for page, name in forms_of(seen) if not may_open(client.user, name)}
    assert not links | buttons, "\n".join(sorted(links | buttons))
    assert sum(map(is_page, seen.answers.values())) > SOME


def forms_of(site: Site) -> Iterator[tuple[Any, str]]:
    """Each page and the name of the address that a form with a button of it sends to."""
    for page, answer in site.answers.items():
        if is_page(answer):
            for head, body in _FORM.findall(answer.content.decode()):
                if _SENDS.search(body):
                    places = map(place_of, _ACTION.findall(head + body))
                    yield from ((page, place.name) for place in places if place)
