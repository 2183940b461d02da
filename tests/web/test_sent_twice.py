"""What is sent twice takes effect once, at every address of the site that takes a form."""

import re
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from property_ops.framework.models import FormKey
from property_ops.framework.web.form_keys import FIELD
from property_ops.framework.web.pages import FormPage, _Posted
from tests.visitors import ADMINISTRATOR, Visitor, visitor
from tests.web.crawling import Place, Site
from tests.web.filling import filled

pytestmark = pytest.mark.django_db

NO_FORMS = {
    "import_preview": "a file that was imported changes nothing when it is imported again, and is forgotten",
    "erpnext_start": "asks ERPNext, and changes nothing",
    "erpnext_test": "asks ERPNext, and changes nothing",
    "ledger_export": "makes a file",
    "dispatch_board_step": "says where a visit stands then, however often",
    "logout": "nobody is logged in the second time",
    "password_change": "the old password is asked for, and is another one the second time",
    "phone_entries": "each entry has a key that the phone made, which counts on any address and after any time",
}
"""What takes a POST and is no form of the kit, and why it needs no key."""

_WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(po_\w+)"')
ENOUGH = 15
"""So many addresses at least take effect in each part; the others refuse what is made up."""
PARTS = 4


def taking_posts(site: Site) -> list[Place]:
    return [place for place in site.places if place.takes("post") and place.name not in NO_FORMS]


def sent(client: Visitor, place: Place, data: dict[str, Any]) -> tuple[Any, set[str]]:
    """The answer, and the tables that were written to."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(place.url, data)
    written = {found[1] for query in queries if (found := _WRITES.search(query["sql"]))}
    return answer, written - {FormKey._meta.db_table}


def data_for(client: Visitor, place: Place) -> dict[str, Any]:
    if not issubclass(place.view, FormPage):
        return {FIELD: "a" * 32}
    page = client.get(place.url)
    form = (page.context or {}).get("form") if page.status_code == 200 else None
    return {**(filled(form) if form is not None else {}), FIELD: "a" * 32}


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.long) for part in range(1, PARTS))])
def test_what_is_sent_twice_takes_effect_once(site: Site, part: int) -> None:
    client = visitor(ADMINISTRATOR)
    again, took_effect = [], set()
    for place in taking_posts(site)[part::PARTS]:
        with transaction.atomic():  # the site's own fixtures send nothing with a key
            data = data_for(client, place)
            first, written = sent(client, place, data)
            if FormKey.objects.exists() and written:
                took_effect.add(place.name)
                second, written = sent(client, place, data)
                if written:
                    again.append(f"{place} writes {sorted(written)} a second time")
                goes_on = second.headers.get("Location")
                if first.status_code == 302 and (second.status_code, goes_on) != (302, first.url):
                    again.append(f"{place} answers {second.status_code} and went on to {first.url}")
            transaction.set_rollback(True)
    assert not again, "\n".join(again)
    assert len(took_effect) >= ENOUGH, sorted(took_effect)


def test_what_was_sent_is_refused_with_other_values_and_nothing_is_written(site: Site) -> None:
    client, place = visitor(ADMINISTRATOR), next(one for one in taking_posts(site) if one.name == "request_new")
    data = data_for(client, place)
    first, _ = sent(client, place, data)
    assert first.status_code == 302
    other, written = sent(client, place, data | {"person": "别人"})
    assert (other.status_code, written) == (409, set())
    assert sent(client, place, data | {"person": "别人", FIELD: "b" * 32})[0].status_code == 302


def test_what_was_refused_may_be_sent_again_with_the_same_key(site: Site) -> None:
    client, place = visitor(ADMINISTRATOR), next(one for one in taking_posts(site) if one.name == "request_new")
    data = data_for(client, place)
    assert sent(client, place, {FIELD: data[FIELD]})[0].status_code == 422
    assert sent(client, place, data)[0].status_code == 302


def test_the_key_of_one_person_answers_nobody_else(site: Site) -> None:
    place = next(one for one in taking_posts(site) if one.name == "request_new")
    clients = visitor(ADMINISTRATOR), visitor(ADMINISTRATOR)
    data = data_for(clients[0], place)
    assert [bool(sent(client, place, data)[1]) for client in (*clients, *clients)] == [True, True, False, False]


def test_every_address_that_takes_a_form_stands_on_the_kit(site: Site) -> None:
    others = {place.name for place in site.places if place.takes("post") and not issubclass(place.view, _Posted)}
    assert others == {*NO_FORMS}


def test_every_form_that_is_shown_has_a_key_of_its_own(site: Site) -> None:
    keys = []
    for place, answer in site.answers.items():
        if not answer.streaming and "text/html" in answer.headers.get("Content-Type", ""):
            page = answer.content.decode()
            found = re.findall(rf'name="{FIELD}" value="(\w+)"', page)
            assert len(found) >= len(re.findall(r'method="post"', page)), place
            keys += found
    assert len(keys) > 60
    assert len(set(keys)) == len(keys)
