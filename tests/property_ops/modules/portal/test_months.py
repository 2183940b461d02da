"""A month's services confirmed by the parties themselves: each by its link and its PIN, and only both together."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import LinkNotFound
from property_ops.kernel.period import Month
from property_ops.modules.confirmations.domain.errors import MonthNotOver
from property_ops.modules.confirmations.models import Confirmation
from property_ops.modules.confirmations.testing import confirm
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.portal.domain.errors import (
    AnsweredAlready,
    MonthNeedsPin,
    OneVoiceOnly,
    WeightsUnknown,
    WrongPin,
)
from property_ops.modules.portal.models import MonthWord
from property_ops.modules.portal.services.months import confirm_month, give_month_link, opened_month
from property_ops.modules.portal.services.pins import give_pin
from property_ops.modules.works.public import Party
from tests.pages import text_of, visitor

pytestmark = pytest.mark.django_db
MAY, JUNE = Month(2022, 5), Month(2022, 6)
NOW = datetime(2022, 7, 2, 4, tzinfo=UTC)


@pytest.fixture
def estate():
    found = EstateFactory(code="BC01", name="牡丹花园")
    confirm(found, MAY, 保洁=("0.6", "1"), 绿化=("0.4", "1"))
    return found


@pytest.fixture
def pins(estate):
    makers = {party: UserFactory(role="manager") for party in (Party.COMMITTEE, Party.BRANCH)}
    return {party: give_pin(estate=estate, party=party, by=by, now=NOW) for party, by in makers.items()}


def link(estate, party, by=None):
    by = by or UserFactory(role="dispatcher")
    return give_month_link(estate=estate, month=JUNE, party=party, by=by, now=NOW).token


def say(token, pin, person, *ratios, now=NOW, reasons=("", "")):
    services = opened_month(token, today=date(2022, 7, 2)).services
    said = {one.item.pk: (Decimal(r), why) for one, r, why in zip(services, ratios, reasons, strict=True)}
    return confirm_month(token=token, said=said, person=person, pin=pin, now=now, network="10.0.*")


def test_both_confirm_on_their_phones_and_of_each_service_the_lower_counts(estate, pins):
    one, other = link(estate, Party.COMMITTEE), link(estate, Party.BRANCH)
    assert not say(one, pins[Party.COMMITTEE], "王主任", "1", "0.9", reasons=("", "枯枝未清"))
    assert not Confirmation.objects.filter(month=JUNE.start).exists()
    assert say(other, pins[Party.BRANCH], "孙书记", "0.95", "1", reasons=("三单元漏扫", ""))
    found = Confirmation.objects.filter(month=JUNE.start).order_by("item")
    assert [(row.weight, row.completion, row.manner) for row in found] == [
        (Decimal("0.6"), Decimal("0.95"), "own"), (Decimal("0.4"), Decimal("0.9"), "own"),
    ]  # fmt: skip
    assert {(row.committee_signer, row.branch_signer, row.by_both) for row in found} == {("王主任", "孙书记", True)}
    with pytest.raises(AnsweredAlready):
        say(one, pins[Party.COMMITTEE], "王主任", reasons=())


def test_nobody_speaks_for_both_and_no_month_before_its_end(estate, pins):
    one, other = link(estate, Party.COMMITTEE), link(estate, Party.BRANCH)
    with pytest.raises(MonthNotOver):
        say(one, pins[Party.COMMITTEE], "王主任", "1", "1", now=datetime(2022, 6, 30, 4, tzinfo=UTC))
    say(one, pins[Party.COMMITTEE], "王主任", "1", "1")
    with pytest.raises(OneVoiceOnly):
        say(other, pins[Party.BRANCH], "王 主任", "1", "1")
    assert MonthWord.objects.count() == 1


def test_a_link_opens_nothing_without_a_pin_that_another_person_made(estate, pins):
    maker = UserFactory(role="manager")
    token = link(estate, Party.COMMITTEE, maker)
    with pytest.raises(WrongPin):
        say(token, "000000" if pins[Party.COMMITTEE] != "000000" else "1", "王主任", "1", "1")
    give_pin(estate=estate, party=Party.COMMITTEE, by=maker, now=NOW)
    with pytest.raises(MonthNeedsPin):
        say(token, "1", "王主任", "1", "1")
    with pytest.raises(MonthNeedsPin):
        link(estate, Party.COMMITTEE, maker)
    assert not MonthWord.objects.exists()
    again = link(estate, Party.COMMITTEE)
    assert opened_month(again, today=date(2022, 7, 2)).party is Party.COMMITTEE
    with pytest.raises(LinkNotFound):
        opened_month(token, today=date(2022, 7, 2))


def test_weights_that_were_never_confirmed_are_no_matter_of_a_link(pins, estate):
    fresh = EstateFactory(code="BC02")
    confirm(fresh, MAY, 保洁=("1", "1"))
    fresh.agreement_items.create(name="秩序")
    give_pin(estate=fresh, party=Party.BRANCH, by=UserFactory(role="manager"), now=NOW)
    with pytest.raises(WeightsUnknown):
        link(fresh, Party.BRANCH)


def test_the_office_makes_the_link_and_the_party_confirms_on_its_phone(estate, pins):
    office = visitor("dispatcher", english=True)
    path = f"/confirmations/{JUNE}/BC01/"
    assert "none yet" in text_of(office.get(path))
    made = office.post(f"/month-links/{JUNE}/BC01/committee/give/").content.decode()
    address = made.split('value="')[1].split('"')[0]
    address = "/m/" + made.split("/m/")[1].split('"')[0]
    phone = Client()
    assert "牡丹花园" in phone.get(address).content.decode()
    rows = {f"completion-{one.pk}": "100" for one in estate.agreement_items.all()}
    rows |= {f"reason-{one.pk}": "" for one in estate.agreement_items.all()}
    wrong = phone.post(address, rows | {"person": "王主任", "pin": "12"})
    assert wrong.status_code == 422
    done = phone.post(address, rows | {"person": "王主任", "pin": pins[Party.COMMITTEE]})
    assert done.status_code == 302
    assert "王主任" in text_of(phone.get(address))
    assert "王主任" in text_of(office.get(path))
    assert office.post(address, rows | {"person": "李四", "pin": "1"}).status_code == 422
