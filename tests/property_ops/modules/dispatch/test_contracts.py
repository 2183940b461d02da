"""Contractors as crews: prices by two people; what they report as done costs them, once, and their hours nothing."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.money import Yuan
from property_ops.modules.dispatch.domain.errors import ContractWaits
from property_ops.modules.dispatch.models import CrewPrice
from property_ops.modules.dispatch.selectors.contracts import contract_of
from property_ops.modules.dispatch.services.contracts import approve_contract, propose_contract
from property_ops.modules.dispatch.testing import CrewFactory, CrewMemberFactory, VisitFactory, at
from property_ops.modules.portal.models.entry import EntryKind
from property_ops.modules.portal.services.entries import Sent, take_entry
from property_ops.modules.works.models import TradeRate, WorkCost
from property_ops.modules.works.public import Party, send_back_work
from tests.pages import text_of, visitor

pytestmark = pytest.mark.django_db
DAY, PRICES = date(2022, 6, 1), {"road_repair": Yuan(42_50)}


def priced(crew, prices, start=DAY, asked_by=None):
    by, manager = asked_by or UserFactory(role="dispatcher"), UserFactory(role="manager")
    made = propose_contract(
        crew=crew, contractor="鲁西建安", agreement="HT-07", start=start, prices=prices, by=by, now=at(1, 7)
    )
    return approve_contract(contract_id=made.pk, by=manager, now=at(1, 8))


@pytest.fixture
def visit():
    return VisitFactory(work__planned=Decimal(120), crew=CrewFactory(), starts_at=at(1, 8), number=1)


def tell(visit, leader, kind, content=None):
    sent = Sent(uuid4(), kind, visit, at(1, 9), content or {})
    return take_entry(sent=sent, by=leader, now=at(1, 10))


def worked(visit, done="30"):
    TradeRate.objects.get_or_create(trade="瓦工", start=date(2020, 1, 1), defaults={"rate": Yuan(40_00)})
    leader = CrewMemberFactory(crew=visit.crew, user=UserFactory(role="crew")).user
    tell(visit, leader, EntryKind.START)
    tell(visit, leader, EntryKind.HOURS, {"trade": "瓦工", "people": "2", "each": "8"})
    tell(visit, leader, EntryKind.DONE, {"whole": "yes", "done": {"1": done}})
    return leader


def test_what_a_contractors_crew_has_done_costs_the_agreed_price_and_its_hours_nothing(visit):
    priced(visit.crew, PRICES)
    worked(visit, "30.3")
    (cost,) = WorkCost.objects.all()
    assert (cost.type, cost.amount, cost.document) == ("provider", Yuan(1287_75), "HT-07")
    visit.work.refresh_from_db()
    assert visit.work.provider == Yuan(1287_75)


def test_a_rework_costs_nothing_more(visit):
    priced(visit.crew, PRICES)
    leader = worked(visit)
    by = UserFactory(role="dispatcher")
    send_back_work(work=visit.work, party=Party.BRANCH, person="孙书记", reason="不平", on=date(2022, 6, 2), by=by)
    again = VisitFactory(work=visit.work, crew=visit.crew, starts_at=at(3, 8), number=2)
    tell(again, leader, EntryKind.START)
    tell(again, leader, EntryKind.DONE, {"whole": "yes", "done": {"1": "30"}})
    assert WorkCost.objects.count() == 1


def test_a_crew_of_the_companys_own_costs_its_hours(visit):
    priced(visit.crew, PRICES, start=date(2022, 6, 2))  # from tomorrow on
    worked(visit)
    assert [one.type for one in WorkCost.objects.all()] == ["labour"]
    priced(visit.crew, {}, start=date(2022, 7, 1))
    assert contract_of(visit.crew, date(2022, 6, 30)) is not None
    assert contract_of(visit.crew, date(2022, 7, 1)) is None


def test_prices_wait_for_another_person_one_at_a_time(visit):
    dispatcher, boss = visitor("dispatcher"), visitor("manager")
    path = f"/dispatch/crews/{visit.crew.pk}/contract/"
    typed = {"contractor": "鲁西建安", "agreement": "HT-07", "start": "2022-06-01", "price_road_repair": "42.50"}
    assert dispatcher.post(path, typed | {"price_road_repair": "-1"}).status_code == 422
    assert dispatcher.post(path, typed).status_code == 302
    assert dispatcher.post(path, typed).status_code == 422
    assert CrewPrice.objects.get().price == Yuan(42_50)
    assert contract_of(visit.crew, DAY) is None
    page = text_of(boss.get(f"/dispatch/crews/{visit.crew.pk}/"))
    assert "路面修补 42.50/㎡" in page
    assert visitor("accountant").get(path).status_code == 403
    with pytest.raises(ContractWaits):
        priced(visit.crew, PRICES)
    with pytest.raises(NotAllowed):
        priced(CrewFactory(), PRICES, asked_by=UserFactory(role="crew"))
