"""Who makes a party's link or PIN could use it, and counts as who speaks by it: for one party at most (rule 22)."""

import base64
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from property_ops.framework.testing import UserFactory
from property_ops.modules.portal.domain.errors import LinkOfOwnWork, SecretsApart, SecretUsedUp
from property_ops.modules.portal.models import AcceptanceLink
from property_ops.modules.portal.services.answers import accept, opened_link
from property_ops.modules.portal.services.links import give_link, revoke_link
from property_ops.modules.portal.services.pins import give_pin
from property_ops.modules.portal.services.site import accept_on_site, site_code
from property_ops.modules.works.domain.errors import OnePartyOnly
from property_ops.modules.works.models import WorkConfirmation
from property_ops.modules.works.public import Party, confirm_work, transcribe
from property_ops.modules.works.services.workflow import record_event
from property_ops.modules.works.verifiers import verify
from tests.property_ops.framework.journal.behind import past_the_rules
from tests.property_ops.framework.pictures import photos
from tests.property_ops.modules.portal.test_site import drawing

pytestmark = pytest.mark.django_db
ALL = {1: Decimal(120)}


@pytest.fixture
def manager(work):
    """Who had no part in the work, and may do all else."""
    return UserFactory(role="manager")


@pytest.fixture
def other(work):
    return UserFactory(role="manager")


def link_of(work, party, by):
    return give_link(work=work, party=party, by=by, now=timezone.now())


def pin_of(work, party, by):
    return give_pin(estate=work.estate, party=party, by=by, now=timezone.now())


def said_by(made, person="孙秀英", pin=""):
    seen = opened_link(made.link).seen
    accept(token=made.token, measured=ALL, seen=seen, person=person, remark="", now=timezone.now(), network="", pin=pin)


def for_company(work, by):
    return confirm_work(work=work, party=Party.COMPANY, measured=ALL, on=timezone.localdate(), by=by)


def on_paper(work, by):
    return transcribe(
        work=work, party=Party.COMMITTEE, measured=ALL, person="王主任", on=timezone.localdate(), scan=photos.jpeg(),
        by=by, now=timezone.now(),
    )  # fmt: skip


def on_site(work, party, by):
    now = timezone.now()
    return accept_on_site(
        code=site_code(work=work, by=by, now=now), party=party, measured=ALL, person="某人", signature=SIGNED,
        user=None, now=now, network="",
    )  # fmt: skip


SIGNED = base64.b64decode(drawing().partition(",")[2])


def test_one_person_makes_not_the_links_of_two_parties(work, manager, other):
    made = link_of(work, Party.BRANCH, manager)
    with pytest.raises(SecretsApart):
        link_of(work, Party.COMMITTEE, manager)
    link_of(work, Party.COMMITTEE, other)
    revoke_link(link=made.link, by=manager)  # what opens nothing any more is no secret
    link_of(work, Party.COMMITTEE, manager)


def test_who_made_a_link_speaks_neither_for_the_company_nor_on_anothers_paper(work, manager, other):
    made = link_of(work, Party.BRANCH, manager)
    for speaks in (for_company, on_paper):
        with pytest.raises(OnePartyOnly):
            speaks(work, manager)
    said_by(made)
    assert WorkConfirmation.objects.get().keeper == manager
    link_of(work, Party.BRANCH, other)  # the answer stays the first one's
    for speaks in (for_company, on_paper):
        with pytest.raises(OnePartyOnly):
            speaks(work, manager)
    assert not for_company(work, UserFactory(role="grid_worker", is_superuser=True))


def test_who_spoke_for_the_company_makes_no_link_and_one_made_before_the_rule_is_refused(work, manager, other):
    made = link_of(work, Party.BRANCH, other)
    for_company(work, manager)
    with pytest.raises(SecretsApart):
        link_of(work, Party.COMMITTEE, manager)
    AcceptanceLink.objects.filter(pk=made.link.pk).update(made_by=manager)
    with pytest.raises(SecretUsedUp):
        said_by(made)
    assert {one.party for one in WorkConfirmation.objects.all()} == {"company"}


def test_who_does_the_work_after_making_the_link_has_made_it_worthless(work, manager):
    made = link_of(work, Party.BRANCH, manager)
    record_event(work, "cost", by=manager, on=timezone.localdate())
    with pytest.raises(SecretUsedUp):
        said_by(made)
    with pytest.raises(LinkOfOwnWork):
        link_of(work, Party.BRANCH, manager)


def test_a_link_whose_pin_another_made_is_nobodys_alone(work, manager, other):
    pin = pin_of(work, Party.BRANCH, other)
    made = link_of(work, Party.BRANCH, manager)
    for_company(work, manager)
    said_by(made, pin=pin)
    assert WorkConfirmation.objects.get(party="branch").keeper is None


def test_one_person_makes_not_the_pins_of_two_parties_and_accepts_not_on_site_for_two(work, manager, other):
    pin_of(work, Party.BRANCH, manager)
    with pytest.raises(SecretsApart):
        pin_of(work, Party.COMMITTEE, manager)
    pin_of(work, Party.COMMITTEE, other)
    with pytest.raises(OnePartyOnly):
        for_company(work, manager)
    on_site(work, Party.BRANCH, manager)
    assert WorkConfirmation.objects.get().keeper == manager
    record_event(work, "estimate", by=other, on=timezone.localdate())
    with pytest.raises(SecretUsedUp):  # who planned it made the PIN
        on_site(work, Party.COMMITTEE, manager)


def test_the_database_says_it_too_and_verify_looks_past_it(work, manager):
    said_by(link_of(work, Party.BRANCH, manager))
    row = {"work": work, "round": work.round, "line": 1, "quantity": Decimal(1), "on": timezone.localdate()}
    alike = [
        {"party": "company", "person": "经理", "by": manager, "manner": "own"},
        {"party": "committee", "person": "王主任", "keeper": manager, "manner": "own"},
    ]
    for one in alike:
        with pytest.raises(DatabaseError), transaction.atomic():
            WorkConfirmation.objects.create(**row, **one)
    with past_the_rules("po_works_workconfirmation"):
        WorkConfirmation.objects.create(**row, **alike[1])
    found = [difference.says for check in verify() for difference in check.differences]
    assert "work order %(number)s: one person spoke for two parties in round %(round)s" in found
