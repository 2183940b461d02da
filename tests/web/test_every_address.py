"""Every address of the site, found from the URL resolver: whose rows are shown to whom, and what trace a look leaves.

Scope: to people who may see nothing of an estate, no row of it, no detail of it, no step on it. A limited role is given
every right here, so that a page is shut by its scope and not by chance of who may open it.

People's data (docs/product.md rule 20): who looks leaves a trace, and phones are masked.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import pytest
from django.apps import apps

from property_ops.framework import permissions
from property_ops.framework.permissions import SEE_PHONES, rights, roles
from property_ops.framework.scope import OfEstate
from property_ops.framework.web.lists import EXPORT_KEY, Listing
from property_ops.modules.dispatch.models import CrewMember
from property_ops.modules.estates.models import Estate, EstateMembership, Tenure
from property_ops.modules.requests.models import Request
from tests.visitors import Visitor, visitor
from tests.web.asked import Asked
from tests.web.calling import called_by, services_of_rows
from tests.web.crawling import Place, Site, is_page, patterns
from tests.web.odd import FEW, broken, in_addresses, in_forms, in_parameters
from tests.web.reading import marks_of, rows_of, text_of

pytestmark = pytest.mark.django_db

OF_THE_COMPANY = {
    "audit.view", "staff.manage", "closing.view", "ledger.export", "tax.export", "tax.post", "common_income.post",
    "payments.view", "payments.enter",
    "payments.match", "payments.refund", "payments.approve_refund", "proofs.view", "proofs.seal",
    "books.view", "books.prepare", "books.approve", "books.number", "books.carry_forward", "books.depreciate",
    "opening.view", "opening.prepare", "opening.approve",
    "counter.view", "counter.take", "counter.close", "counter.approve",
    "webhooks.view", "webhooks.change", "assessment.view",
}  # fmt: skip
"""Rights to what is one for the whole company: its log, staff, month, books, seals, bank account, programs."""

REFUSED = (403, 404)
ODD_PARTS = 96
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


def test_every_page_that_sends_entries_shows_the_photos_that_wait(site):
    """They are blobs of the browser, which no other page may show."""
    sending = [one for one in site.answers.items() if is_page(one[1]) and b"data-entries=" in one[1].content]
    assert len(sending) >= 3
    assert [str(place) for place, one in sending if "blob:" not in one.headers["Content-Security-Policy"]] == []


def test_no_page_waits_for_somebody_who_writes(site):
    """Whoever only looks takes no lock: on SQLite another's import would keep the page waiting.

    What is fixed when it is first asked for is not fixed again.
    """
    first = [place for place in site.answers if site.looks.at(place.url).writes]
    writing = [f"{place}: {found}" for place in first if (found := site.looks.again_at(place.url).writes)]
    assert not writing, "\n".join(writing)


@pytest.mark.long
def test_who_has_no_estate_is_shown_nothing_of_any(site, worker):
    marks = set(chain.from_iterable(marks_of(estate) for estate in Estate.objects.all()))
    found = list(leaks(site, worker, marks))
    assert not found, "\n".join(found)


def test_who_has_another_estate_is_shown_that_and_nothing_else(site, furnished, worker):
    other = Estate.objects.exclude(pk=furnished.pk).get()
    EstateMembership.objects.create(user=worker.user, estate=other)
    before = rows_of(furnished)
    found = list(leaks(site, worker, marks_of(furnished), may_change=True))
    assert not found, "\n".join(found)
    assert rows_of(furnished) == before
    assert other.code in text_of(worker.get("/units/"))


def test_every_service_refuses_the_row_of_an_estate_that_its_caller_does_not_see(furnished, worker):
    """Whoever calls it: a page, a command, a task. What else the service is given does not come into it."""
    wrong = [f"{name}: {said}" for name, said in map(called_by(worker.user, furnished), services_of_rows()) if said]
    assert not wrong, "\n".join(wrong)


def leaks(site: Site, client: Visitor, marks: set[str], *, may_change: bool = False) -> Iterator[str]:
    """What the client is told that it may not be told, and what it changes where it may change nothing."""
    for place in site.places:
        for method in ("get", "post"):
            if place.takes(method) and place.name != "logout":
                with Asked() as said:
                    answer = getattr(client, method)(place.url)
                if not may_change and (tables := changed(said)):
                    yield f"{answer.status_code} {place} changes {tables}"
                yield from leaks_of(place, answer, marks)


def leaks_of(place: Place, answer: Any, marks: set[str]) -> Iterator[str]:
    if answer.status_code in REFUSED:
        return
    words = text_of(answer)
    told = [mark for mark in marks if mark in words and mark not in place.url]
    if told:
        yield f"{answer.status_code} {place} tells {sorted(told)[:5]}"


def changed(said: Asked) -> set[str]:
    """The tables with rows of estates that were written to."""
    of_estates = {model._meta.db_table for model in apps.get_models() if issubclass(model, OfEstate)}
    return of_estates & {found[1] for sql in said if (found := _CHANGES.search(sql))}


@pytest.mark.parametrize(
    "parts",
    [
        range(1),
        *(pytest.param(parts, marks=pytest.mark.long) for parts in (range(1, 32), range(32, 64), range(64, ODD_PARTS))),
    ],
)
def test_odd_values_in_an_address_or_a_form_are_not_found_or_refused_with_a_sentence(site, parts):
    """Some values, a part of the addresses at a time; all, in every parameter by itself, in `make torture`."""
    client = visitor("administrator", language="zh-hans")
    asked = [
        *in_addresses(site, FEW),
        *((url, None) for url in in_parameters(site, FEW, together=True)),
        *in_forms(site, FEW, together=True),
    ]
    wrong = [said for part in parts for url, data in asked[part::ODD_PARTS] if (said := broken(client, url, data))]
    assert len(asked) > 1000
    assert not wrong, "\n".join(wrong)


PHONE = re.compile(r"1390000\d{4}")
"""The numbers that the site was furnished with."""
ENOUGH = 10
"""On so many pages and files at least one is shown."""


def people() -> set[str]:
    """The names and phones of residents, petitioners and crews."""
    residents = Tenure.objects.values_list("name", "phone")
    petitioners, crews = Request.objects.values_list("person", "phone"), CrewMember.objects.values_list("name", "phone")
    return {text for row in (*residents, *petitioners, *crews) for text in row if text}


def asked(site: Site) -> Iterator[str]:
    """Every page and file, and of every list its export."""
    for place in site.places:
        if place.takes("get"):
            yield place.url
            if place.view and issubclass(place.view, Listing) and place.view.export_name:
                yield f"{place.url}{'&' if place.query else '?'}{EXPORT_KEY}=xlsx"


def test_whoever_is_shown_people_leaves_a_trace(site):
    shown, untraced = people(), []
    for url in asked(site):
        look = site.looks.at(url)
        told = sorted(text for text in shown if text in look.words)
        if told and not look.left_a_trace:
            untraced.append(f"{url} shows {told[:4]}")
    assert not untraced, "\n".join(untraced)


def test_phones_are_masked_wherever_they_stand_for_who_may_not_see_them(site, monkeypatch):
    """Somebody with every right but this one, wherever who has it is shown one."""
    every = {name: given | {"auditor"} for name, given in rights().items() if name != SEE_PHONES}
    every[SEE_PHONES] = rights()[SEE_PHONES]
    monkeypatch.setattr(permissions, "rights", lambda: every)
    shown = [url for url in asked(site) if PHONE.search(site.looks.at(url).words)]
    assert len(shown) > ENOUGH
    found = list(phones_told(shown, visitor("auditor", language="zh-hans")))
    assert not found, "\n".join(found)


@pytest.mark.long
def test_no_role_without_the_right_sees_a_phone(site):
    blind = roles().keys() - permissions.roles_with(SEE_PHONES)
    assert blind >= {"reviewer", "auditor"}
    visitors = [visitor(role, language="zh-hans") for role in sorted(blind)]
    assert [told for one in visitors for told in phones_told(asked(site), one)] == []


def test_who_may_sees_them(site):
    pages = ("/units/", "/requests/", "/dispatch/crews/")
    request = Request.objects.exclude(phone="").latest("pk")
    below = [*(url for url in asked(site) if url.startswith(pages)), f"/requests/{request.number}/"]
    seen = " ".join(phones_told(below, visitor("manager", language="zh-hans")))
    for page in pages:
        assert page in seen


def phones_told(urls: Iterable[str], client: Visitor) -> Iterator[str]:
    for url in urls:
        if found := PHONE.findall(text_of(client.get(url))):
            yield f"{url} tells {sorted(set(found))[:3]}"
