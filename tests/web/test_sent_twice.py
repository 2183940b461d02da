"""What is sent twice takes effect once, at every address of the site that takes a form."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction

from invoices.modules.charges.public import charge_month
from property_ops.framework.models import FormKey
from property_ops.framework.testing import UserFactory
from property_ops.framework.web.form_keys import FIELD
from property_ops.framework.web.pages import FormPage, _Posted
from tests.invoices.june import JUNE
from tests.visitors import ADMINISTRATOR, Visitor, visitor
from tests.web.asked import Asked
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
_READS = re.compile(r'(?:FROM|JOIN) "(po_\w+)"')
ONE_IS_ENOUGH = {
    "approve": "the second of two",
    "asset_repair": "a draft: its estimate and its release are two persons', its acceptance the parties'",
    "change_estate": "who looks after an estate, its buildings and year: nobody pays by them",
    "change_phone": "a phone",
    "dispatch_move": "the day and the state of a work, as its crew has it",
    "dispatch_schedule": "the day of a work",
    "hand_in_readings": "readings that another looks through",
    "new_meter": "a meter that waits for another",
    "new_supplier_bill": "a bill that waits for another",
    "new_supply_terms": "terms that wait for another",
    "read_meter": "a reading: it counts once another has looked through its sheet",
    "take_back_supplier_bill": "the second of two: nobody is charged by it any more",
    "take_out_meter": "a meter that is read no more, by another than who entered it: what it counted was approved",
    "new_fee_order": "an order: nobody pays before what was handed over is compared by another",
    "parking_change_plate": "a plate",
    "parking_change_space": "number and size of a space",
    "parking_end_lease": "an earlier end: nobody pays more",
    "parking_layout": "spaces that nobody leases, and drafts of works",
    "parking_new_space": "a space that nobody leases",
    "road_repair_reopen": "the days of a closure: nobody pays more than the lease says",
    "upkeep_open": "a draft of a work",
    "upkeep_open_all": "drafts of works",
    "work_confirm": "one party's own word of three",
    "work_correct_cost": "a cost, below the ceiling that another approved",
    "work_done": "what was done: the parties accept no more, and nobody pays above the ceiling",
    "work_new": "a draft of a work",
    "work_send_back": "a work that is not accepted",
}
"""What one person's form may write of what charging reads, and why nobody pays by it alone."""
ENOUGH = 15
"""So many addresses at least take effect in each part; the others refuse what is made up."""
PARTS = 4


def taking_posts(site: Site) -> list[Place]:
    return [place for place in site.places if place.takes("post") and place.name not in NO_FORMS]


def sent(client: Visitor, place: Place, data: dict[str, Any]) -> tuple[Any, set[str]]:
    """The answer, and the tables that were written to."""
    with Asked() as said:
        answer = client.post(place.url, data)
    written = {found[1] for sql in said if (found := _WRITES.search(sql))}
    return answer, written - {FormKey._meta.db_table}


def data_for(client: Visitor, place: Place) -> dict[str, Any]:
    if not issubclass(place.view, FormPage):
        return {FIELD: "a" * 32}
    page = client.get(place.url)
    form = (page.context or {}).get("form") if page.status_code == 200 else None
    return {**(filled(form) if form is not None else {}), FIELD: "a" * 32}


@dataclass
class Posted:
    """What came of each form that one person sent, twice."""

    written: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Tables, by the name of the address, where it took effect."""
    again: list[str] = field(default_factory=list)


@pytest.fixture(scope="module", params=[0, *(pytest.param(part, marks=pytest.mark.long) for part in range(1, PARTS))])
def posted(site: Site, request: pytest.FixtureRequest) -> Posted:
    client, found = visitor(ADMINISTRATOR), Posted()
    for place in taking_posts(site)[request.param :: PARTS]:
        with transaction.atomic():  # the site's own fixtures send nothing with a key
            data = data_for(client, place)
            first, written = sent(client, place, data)
            if FormKey.objects.exists() and written:
                found.written[place.name] |= written
                second, written = sent(client, place, data)
                if written:
                    found.again.append(f"{place} writes {sorted(written)} a second time")
                goes_on = second.headers.get("Location")
                if first.status_code == 302 and (second.status_code, goes_on) != (302, first.url):
                    found.again.append(f"{place} answers {second.status_code} and went on to {first.url}")
            transaction.set_rollback(True)
    return found


def test_what_is_sent_twice_takes_effect_once(posted: Posted) -> None:
    assert not posted.again, "\n".join(posted.again)
    assert len(posted.written) >= ENOUGH, sorted(posted.written)


def test_what_charging_reads_one_person_writes_only_where_nobody_pays_more_by_it(posted: Posted) -> None:
    """docs/adr/0047: an address that is not in the list asks for a second person, or for its reason there."""
    read = read_by_charging()
    assert {"po_works_workorder", "po_parking_lease", "po_tariffs_tariff", "po_estates_tenure"} < read
    found = {name: written & read for name, written in posted.written.items() if written & read}
    assert found.keys() <= ONE_IS_ENOUGH.keys(), {name: found[name] for name in found.keys() - ONE_IS_ENOUGH.keys()}


def read_by_charging() -> set[str]:
    """The tables of registers that sources ask when two months are charged."""
    by = UserFactory(role="accountant")
    with Asked() as said, transaction.atomic():
        for month in (JUNE, JUNE.next):
            charge_month(month=month, by=by, today=month.next.end)
        transaction.set_rollback(True)
    asked = {table for sql in said for table in _READS.findall(sql) if sql.startswith("SELECT")}
    return {table for table in asked if not table.startswith(("po_framework_", "po_charges_"))}


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
