"""However many rows there are, a page asks the same questions: on every address of the site."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve

from invoices.modules.statements.public import document_of
from property_ops.framework import permissions
from property_ops.framework.permissions import rights
from property_ops.framework.web.lists import EXPORT_KEY, Listing
from property_ops.modules.estates.models import EstateMembership
from tests.invoices.june import LIVED_IN, bill_of
from tests.visitors import ADMINISTRATOR, visitor
from tests.web.crawling import Look, Looks, Place, Site
from tests.web.growing import grow, grown

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the same questions are asked of either database"),
]

GROWS = {
    "statement_pdf": "a bill whose lines are not as they were issued is not printed",
    "print_building": "the same of a whole building",
    "closing_points": "reckons what the month would still charge, estate by estate",
    "erpnext_mappings": "a ledger with copied entries is refused",
}
"""By the name of the address, and why."""


@pytest.mark.long
def test_no_page_asks_more_because_there_are_more_rows(site: Site, furnished, monkeypatch):
    """Of an administrator; of somebody with every right but one estate, the lists."""
    places = one_of_each(site)
    boss, limited = Looks(visitor(ADMINISTRATOR, language="zh-hans")), _of_one_estate(furnished, monkeypatch)
    lists = [url for place in places if _is_list(place) for url in _addresses(place)]
    before = {url: site.looks.at(url) for place in places for url in _addresses(place)}
    before_limited = {url: limited.again_at(url) for url in lists}
    grow()
    boss.client.raise_request_exception = limited.client.raise_request_exception = False  # all of them are told
    wrong = [*_growth(before, boss), *_growth(before_limited, limited)]
    assert len(before) > 150
    assert len(before_limited) > 50
    assert not wrong, "\n".join(wrong)


def test_no_page_of_a_household_asks_more_because_there_are_more_rows(furnished):
    """From the statement's link through the door, to whatever is linked from there without a log-in."""
    phone = Looks(Client())
    statement = urlsplit(document_of(bill_of(LIVED_IN)).url).path
    entered = phone.client.post(f"/home/enter/{statement.rpartition('/')[2]}", {"phone": "0123", "name": "李"})
    before = _linked_without_log_in(phone, entered.url)
    grow()
    phone.client.raise_request_exception = False
    wrong = list(_growth(before, phone))
    names = {resolve(url).url_name for url in before}
    assert {"household", "household_bill", "household_receipts", "household_requests"} <= names
    assert not wrong, "\n".join(wrong)


OF_FROZEN_BILLS = {"online_statement", "online_statement_pdf", "online_statement_proof"}
"""A bill whose lines are not as they were issued is not shown."""


def _linked_without_log_in(phone: Looks, *starts: str) -> dict[str, Look]:
    """One address of each kind."""
    found: dict[str, Look] = {}
    waiting, known = list(starts), set()
    while waiting:
        url = waiting.pop(0)
        try:
            match = resolve(urlsplit(url).path)
        except Resolver404:
            continue
        if match.url_name in known | OF_FROZEN_BILLS or getattr(match.func, "login_required", True):
            continue
        known.add(match.url_name)
        look = phone.at(url)
        if look.answer.status_code != 200:
            continue
        found[url] = look
        if "text/html" in look.answer.headers["Content-Type"]:
            waiting += re.findall(r'href="(/[^"#]+)', look.answer.content.decode())
    return found


def one_of_each(site: Site) -> list[Place]:
    """Of each address the first that was found, as long as it is looked at and not done."""
    found: dict[str, Place] = {}
    for place, answer in site.answers.items():
        if answer.status_code == 200 and place.name not in GROWS:
            found.setdefault(place.name, place)
    return list(found.values())


def _of_one_estate(estate, monkeypatch) -> Looks:
    every = {name: given | {"grid_worker"} for name, given in rights().items()}
    monkeypatch.setattr(permissions, "rights", lambda: every)
    worker = visitor("grid_worker", language="zh-hans")
    EstateMembership.objects.create(user=worker.user, estate=estate)
    return Looks(worker)


def _is_list(place: Place) -> bool:
    return bool(place.view and issubclass(place.view, Listing))


def _addresses(place: Place) -> Iterable[str]:
    yield place.url
    if _is_list(place) and place.view.export_name:
        yield f"{place.url}{'&' if place.query else '?'}{EXPORT_KEY}=xlsx"


def _growth(before: dict, looks: Looks) -> Iterator[str]:
    for url, look in before.items():
        again = looks.again_at(url)
        if again.answer.status_code != look.answer.status_code:
            yield f"{url}: {look.answer.status_code}, then {again.answer.status_code}"
        yield from (f"{url}: {found}" for found in grown(look.shapes, again.shapes))
