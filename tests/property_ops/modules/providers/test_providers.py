"""From offer to settlement: nothing above the published price, nothing settled that was not accepted."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from invoices.modules.breakeven.domain.errors import SettlementNotApproved
from invoices.modules.breakeven.public import CostVoucher, prepare_settlement_vouchers
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import IllegalMove, LinkRevoked, NotAllowed, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.scores import scored
from property_ops.modules.estates.testing import EstateFactory, UnitFactory
from property_ops.modules.providers.domain import errors
from property_ops.modules.providers.domain.score import ScorePart
from property_ops.modules.providers.domain.states import OfferState, ProviderStanding, ServiceOrderState, StandingMove
from property_ops.modules.providers.models import (
    PaperKind,
    Provider,
    ScoreStandard,
    ServiceAcceptance,
    ServiceLine,
    ServiceOffer,
    ServiceOrder,
    ServicePayer,
    SettlementLine,
    Trade,
)
from property_ops.modules.providers.selectors.listed import listed_today
from property_ops.modules.providers.selectors.register import ending_soon
from property_ops.modules.providers.selectors.scores import rows_of, scores
from property_ops.modules.providers.services.accepting import (
    ServiceRating,
    accept_by_link,
    accept_for_company,
    approve_slip,
    seen_of,
    send_back_by_link,
    transcribe_slip,
)
from property_ops.modules.providers.services.agreements import PricedItem, end_agreement, prepare_prices
from property_ops.modules.providers.services.doing import DoneItem, decline_offer, finish, give_up, take_offer
from property_ops.modules.providers.services.links import (
    give_customer_link,
    give_provider_link,
    order_at,
    provider_at,
    revoke_provider_link,
)
from property_ops.modules.providers.services.orders import WantedService, cancel_order, offer_order, order_service
from property_ops.modules.providers.services.register import ProviderEntry, add_paper, register_provider
from property_ops.modules.providers.services.settling import approve_settlement, prepare_settlement, sheet_of
from property_ops.modules.providers.services.standing import (
    approve_standing,
    propose_standing,
    record_complaint,
    uphold_complaint,
)
from property_ops.modules.providers.testing import candidate, done, item_called, listed, taken
from property_ops.modules.providers.verifiers import verify
from tests.pages import text_of, visitor
from tests.property_ops.framework.journal.behind import past_the_rules
from tests.property_ops.framework.pictures import photos

pytestmark = pytest.mark.django_db

PRICES = {"室内下水疏通": 80_00, "主管道疏通": 260_00}
DRAIN = "室内下水疏通"
GOOD = ServiceRating("王芳", 5)


@pytest.fixture
def estate(shipped):
    return EstateFactory(code="BC01", name="牡丹花园")


@pytest.fixture
def photo():
    return photos.jpeg()


@pytest.fixture
def plumber(estate, photo):
    return listed("诚信水电", PRICES, photo=photo)


def person(role):
    return UserFactory(role=role)


def accepted(estate, provider, photo, *, payer=ServicePayer.RESIDENT, at=None, **said):
    """An order that went the whole way at that moment."""
    at = at or timezone.now()
    order = done(taken(estate, provider, payer=payer, now=at), DRAIN, photo=photo, now=at, **said)
    if payer == ServicePayer.COMPANY:
        return accept_for_company(order=order, rating=GOOD, by=person("manager"), now=at)
    link = give_customer_link(order=order, by=person("dispatcher"), now=at)
    return accept_by_link(token=link.token, seen=seen_of(order), rating=GOOD, network="10.0.*", now=at)


def last_month(day=10):
    start = Month.of(timezone.localdate()).previous.start
    return timezone.make_aware(datetime(start.year, start.month, day, 9))


def differences():
    return [one.says % one.facts for check in verify() for one in check.differences]


def test_a_service_goes_from_offer_to_rating_and_is_settled_once(estate, plumber, photo):
    accountant, reviewer, month = person("accountant"), person("reviewer"), Month.of(timezone.localdate()).previous
    for payer, quantity in ((ServicePayer.RESIDENT, "1"), (ServicePayer.COMPANY, "1.5")):
        accepted(estate, plumber, photo, payer=payer, at=last_month(), quantity=quantity)
    made = prepare_settlement(
        provider=plumber, month=month, by=accountant, now=timezone.now(), today=timezone.localdate()
    )
    assert (made.payable, made.by_residents, made.number) == (Yuan(120_00), Yuan(80_00), None)
    with pytest.raises(NotAllowed):
        approve_settlement(settlement_id=made.pk, by=accountant, now=timezone.now())
    with pytest.raises(SettlementNotApproved):
        prepare_settlement_vouchers(settlement=made, by=accountant, now=timezone.now())
    settled = approve_settlement(settlement_id=made.pk, by=reviewer, now=timezone.now())
    assert settled.number == f"FJ{month.year}-000001"
    assert sheet_of(settlement=settled).startswith(b"%PDF")
    with pytest.raises(errors.SettledAlready):
        prepare_settlement(provider=plumber, month=month, by=accountant, now=timezone.now(), today=timezone.localdate())
    assert differences() == []
    for expected in ([Yuan(120_00)], []):  # what residents paid is no cost, and the second time there is nothing to do
        made_now = prepare_settlement_vouchers(settlement=settled, by=accountant, now=timezone.now())
        assert [voucher.amount for voucher in made_now] == expected
    voucher = CostVoucher.objects.get()
    assert (voucher.reference, voucher.estate, voucher.state) == (settled.number, estate, "waiting")


def test_what_is_not_accepted_is_never_settled(estate, plumber, photo):
    done(taken(estate, plumber, now=last_month()), DRAIN, photo=photo, now=last_month())
    month, accountant = Month.of(timezone.localdate()).previous, person("accountant")
    now = {"now": timezone.now(), "today": timezone.localdate()}
    with pytest.raises(errors.NothingToSettle):
        prepare_settlement(provider=plumber, month=month, by=accountant, **now)
    with pytest.raises(errors.MonthNotOver):
        prepare_settlement(provider=plumber, month=Month.of(timezone.localdate()), by=accountant, **now)


def test_nothing_costs_more_than_the_published_price_whoever_writes_it(estate, plumber, photo):
    order = taken(estate, plumber)
    for item, price, error in ((DRAIN, 80_01, errors.AbovePublished), ("开锁", None, errors.NotPublished)):
        with pytest.raises(error):
            done(ServiceOrder.objects.get(pk=order.pk), item, photo=photo, price=price)
    line = {"order": order, "round": 1, "item": item_called(DRAIN), "day": timezone.localdate()}
    for quantity, price, amount in (("1", 80_01, 80_01), ("2", 80_00, 160_01), ("1.5", 79_99, 119_98)):
        with pytest.raises(DatabaseError, match="published"), transaction.atomic():
            ServiceLine.objects.create(**line, quantity=Decimal(quantity), unit_price=Yuan(price), amount=Yuan(amount))
    early = line | {"day": date(2019, 12, 31)}
    with pytest.raises(DatabaseError, match="published"), transaction.atomic():
        ServiceLine.objects.create(**early, quantity=Decimal(1), unit_price=Yuan(1), amount=Yuan(1))
    ServiceLine.objects.create(**line, quantity=Decimal("1.5"), unit_price=Yuan(79_99), amount=Yuan(119_99))  # half up


def test_prices_change_from_a_day_on_and_never_behind_what_was_charged(estate, plumber, photo):
    accepted(estate, plumber, photo)
    dearer = [PricedItem(item_called(DRAIN), Yuan(90_00))]
    today, by = timezone.localdate(), person("dispatcher")
    with pytest.raises(errors.PricesTooEarly):
        prepare_prices(provider=plumber, start=today, prices=dearer, by=by, now=timezone.now())
    prepare_prices(
        provider=plumber, start=today + timedelta(days=1), prices=dearer, by=by, now=timezone.now()
    )  # it waits, so the old price stays in force
    with pytest.raises(errors.AbovePublished):
        done(taken(estate, plumber), DRAIN, photo=photo, price=90_00)


def test_who_takes_it_first_has_it_and_nobody_else_gets_in(estate, plumber, photo):
    other = listed("便民疏通", {DRAIN: 70_00}, photo=photos.jpeg((130, 90)))
    service = WantedService(Trade.DRAINS, ServicePayer.RESIDENT, "下水道堵了")
    order, by, now = None, person("dispatcher"), timezone.now()
    order = order_service(estate=estate, service=service, by=by, now=now)
    mine, theirs = offer_order(order=order, providers=[plumber, other], by=by, now=now)
    take_offer(offer=mine, provider=plumber, now=now)
    with pytest.raises(errors.OfferTakenByAnother):
        take_offer(offer=theirs, provider=other, now=now)
    with pytest.raises(errors.OfferTakenByAnother):
        finish(order=order, done=[DoneItem(item_called(DRAIN), Decimal(1))], photos=[photo], provider=other, now=now)
    assert ServiceOffer.objects.get(pk=theirs.pk).state == OfferState.WITHDRAWN


def test_an_offer_ends_with_its_hour(estate, plumber):
    now, by = timezone.now(), person("dispatcher")
    service = WantedService(Trade.DRAINS, ServicePayer.RESIDENT, "下水道堵了")
    order = order_service(estate=estate, service=service, by=by, now=now)
    (offer,) = offer_order(order=order, providers=[plumber], by=by, now=now)
    late = now + timedelta(hours=5)
    for answer in (take_offer, lambda **said: decline_offer(**said, words="")):
        with pytest.raises(errors.OfferOver):
            answer(offer=offer, provider=plumber, now=late)


def test_nobody_takes_what_was_offered_before_a_licence_lapsed_or_an_agreement_ended(estate, plumber, photo):
    by, now = person("dispatcher"), timezone.now()
    service = WantedService(Trade.DRAINS, ServicePayer.RESIDENT, "下水道堵了")
    order = order_service(estate=estate, service=service, by=by, now=now)
    (offer,) = offer_order(order=order, providers=[plumber], by=by, now=now)
    licence = {"provider": plumber, "kind": PaperKind.LICENCE, "number": "9137", "photo": photo, "by": by, "now": now}
    add_paper(**licence, valid_until=timezone.localdate(now) - timedelta(days=1))
    with pytest.raises(errors.LicenceMissing):
        take_offer(offer=offer, provider=plumber, now=now)
    add_paper(**licence, valid_until=None)
    agreement = plumber.agreements.get()
    end = {"on": timezone.localdate(now), "reason": "搬走了", "returned": Yuan(0)}
    end_agreement(agreement=agreement, by=person("manager"), now=now, **end)
    with pytest.raises(errors.NoAgreementInForce):
        take_offer(offer=offer, provider=plumber, now=now)
    assert ServiceOrder.objects.get(pk=order.pk).provider is None


def test_a_provider_that_is_not_listed_gets_no_offer(estate, plumber, photo):
    by, now = person("dispatcher"), timezone.now()
    service = WantedService(Trade.DRAINS, ServicePayer.RESIDENT, "下水道堵了")
    order = order_service(estate=estate, service=service, by=by, now=now)
    with pytest.raises(errors.GetsNoOffers):
        offer_order(order=order, providers=[candidate("新来的")], by=by, now=now)
    change = propose_standing(provider=plumber, move=StandingMove.SUSPEND, reason="投诉多", by=by, now=now)
    with pytest.raises(NotAllowed):
        approve_standing(change_id=change.pk, by=by, now=now, today=timezone.localdate())
    approve_standing(change_id=change.pk, by=person("reviewer"), now=now, today=timezone.localdate())
    with pytest.raises(errors.GetsNoOffers):
        offer_order(order=order, providers=[plumber], by=by, now=now)
    with pytest.raises(DatabaseError, match="not listed"), transaction.atomic():
        ServiceOffer.objects.create(order=order, provider=plumber, offered_by=by, offered_at=now, answer_by=now)
    back = propose_standing(provider=plumber, move=StandingMove.READMIT, reason="已整改", by=by, now=now)
    approve_standing(change_id=back.pk, by=person("manager"), now=now, today=timezone.localdate())
    assert offer_order(order=order, providers=[plumber], by=by, now=now)


def test_nobody_is_admitted_without_agreement_and_licence(shipped):
    new, now, today = candidate("新来的"), timezone.now(), timezone.localdate()
    change = propose_standing(provider=new, move=StandingMove.ADMIT, reason="试试", by=person("dispatcher"), now=now)
    with pytest.raises(errors.NoAgreementInForce):
        approve_standing(change_id=change.pk, by=person("manager"), now=now, today=today)
    with pytest.raises(IllegalMove):
        propose_standing(provider=new, move=StandingMove.READMIT, reason="试试", by=person("dispatcher"), now=now)


def test_an_ended_agreement_brings_no_offers(estate, plumber):
    agreement, today, by = plumber.agreements.get(), timezone.localdate(), person("manager")
    end_agreement(agreement=agreement, on=today, reason="搬走了", returned=Yuan(0), by=by, now=timezone.now())
    service = WantedService(Trade.DRAINS, ServicePayer.RESIDENT, "下水道堵了")
    order = order_service(estate=estate, service=service, by=by, now=timezone.now())
    with pytest.raises(errors.NoAgreementInForce):
        offer_order(order=order, providers=[plumber], by=by, now=timezone.now())
    assert listed_today(today=today, now=timezone.now()) == []


def test_what_is_sent_back_is_done_again_and_the_first_time_costs_nothing(estate, plumber, photo):
    order = done(taken(estate, plumber), DRAIN, photo=photo, quantity="2")
    link = give_customer_link(order=order, by=person("dispatcher"), now=timezone.now())
    seen = seen_of(order)
    with pytest.raises(errors.SentBackWithoutWords):
        send_back_by_link(token=link.token, seen=seen, words=" ", now=timezone.now())
    order = send_back_by_link(token=link.token, seen=seen, words="又堵了", now=timezone.now())
    assert (order.state, order.round) == (ServiceOrderState.TAKEN, 2)
    order = done(order, DRAIN, photo=photo)
    with pytest.raises(errors.ChangedMeanwhile):
        accept_by_link(token=link.token, seen=seen, rating=GOOD, network="", now=timezone.now())
    accept_by_link(token=link.token, seen=seen_of(order), rating=GOOD, network="", now=timezone.now())
    assert sum(line.amount.fen for line in order.lines.filter(round=order.round)) == 80_00
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        ServiceOrder.objects.filter(pk=order.pk).update(round=1)


def test_whoever_pays_accepts_and_nobody_for_another(estate, plumber, photo):
    by = person("manager")
    own = done(taken(estate, plumber, payer=ServicePayer.COMPANY, by=by), DRAIN, photo=photo)
    with pytest.raises(errors.OwnOrder):
        accept_for_company(order=own, rating=GOOD, by=by, now=timezone.now())
    with pytest.raises(errors.CompanyPays):
        give_customer_link(order=own, by=by, now=timezone.now())
    theirs = done(taken(estate, plumber), DRAIN, photo=photo)
    with pytest.raises(errors.ResidentPays):
        accept_for_company(order=theirs, rating=GOOD, by=person("manager"), now=timezone.now())


def test_who_made_the_providers_link_could_report_by_it_and_accepts_nothing(estate, plumber, photo):
    by, now, clerk = person("manager"), timezone.now(), person("dispatcher")
    give_provider_link(provider=plumber, by=by, now=now)
    give_provider_link(provider=plumber, by=clerk, now=now)  # the first opened until then
    own = done(taken(estate, plumber, payer=ServicePayer.COMPANY, now=now), DRAIN, photo=photo)
    theirs = done(taken(estate, plumber, now=now), DRAIN, photo=photo)
    words = {"rating": GOOD, "on": timezone.localdate(), "photo": photos.jpeg((140, 90)), "now": now}
    for who in (by, clerk):
        with pytest.raises(errors.HasProvidersLink):
            accept_for_company(order=own, rating=GOOD, by=who, now=now)
        with pytest.raises(errors.HasProvidersLink):
            give_customer_link(order=theirs, by=who, now=now)
        with pytest.raises(errors.HasProvidersLink):
            transcribe_slip(order=theirs, by=who, **words)
    slip = transcribe_slip(order=theirs, by=person("manager"), **words)
    with pytest.raises(errors.HasProvidersLink):
        approve_slip(slip_id=slip.pk, by=by, now=now)
    accept_for_company(order=own, rating=GOOD, by=person("manager"), now=now)
    assert [one for check in verify() for one in check.differences] == []
    with past_the_rules("po_providers_serviceacceptance"):
        ServiceAcceptance.objects.update(by=clerk)
    assert len([one for check in verify() for one in check.differences]) == 1


def test_a_signed_slip_counts_once_another_person_compared_it(estate, plumber, photo):
    order, by = done(taken(estate, plumber), DRAIN, photo=photo), person("manager")
    slip = transcribe_slip(
        order=order, rating=GOOD, on=timezone.localdate(), photo=photos.jpeg((140, 90)), by=by, now=timezone.now()
    )
    assert ServiceOrder.objects.get(pk=order.pk).state == ServiceOrderState.DONE
    with pytest.raises(SamePerson):
        approve_slip(slip_id=slip.pk, by=by, now=timezone.now())
    approve_slip(slip_id=slip.pk, by=person("reviewer"), now=timezone.now())
    assert ServiceOrder.objects.get(pk=order.pk).acceptance.manner == "slip"


def test_the_score_is_the_formula_and_a_warning_follows(estate, plumber, photo):
    order = accepted(estate, plumber, photo)
    said = record_complaint(
        order=order, words="迟到", on=timezone.localdate(), by=person("dispatcher"), now=timezone.now()
    )
    found = {"today": timezone.localdate(), "now": timezone.now()}
    assert scores([plumber], **found)[plumber.pk].value == 100  # what nobody upheld lowers nothing
    uphold_complaint(complaint_id=said.pk, by=person("manager"), now=timezone.now())
    assert scores([plumber], **found)[plumber.pk].value == 85
    weights = ScoreStandard.objects.get().weights
    parts = {ScorePart.ANSWERED: (1, 3), ScorePart.RATED: (4, 5)}
    # (20 × 1/3 + 25 × 4/5) ÷ 45 = 0.59259…
    assert scored(ScorePart, weights, parts).value == Decimal("59.3")
    assert scored(ScorePart, weights, {}).value is None


def test_a_complaint_stays_with_who_had_the_order_whatever_becomes_of_it(estate, plumber, photo):
    other = listed("便民疏通", {DRAIN: 70_00}, photo=photos.jpeg((130, 90)))
    for one in (plumber, other):
        accepted(estate, one, photo)
    order, clerk, today = taken(estate, plumber), person("dispatcher"), timezone.localdate()
    said = record_complaint(order=order, words="要多收钱", on=today, by=clerk, now=timezone.now())
    uphold_complaint(complaint_id=said.pk, by=person("manager"), now=timezone.now())
    give_up(order=order, provider=plumber, words="不做了", now=timezone.now())
    (offer,) = offer_order(order=ServiceOrder.objects.get(pk=order.pk), providers=[other], by=clerk, now=timezone.now())
    take_offer(offer=offer, provider=other, now=timezone.now())
    cancel_order(order=ServiceOrder.objects.get(pk=order.pk), reason="自己修好了", by=clerk, now=timezone.now())
    found = scores([plumber, other], today=timezone.localdate(), now=timezone.now())
    last = {one.pk: found[one.pk].parts[-1] for one in (plumber, other)}
    assert (last[plumber.pk].done, last[plumber.pk].of) == (1, 2)
    assert (last[other.pk].done, last[other.pk].of) == (1, 1)


def test_every_figure_of_the_score_opens_its_rows(estate, plumber, photo):
    elsewhere = EstateFactory(code="BC02")
    link = give_customer_link(
        order=(order := done(taken(estate, plumber), DRAIN, photo=photo)), by=person("dispatcher"), now=timezone.now()
    )
    send_back_by_link(token=link.token, seen=seen_of(order), words="又堵了", now=timezone.now())
    order = done(ServiceOrder.objects.get(pk=order.pk), DRAIN, photo=photo)
    accept_by_link(token=link.token, seen=seen_of(order), rating=GOOD, network="", now=timezone.now())
    said = record_complaint(
        order=accepted(estate, plumber, photo), words="迟到", on=timezone.localdate(), by=person("dispatcher"),
        now=timezone.now(),
    )  # fmt: skip
    uphold_complaint(complaint_id=said.pk, by=person("manager"), now=timezone.now())
    accepted(elsewhere, plumber, photo)
    found = {"today": timezone.localdate(), "now": timezone.now()}
    figures = {one.part: (one.done, one.of) for one in scores([plumber], **found)[plumber.pk].parts}
    rows = rows_of(plumber, ServiceOrder.objects.all(), **found)
    for part, (behind, besides) in rows.items():
        of = 5 * len(behind) if part == ScorePart.RATED else len(behind)
        assert (sum(int(one.counts) for one in behind), of, besides) == (*figures[part], 0), part
    assert figures[ScorePart.REDONE] == (2, 3)
    assert figures[ScorePart.COMPLAINTS] == (2, 3)
    assert all(besides == 1 for _behind, besides in rows_of(plumber, estate.service_orders.all(), **found).values())
    page = visitor("grid_worker", estate).get(f"/providers/{plumber.code}/score/")
    assert "另有 1 条" in text_of(page)


def test_settlements_and_prices_changed_behind_the_back_are_found(estate, plumber, photo):
    at = last_month()
    order = accepted(estate, plumber, photo, payer=ServicePayer.COMPANY, at=at)
    made = prepare_settlement(
        provider=plumber, month=Month.of(at.date()), by=person("accountant"), now=timezone.now(),
        today=timezone.localdate(),
    )  # fmt: skip
    open_one = taken(estate, plumber, payer=ServicePayer.COMPANY)
    values = {"estate_name": "", "items": "", "done_on": at.date(), "accepted_on": at.date(), "payer": "company"}
    for which, amount in ((open_one, 0), (order, 80_01)):
        with pytest.raises(DatabaseError), transaction.atomic():
            SettlementLine.objects.create(settlement=made, order=which, amount=Yuan(amount), **values)
    assert differences() == []
    with past_the_rules("po_providers_settlementline", "po_providers_serviceline"), connection.cursor() as cursor:
        cursor.execute("UPDATE po_providers_settlementline SET amount = 9000")
        cursor.execute("UPDATE po_providers_serviceline SET unit_price = 9000, amount = 9000")
    told = "\n".join(differences())
    assert "published were 80.00" in told
    assert "says 80.00 payable, its orders come to 90.00" in told


def test_a_provider_opens_only_its_own_pages(client, estate, plumber, photo):
    other = listed("便民疏通", {DRAIN: 70_00}, photo=photos.jpeg((130, 90)))
    unit = UnitFactory(estate=estate)
    mine = taken(estate, plumber, unit=unit, contact="王芳", phone="13900001111")
    theirs = taken(estate, other, contact="李强", phone="13900002222")
    by = person("dispatcher")
    token = give_provider_link(provider=plumber, by=by, now=timezone.now()).token
    page = text_of(client.get(f"/p/{token}/orders/{mine.number}"))
    assert "13900001111" in page
    assert "李强" not in text_of(client.get(f"/p/{token}"))
    offer = theirs.offers.get().pk
    for address in (f"orders/{theirs.number}", f"offers/{offer}"):
        for method in (client.get, client.post):
            assert method(f"/p/{token}/{address}").status_code == 404
    revoke_provider_link(provider=plumber, by=by, now=timezone.now())
    assert client.get(f"/p/{token}").status_code == 410
    with pytest.raises(LinkRevoked):
        provider_at(token, today=timezone.localdate())


def test_the_phone_pages_take_a_service_to_its_rating(client, estate, plumber, photo):
    by, now = person("dispatcher"), timezone.now()
    service = WantedService(Trade.DRAINS, ServicePayer.RESIDENT, "下水道堵了", contact="王芳", phone="13900001111")
    order = order_service(estate=estate, service=service, by=by, now=now)
    (offer,) = offer_order(order=order, providers=[plumber], by=by, now=now)
    own = f"/p/{give_provider_link(provider=plumber, by=by, now=now).token}"
    assert "13900001111" not in text_of(client.get(f"{own}/offers/{offer.pk}"))  # not before it is taken
    assert client.post(f"{own}/offers/{offer.pk}", {"take": "1"}).status_code == 302
    page = f"{own}/orders/{order.number}"
    tomorrow = timezone.localtime(now + timedelta(days=1))
    assert client.post(page, {"appoint": "1", "at": f"{tomorrow:%Y-%m-%dT%H:%M}"}).status_code == 302
    item = item_called(DRAIN)
    typed = {"done": "1", f"quantity_{item.pk}": "1", "photos": SimpleUploadedFile("p.jpg", photo)}
    assert client.post(page, typed | {f"price_{item.pk}": "80.01"}).status_code == 422
    assert client.post(page, typed | {"photos": SimpleUploadedFile("p.jpg", photo)}).status_code == 302
    link = give_customer_link(order=order, by=person("manager"), now=now).token
    seen = client.get(f"/f/{link}").context["form"].initial["seen"]
    staff = visitor("manager")
    said = {"accept": "1", "seen": seen, "person": "王芳", "stars": "5", "remark": ""}
    assert staff.post(f"/f/{link}", said).status_code == 422  # nobody of the office speaks for the resident
    assert client.post(f"/f/{link}", said).status_code == 302
    assert order_at(link, today=timezone.localdate()).acceptance.stars == 5
    assert client.post(f"/f/{link}", said).status_code == 422
    listing = text_of(client.get("/services/"))
    assert "诚信水电" in listing
    assert "80.00" in listing
    assert "联系人" not in listing
    assert "13800001234" not in listing


def test_papers_that_end_are_told_a_month_before(shipped, plumber):
    assert ending_soon(timezone.localdate()) == []
    assert [one.what for one in ending_soon(date(2039, 12, 10))] == [plumber.agreements.get().number]


def test_a_provider_is_registered_by_who_may(shipped):
    entry = ProviderEntry("某服务部", ["locks"])
    with pytest.raises(NotAllowed):
        register_provider(entry=entry, by=person("accountant"), on=timezone.localdate())
    with pytest.raises(errors.WithoutTrade):
        register_provider(entry=ProviderEntry("某服务部", []), by=person("manager"), on=timezone.localdate())
    made = register_provider(entry=entry, by=person("manager"), on=timezone.localdate())
    assert (made.standing, Provider.objects.count()) == (ProviderStanding.CANDIDATE, 1)
    with pytest.raises(errors.ProviderKnown):
        register_provider(entry=entry, by=person("manager"), on=timezone.localdate())


def test_who_sees_some_estates_sees_their_orders_and_no_others(estate, plumber, photo):
    elsewhere = EstateFactory(code="BC02")
    here, there = (accepted(one, plumber, photo, at=last_month()) for one in (estate, elsewhere))
    worker = visitor("grid_worker", estate)
    assert worker.get(f"/service-orders/{here.number}/").status_code == 200
    for path in ("", "offer/", "cancel/", "accept/", "link/"):
        assert worker.post(f"/service-orders/{there.number}/{path}").status_code in (404, 405)
    assert there.number not in text_of(worker.get(f"/providers/{plumber.code}/"))
    assert worker.get("/providers/settlements/").status_code == 403
