"""An owner votes on the household's page: for the unit that the register names, once, and finds the receipt there."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from invoices.modules.residents.models import HouseholdDevice
from property_ops.framework.slots import plugged_into
from property_ops.modules.estates.models import Estate
from property_ops.modules.votes.domain.receipts import grouped
from property_ops.modules.votes.models import CastBallot
from property_ops.modules.votes.public import Choice
from property_ops.modules.votes.testing import keyed, opened, paper_of
from tests.invoices.june import LIVED_IN, VACANT
from tests.invoices.residents.conftest import code_of
from tests.visitors import visitor


@pytest.fixture
def phone(token) -> Client:
    client = Client()
    client.post(f"/home/enter/{token}", {"phone": "0123", "name": "李"})
    return client


@pytest.fixture
def poll(june):
    today = timezone.localdate()
    days = {"register_day": today, "first_day": today, "last_day": today + timedelta(days=5)}
    return opened(Estate.objects.get(code="BC01"), by_phone=True, **days)


def test_a_household_votes_changes_its_mind_and_a_paper_stands_above_it(phone, poll):
    mine, other = poll.units.get(code=LIVED_IN), poll.units.get(code=VACANT)
    home = f"/home/{HouseholdDevice.objects.get().pk}/"
    page = f"{home}sections/votes/{mine.pk}/"
    assert page in phone.get(home).content.decode()
    assert phone.post(page, {}).status_code == 422
    assert phone.post(page, {"subject_1": "void"}).status_code == 422
    assert phone.post(page, {"subject_1": "against"}).status_code == 302
    assert phone.post(page, {"subject_1": "for"}).status_code == 302
    ballot = CastBallot.objects.get(replaced_at=None)
    assert (ballot.unit, ballot.choices, ballot.way) == (mine, "for", "phone")
    assert grouped(ballot.receipt) in phone.get(page).content.decode()
    for nothing in (f"{home}sections/votes/{other.pk}/", f"{home}sections/votes/x/", f"{home}sections/none/1/"):
        assert phone.post(nothing, {"subject_1": "for"}).status_code == 404
    keyed(paper_of(mine), Choice.AGAINST)
    assert "subject_1" not in phone.get(page).content.decode()
    phone.post(page, {"subject_1": "for"})
    assert CastBallot.objects.get(replaced_at=None).choices == "against"
    assert Client().get(page).status_code != 200


def test_a_statement_alone_votes_for_nobody_and_neither_does_the_office(token, poll):
    mine, paper_alone, staff = poll.units.get(code=LIVED_IN), Client(), visitor("manager")
    paper_alone.post(f"/home/enter/{token}", {"code": code_of(LIVED_IN), "name": "李"})
    assert staff.post(f"/home/enter/{token}", {"phone": "0123", "name": "李"}).status_code == 422
    device = HouseholdDevice.objects.get()
    page = f"/home/{device.pk}/sections/votes/{mine.pk}/"
    answer = paper_alone.post(page, {"subject_1": "for"})
    assert (answer.status_code, "仅凭一张对账单" in answer.content.decode()) == (422, True)
    own = Client()
    own.post(f"/home/enter/{token}", {"phone": "0123", "code": code_of(LIVED_IN)})
    theirs = HouseholdDevice.objects.latest("pk")
    page = f"/home/{theirs.pk}/sections/votes/{mine.pk}/"
    own.force_login(staff.user)
    assert own.post(page, {"subject_1": "for"}).status_code == 409
    assert not CastBallot.objects.exists()
    own.logout()


def test_what_speaks_for_a_home_is_said_to():
    speaking = {one.name for one in plugged_into("household_sections") if one.speaks_for_home}
    assert speaking == {"votes", "questionnaires"}
