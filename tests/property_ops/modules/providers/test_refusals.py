"""What agreements, prices, offers, reports and ratings of providers refuse, one after the other."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.timezone import localdate, now

from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NamedTwice
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import ONE_DAY, Month
from property_ops.modules.estates.testing import EstateFactory, UnitFactory
from property_ops.modules.providers.domain import errors
from property_ops.modules.providers.domain.states import StandingMove
from property_ops.modules.providers.models import (
    Provider,
    ServiceOffer,
    ServiceOrder,
    ServicePayer,
    SettlementLine,
    Trade,
)
from property_ops.modules.providers.services.accepting import (
    ServiceRating,
    accept_for_company,
    approve_slip,
    transcribe_slip,
)
from property_ops.modules.providers.services.agreements import (
    AgreementDraft,
    PricedItem,
    approve_agreement,
    end_agreement,
    prepare_agreement,
    prepare_prices,
)
from property_ops.modules.providers.services.doing import DoneItem, appoint, finish, take_offer
from property_ops.modules.providers.services.orders import WantedService, offer_order, order_service
from property_ops.modules.providers.services.settling import approve_settlement, prepare_settlement
from property_ops.modules.providers.services.standing import approve_standing, propose_standing, record_complaint
from property_ops.modules.providers.testing import LONG_AFTER, LONG_AGO, candidate, done, item_called, listed, taken
from tests.property_ops.framework.journal.behind import past_the_rules
from tests.property_ops.framework.pictures import photos

pytestmark = pytest.mark.django_db
DRAIN = "室内下水疏通"


@pytest.fixture
def estate(shipped):
    return EstateFactory(code="BC01", name="牡丹花园")


@pytest.fixture
def plumber(estate):
    return listed("诚信水电", {DRAIN: 80_00}, photo=photos.jpeg())


@pytest.fixture
def clerk(shipped):
    return UserFactory(role="dispatcher")


@pytest.fixture
def boss(shipped):
    return UserFactory(role="manager")


def agreement(provider, start, last, *, by, deposit=ZERO):
    draft = AgreementDraft(f"HZ-{start}", start, last, "标准", "约定", deposit)
    return prepare_agreement(provider=provider, draft=draft, by=by, now=now())


def test_an_agreement_has_days_that_no_other_has_and_ends_once_with_no_more_than_was_given(shipped, clerk, boss):
    provider = candidate("新来的")
    with pytest.raises(errors.NotATermOfAgreement):
        agreement(provider, localdate(), localdate() - ONE_DAY, by=clerk)
    made = agreement(provider, localdate(), localdate() + 9 * ONE_DAY, by=clerk, deposit=Yuan(100_00))
    for start in (localdate() + 9 * ONE_DAY, localdate() - ONE_DAY):
        with pytest.raises(errors.AgreementOverlaps):
            agreement(provider, start, localdate() + 20 * ONE_DAY, by=clerk)
    agreement(provider, localdate() + 10 * ONE_DAY, localdate() + 20 * ONE_DAY, by=clerk)
    ending = {"agreement": made, "reason": "搬走了", "by": boss, "now": now()}
    with pytest.raises(errors.NotEndable):
        end_agreement(on=localdate(), returned=ZERO, **ending)  # nobody approved it yet
    approve_agreement(agreement_id=made.pk, by=boss, now=now())
    for day in (localdate() - ONE_DAY, localdate() + 10 * ONE_DAY):
        with pytest.raises(errors.NotEndable):
            end_agreement(on=day, returned=ZERO, **ending)
    for fen in (100_01, -1):
        with pytest.raises(errors.ReturnedTooMuch):
            end_agreement(on=localdate(), returned=Yuan(fen), **ending)
    end_agreement(on=localdate(), returned=Yuan(100_00), **ending)
    with pytest.raises(errors.NotEndable):
        end_agreement(on=localdate(), returned=ZERO, **ending)


def test_prices_are_some_each_once_and_of_one_day_once(plumber, clerk):
    one, tomorrow = PricedItem(item_called(DRAIN), Yuan(90_00)), localdate() + ONE_DAY
    for prices, refused in (([], errors.NoPrices), ([one, one], NamedTwice)):
        with pytest.raises(refused):
            prepare_prices(provider=plumber, start=tomorrow, prices=prices, by=clerk, now=now())
    prepare_prices(provider=plumber, start=tomorrow, prices=[one], by=clerk, now=now())
    with pytest.raises(errors.PricesStandAlready):
        prepare_prices(provider=plumber, start=tomorrow, prices=[one], by=clerk, now=now())


def test_one_change_of_standing_waits_at_a_time_and_nobody_is_listed_without_a_licence(plumber, clerk, boss):
    said = {"reason": "迟到", "by": clerk, "now": now()}
    propose_standing(provider=plumber, move=StandingMove.WARN, **said)
    with pytest.raises(errors.StandingWaits):
        propose_standing(provider=plumber, move=StandingMove.SUSPEND, **said)
    new = candidate("无证的")
    approve_agreement(agreement_id=agreement(new, LONG_AGO, LONG_AFTER, by=clerk).pk, by=boss, now=now())
    change = propose_standing(provider=new, move=StandingMove.ADMIT, **said)
    with pytest.raises(errors.LicenceMissing):
        approve_standing(change_id=change.pk, by=boss, now=now(), today=localdate())


def test_an_order_is_of_its_estate_and_offered_to_somebody_of_the_trade_once(estate, plumber, clerk):
    elsewhere = UnitFactory(estate=EstateFactory(code="BC02"))
    service = WantedService(Trade.DRAINS, ServicePayer.RESIDENT, "堵了", unit=elsewhere)
    with pytest.raises(errors.ServiceElsewhere):
        order_service(estate=estate, service=service, by=clerk, now=now())
    service = WantedService(Trade.DRAINS, ServicePayer.RESIDENT, "堵了")
    order = order_service(estate=estate, service=service, by=clerk, now=now())
    with pytest.raises(errors.NoProviderYet):
        record_complaint(order=order, words="迟到", on=localdate(), by=clerk, now=now())
    with pytest.raises(errors.NobodyToOffer):
        offer_order(order=order, providers=[], by=clerk, now=now())
    locksmith = listed("开锁", {"开锁": 50_00}, photo=photos.jpeg((90, 90)), trades=[Trade.LOCKS])
    with pytest.raises(errors.NotOfTheTrade):
        offer_order(order=order, providers=[locksmith], by=clerk, now=now())
    (offer,) = offer_order(order=order, providers=[plumber], by=clerk, now=now())
    with pytest.raises(errors.OfferedAlready):
        offer_order(order=order, providers=[plumber], by=clerk, now=now())
    Provider.objects.filter(pk=plumber.pk).update(standing="suspended")  # between the offer and its answer
    with pytest.raises(errors.GetsNoOffers):
        take_offer(offer=offer, provider=plumber, now=now())
    assert ServiceOffer.objects.count() == 1


def test_what_is_done_is_appointed_ahead_seen_and_rated_by_somebody(estate, plumber, clerk, boss):
    order = taken(estate, plumber)
    with pytest.raises(errors.AppointedInThePast):
        appoint(order=order, at=now() - timedelta(seconds=1), provider=plumber, now=now())
    appoint(order=order, at=now() + timedelta(hours=1), provider=plumber, now=now())
    some = [DoneItem(item_called(DRAIN), Decimal(1), None)]
    with pytest.raises(errors.NothingDone):
        finish(order=order, done=[], photos=[photos.jpeg()], provider=plumber, now=now())
    with pytest.raises(errors.ServiceNeedsPhoto):
        finish(order=order, done=some, photos=[], provider=plumber, now=now())
    with pytest.raises(NamedTwice, match=DRAIN):
        finish(order=order, done=some * 2, photos=[photos.jpeg()], provider=plumber, now=now())
    finish(order=order, done=some, photos=[photos.jpeg()], provider=plumber, now=now())
    signed = {"order": order, "on": localdate(), "photo": photos.jpeg((140, 90)), "by": boss, "now": now()}
    for stars in (0, 6):
        with pytest.raises(errors.NotRated):
            transcribe_slip(rating=ServiceRating("王芳", stars), **signed)
    with pytest.raises(errors.SaidWithoutName):
        transcribe_slip(rating=ServiceRating(" ", 5), **signed)
    for day in (localdate() - ONE_DAY, localdate() + 2 * ONE_DAY):
        with pytest.raises(errors.SlipOfAnotherDay):
            transcribe_slip(rating=ServiceRating("王芳", 5), **signed | {"on": day})
    slip = transcribe_slip(rating=ServiceRating("王芳", 5), **signed)
    with pytest.raises(errors.SlipWaits):
        transcribe_slip(rating=ServiceRating("王芳", 5), **signed)
    ServiceOrder.objects.update(round=2)
    with pytest.raises(errors.ChangedMeanwhile):
        approve_slip(slip_id=slip.pk, by=UserFactory(role="reviewer"), now=now())
    own = done(taken(estate, plumber, payer=ServicePayer.COMPANY), DRAIN, photo=photos.jpeg((99, 90)))
    with pytest.raises(errors.CompanyPays):
        transcribe_slip(rating=ServiceRating("王芳", 5), **signed | {"order": own})


def test_a_settlement_whose_lines_were_changed_is_not_approved(estate, plumber, boss):
    month = Month.of(localdate()).previous
    at = now().replace(year=month.start.year, month=month.start.month, day=10)
    order = done(taken(estate, plumber, payer=ServicePayer.COMPANY, now=at), DRAIN, photo=photos.jpeg(), now=at)
    accept_for_company(order=order, rating=ServiceRating("王芳", 5), by=boss, now=at)
    accountant = UserFactory(role="accountant")
    made = prepare_settlement(provider=plumber, month=month, by=accountant, now=now(), today=localdate())
    with past_the_rules("po_providers_settlementline"):
        SettlementLine.objects.update(amount=Yuan(800_00))
    with pytest.raises(errors.SettlementNotItsOrders):
        approve_settlement(settlement_id=made.pk, by=UserFactory(role="reviewer"), now=now())
