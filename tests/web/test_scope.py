"""Every address of the site as people who may see nothing of an estate: no row of it, no detail of it, no step on it.

A limited role is given every right here, so that a page is shut by its scope and not by chance of who may open it.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from property_ops.framework import permissions
from property_ops.framework.permissions import rights, roles
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.models import Estate, EstateMembership
from tests.visitors import Visitor, visitor
from tests.web.crawling import Place, Site, patterns
from tests.web.reading import marks_of, rows_of, text_of

pytestmark = pytest.mark.django_db

OF_THE_COMPANY = {
    "audit.view", "staff.manage", "closing.view", "ledger.export", "tax.export", "payments.view", "payments.enter",
    "payments.match", "payments.refund", "payments.approve_refund",
}  # fmt: skip
"""Rights to what is one for the whole company: its log and its staff, its month, its books, its bank account."""

REFUSED = (403, 404)
_CHANGES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(po_\w+)"')


@pytest.fixture
def worker(monkeypatch) -> Visitor:
    """Somebody limited to assigned estates, so far none, with every right that such a role may have."""
    every = {name: given if name in OF_THE_COMPANY else given | {"grid_worker"} for name, given in rights().items()}
    monkeypatch.setattr(permissions, "rights", lambda: every)
    return visitor("grid_worker", language="zh-hans")


def test_no_limited_role_has_a_right_to_what_is_of_the_whole_company():
    limited = {code for code, role in roles().items() if role.get("own_estates_only")}
    assert {name: rights()[name] & limited for name in OF_THE_COMPANY if rights()[name] & limited} == {}


def test_every_address_was_found(site):
    """One that no link leads to is tried on what its neighbour in the resolver shows."""
    assert patterns().keys() == site.seen.keys()
    assert [str(place) for place, answer in site.answers.items() if answer.status_code not in (200, 302, 404)] == []


def test_who_has_no_estate_is_shown_nothing_of_any(site, worker):
    marks = set(chain.from_iterable(marks_of(estate) for estate in Estate.objects.all()))
    assert "\n".join(leaks(site, worker, marks)) == ""


def test_who_has_another_estate_is_shown_that_and_nothing_else(site, furnished, worker):
    other = Estate.objects.exclude(pk=furnished.pk).get()
    EstateMembership.objects.create(user=worker.user, estate=other)
    before = rows_of(furnished)
    assert "\n".join(leaks(site, worker, marks_of(furnished), may_change=True)) == ""
    assert rows_of(furnished) == before
    assert other.code in text_of(worker.get("/units/"))


def leaks(site: Site, client: Visitor, marks: set[str], *, may_change: bool = False) -> Iterator[str]:
    """What the client is told that it may not be told, and what it changes where it may change nothing."""
    for place in site.places:
        for method in ("get", "post"):
            if place.takes(method) and place.name != "logout":
                with CaptureQueriesContext(connection) as queries:
                    answer = getattr(client, method)(place.url)
                if not may_change and (tables := changed(queries)):
                    yield f"{answer.status_code} {place} changes {tables}"
                yield from leaks_of(place, answer, marks)


def leaks_of(place: Place, answer: Any, marks: set[str]) -> Iterator[str]:
    if answer.status_code in REFUSED:
        return
    words = text_of(answer)
    told = [mark for mark in marks if mark in words and mark not in place.url]
    if told:
        yield f"{answer.status_code} {place} tells {sorted(told)[:5]}"


def changed(queries: CaptureQueriesContext) -> set[str]:
    """The tables with rows of estates that were written to."""
    of_estates = {model._meta.db_table for model in apps.get_models() if issubclass(model, OfEstate)}
    return of_estates & {found[1] for query in queries if (found := _CHANGES.search(query["sql"]))}
