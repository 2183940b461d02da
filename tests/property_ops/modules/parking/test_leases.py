"""Leases made in the product, and the draw for spaces that anyone can re-run."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

import property_ops
from property_ops.framework.models import AuditEvent
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.testing import EstateFactory, UnitFactory
from property_ops.modules.parking.domain import errors, lottery
from property_ops.modules.parking.models import Lease, LeaseProposal, WaitingList
from property_ops.modules.parking.public import Passing
from property_ops.modules.parking.selectors import published, winners
from property_ops.modules.parking.services import waiting
from property_ops.modules.parking.services.leases import LeaseTerms, approve_lease, change_plate, end_lease, let_space
from property_ops.modules.parking.testing import LeaseFactory, SpaceFactory
from tests.pages import text_of, visitor
from tests.property_ops.modules.parking.letting import NOW, let_by_two

SCRIPT = Path(property_ops.__file__).parent / "modules/parking/static/parking/redraw.py"
DAY = date(2022, 7, 1)


@pytest.fixture
def estate(db):
    return EstateFactory(code="BC01", name="牡丹花园", taken_over_on=date(2022, 1, 1))


@pytest.fixture
def space(estate):
    return SpaceFactory(estate=estate, number="A017")


@pytest.fixture
def accountant(db):
    return UserFactory(role="accountant")


def let(space, by, unit=None, start=DAY, **more):
    unit = unit or UnitFactory(estate=space.estate)
    return let_by_two(space=space, terms=LeaseTerms(unit=unit, monthly_rent=Yuan(150_00), start=start, **more), by=by)


def test_a_space_is_let_to_one_unit_at_a_time(space, accountant):
    let(space, accountant, last_day=date(2022, 7, 31), plate="鲁R·12345")
    with pytest.raises(errors.SpaceIsLet):
        let(space, accountant, start=date(2022, 7, 31))
    with pytest.raises(errors.SpaceIsLet):
        let(space, accountant, start=date(2022, 6, 1))
    after = let(space, accountant, start=date(2022, 8, 1))
    assert (Lease.objects.count(), after.end) == (2, None)
    assert Lease.objects.first().plate == "鲁R12345"


@pytest.mark.parametrize("plate", ["鲁R1234", "R12345", "鲁R1234O", "hello"])
def test_what_is_no_mainland_plate_is_refused(plate, space, accountant):
    with pytest.raises(errors.NotAPlate):
        let(space, accountant, plate=plate)
    assert let(space, accountant, plate="鲁RD12345").plate == "鲁RD12345"  # of a new-energy vehicle


def test_a_lease_is_of_a_unit_of_the_estate_and_ends_after_it_starts(space, accountant):
    with pytest.raises(errors.NotOfTheEstate):
        let(space, accountant, unit=UnitFactory())
    with pytest.raises(errors.LeaseNotInOrder):
        let(space, accountant, last_day=date(2022, 6, 30))
    with pytest.raises(errors.NegativeRent):
        let_space(
            space=space, terms=LeaseTerms(UnitFactory(estate=space.estate), Yuan(-1), DAY), by=accountant, now=NOW
        )
    assert not Lease.objects.exists()
    assert let(space, accountant, last_day=DAY).end == date(2022, 7, 2)  # one day is a lease


def test_the_last_day_of_a_lease_still_counts(space, accountant):
    lease = let(space, accountant)
    assert end_lease(lease=lease, last_day=date(2022, 9, 30), by=accountant).end == date(2022, 10, 1)
    assert end_lease(lease=lease, last_day=DAY, by=accountant).end == date(2022, 7, 2)
    with pytest.raises(errors.LeaseNotInOrder):
        end_lease(lease=lease, last_day=date(2022, 6, 30), by=accountant)


def test_one_person_lets_nobody_pay_for_longer(space, accountant):
    """An end that is put off is a new lease, which another person approves; without rent nobody pays by it."""
    lease = let(space, accountant, last_day=date(2022, 9, 30))
    with pytest.raises(errors.ProlongedByNewLease):
        end_lease(lease=lease, last_day=date(2022, 10, 1), by=accountant)
    assert end_lease(lease=lease, last_day=date(2022, 9, 30), by=accountant).end == date(2022, 10, 1)
    free = let_space(
        space=SpaceFactory(estate=space.estate, number="A018"), by=accountant, now=NOW,
        terms=LeaseTerms(UnitFactory(estate=space.estate), Yuan(0), DAY, date(2022, 9, 30)),
    )  # fmt: skip
    let_space(space=free.space, terms=LeaseTerms(free.unit, Yuan(0), date(2022, 11, 1)), by=accountant, now=NOW)
    assert end_lease(lease=free, last_day=date(2022, 10, 31), by=accountant).end == date(2022, 11, 1)
    with pytest.raises(errors.SpaceIsLet):
        end_lease(lease=free, last_day=date(2022, 11, 1), by=accountant)


def test_another_car_keeps_the_lease_and_its_history(space, accountant):
    lease = let(space, accountant, plate="鲁R12345")
    change_plate(lease=lease, plate="鲁R54321", vehicle="白色轿车", by=accountant)
    assert [one.plate for one in lease.history.order_by("history_id")] == ["鲁R12345", "鲁R54321"]
    assert AuditEvent.objects.get(action="parking.plate_changed").detail["before"] == "鲁R12345"


def test_leases_are_made_and_ended_on_pages(space, estate):
    client, unit = visitor("manager"), UnitFactory(estate=estate)
    url = f"/parking/spaces/{space.pk}/let/"
    typed = {"unit": unit.code, "plate": "鲁R12345", "monthly_rent": "150", "start": "2022-07-01"}
    assert client.post(url, {**typed, "unit": "XX"}).status_code == 422
    answer = client.post(url, typed)
    proposal = LeaseProposal.objects.get()
    assert answer.headers["Location"] == f"/parking/proposals/{proposal.pk}/"
    assert not Lease.objects.exists()
    again = client.post(url, typed)
    assert again.status_code == 422
    assert "待复核" in again.content.decode()
    assert f"/parking/proposals/{proposal.pk}/" in text_of(client.get(f"/parking/spaces/{space.pk}/"))
    assert "150.00" in text_of(visitor("reviewer").get(f"/parking/proposals/{proposal.pk}/"))
    assert visitor("reviewer").post(f"/approvals/lease/{proposal.pk}/approve/").status_code == 302
    again = client.post(url, typed)
    assert again.status_code == 422
    assert "已租给" in again.content.decode()
    lease = Lease.objects.get()
    assert (lease.proposal, lease.monthly_rent) == (proposal, Yuan(150_00))
    assert client.post(f"/parking/leases/{lease.pk}/end/", {"last_day": "2022-07-31"}).status_code == 302
    assert client.post(f"/parking/leases/{lease.pk}/plate/", {"plate": "x"}).status_code == 422
    assert "2022-07-31" in text_of(client.get(f"/parking/spaces/{space.pk}/"))


def test_a_lease_without_rent_makes_nobody_pay_and_begins_at_once(space, estate):
    typed = {"unit": UnitFactory(estate=estate).code, "monthly_rent": "0", "start": "2022-07-01"}
    assert visitor("manager").post(f"/parking/spaces/{space.pk}/let/", typed).status_code == 302
    assert Lease.objects.get().monthly_rent == Yuan(0)
    assert not LeaseProposal.objects.exists()


def test_a_proposal_whose_space_was_let_meanwhile_is_not_carried_out(space, estate, accountant):
    def said(rent, **days):
        unit = UnitFactory(estate=estate)
        return {"space": space, "terms": LeaseTerms(unit=unit, monthly_rent=Yuan(rent), start=DAY, **days), "now": NOW}

    waits = let_space(by=accountant, **said(150_00))
    let_space(by=accountant, **said(0, last_day=date(2022, 7, 31)))
    with pytest.raises(errors.SpaceIsLet):
        approve_lease(proposal=waits, by=UserFactory(role="reviewer"), now=NOW)
    assert Lease.objects.count() == 1
    waits.refresh_from_db()
    assert waits.waits


def test_spaces_are_added_and_changed(space, estate):
    client = visitor("manager")
    typed = {"estate": estate.pk, "number": "A018", "kind": "charging", "width": "2.4", "length": "5.3"}
    assert client.post("/parking/spaces/new/", typed).status_code == 302
    assert client.post("/parking/spaces/new/", typed).status_code == 422
    assert client.post(f"/parking/spaces/{space.pk}/change/", {**typed, "number": "A/1"}).status_code == 422
    assert client.post(f"/parking/spaces/{space.pk}/change/", {**typed, "number": "A019"}).status_code == 302


@pytest.mark.parametrize("role", ["dispatcher", "grid_worker", "auditor"])
def test_who_may_not_let(role, space):
    with pytest.raises(NotAllowed):
        let(space, UserFactory(role=role))
    assert visitor(role, space.estate).get(f"/parking/spaces/{space.pk}/let/").status_code == 403


@pytest.fixture
def waiting_list(estate, accountant):
    """Six units wait for two spaces."""
    opened = waiting.open_list(estate=estate, name="七月", places=2, by=accountant)
    for number in range(1, 7):
        unit = UnitFactory(estate=estate, building=1, entrance=1, room=f"{number}01")
        waiting.enter(waiting_list=opened, unit=unit, plate="", on=DAY, by=accountant)
    return opened


def drawn(waiting_list, by, seed="05 11 12 20 27 33 + 09"):
    waiting.freeze(waiting_list=waiting_list, source="双色球 2022075 期", on=DAY, by=by)
    return waiting.draw(waiting_list=waiting_list, seed=seed, on=DAY, by=by)


def test_a_unit_is_on_the_list_once(waiting_list, accountant):
    entry = waiting_list.entries.first()
    with pytest.raises(errors.OnTheListAlready):
        waiting.enter(waiting_list=waiting_list, unit=entry.unit, plate="", on=DAY, by=accountant)
    with pytest.raises(errors.NotOfTheEstate):
        waiting.enter(waiting_list=waiting_list, unit=UnitFactory(), plate="", on=DAY, by=accountant)
    with pytest.raises(errors.NotManaged):
        waiting.open_list(
            estate=EstateFactory(management="assisted", taken_over_on=None), name="x", places=1, by=accountant
        )  # fmt: skip


def test_nothing_changes_after_the_list_is_frozen_and_the_draw_is_made_once(waiting_list, accountant):
    with pytest.raises(errors.ListNotFrozen):
        waiting.draw(waiting_list=waiting_list, seed="1", on=DAY, by=accountant)
    drawn(waiting_list, accountant)
    entry = waiting_list.entries.first()
    with pytest.raises(errors.ListIsFrozen):
        waiting.strike(entry=entry, by=accountant)
    with pytest.raises(errors.ListIsFrozen):
        waiting.enter(
            waiting_list=waiting_list, unit=UnitFactory(estate=waiting_list.estate, building=2), plate="", on=DAY,
            by=accountant,
        )  # fmt: skip
    ranks = list(waiting_list.entries.values_list("unit__code", "rank"))
    with pytest.raises(errors.ListIsDrawn):
        waiting.draw(waiting_list=waiting_list, seed="another", on=DAY, by=accountant)
    assert list(waiting_list.entries.values_list("unit__code", "rank")) == ranks


def test_anyone_can_run_the_draw_again_with_the_published_record(waiting_list, accountant, tmp_path):
    record = tmp_path / "record.txt"
    record.write_text(published(drawn(waiting_list, accountant)), encoding="utf-8")
    assert subprocess.run([sys.executable, "-I", str(SCRIPT), str(record)], check=False).returncode == 0
    lines = record.read_text(encoding="utf-8").splitlines()
    record.write_text("\n".join([*lines[:-2], lines[-1], lines[-2]]), encoding="utf-8")
    assert subprocess.run([sys.executable, "-I", str(SCRIPT), str(record)], check=False).returncode == 1


def test_a_winner_gets_a_lease_once(waiting_list, accountant, space):
    drawn(waiting_list, accountant)
    first, *_others, last = waiting_list.entries.order_by("rank")
    terms = LeaseTerms(unit=first.unit, monthly_rent=Yuan(150_00), start=DAY)
    lease = let_by_two(space=space, terms=terms, by=accountant, entry=first)
    first.refresh_from_db()
    assert first.lease == lease
    other = SpaceFactory(estate=space.estate)
    for entry, unit in ((first, first.unit), (last, last.unit)):
        terms = LeaseTerms(unit=unit, monthly_rent=Yuan(0), start=DAY)
        with pytest.raises(errors.NotAWinner):
            let_by_two(space=other, terms=terms, by=accountant, entry=entry)
    assert Lease.objects.count() == 1


def test_a_place_that_is_declined_or_lapses_goes_to_the_next_by_rank(waiting_list, accountant, space):
    drawn(waiting_list, accountant)
    first, second, third, fourth, *_others = waiting_list.entries.order_by("rank")

    def have_places():
        return [entry.pk for entry in winners(space.estate).order_by("rank")]

    assert have_places() == [first.pk, second.pk]
    with pytest.raises(errors.NotAWinner):
        waiting.offer_place(entry=third, last_day=DAY, on=DAY, by=accountant)
    with pytest.raises(errors.OfferInThePast):
        waiting.offer_place(entry=first, last_day=date(2022, 6, 30), on=DAY, by=accountant)
    waiting.pass_on(entry=second, passing=Passing.DECLINED, on=DAY, by=accountant)
    assert have_places() == [first.pk, third.pk]
    with pytest.raises(errors.OfferIsOpen):
        waiting.pass_on(entry=first, passing=Passing.LAPSED, on=DAY, by=accountant)
    waiting.offer_place(entry=first, last_day=DAY, on=DAY, by=accountant)
    with pytest.raises(errors.OfferIsOpen):
        waiting.pass_on(entry=first, passing=Passing.LAPSED, on=DAY, by=accountant)
    waiting.pass_on(entry=first, passing=Passing.LAPSED, on=date(2022, 7, 2), by=accountant)
    assert have_places() == [third.pk, fourth.pk]
    with pytest.raises(errors.NotAWinner):
        waiting.pass_on(entry=first, passing=Passing.DECLINED, on=DAY, by=accountant)
    terms = LeaseTerms(unit=first.unit, monthly_rent=Yuan(0), start=DAY)
    with pytest.raises(errors.NotAWinner):
        let_by_two(space=space, terms=terms, by=accountant, entry=first)
    let_by_two(
        space=space, terms=LeaseTerms(unit=third.unit, monthly_rent=Yuan(0), start=DAY), by=accountant, entry=third
    )  # fmt: skip
    assert have_places() == [fourth.pk]
    assert [entry.rank for entry in waiting_list.entries.order_by("rank")] == [1, 2, 3, 4, 5, 6]
    client, url = visitor("manager"), f"/parking/waiting/{waiting_list.pk}/"
    client.post(f"{url}{fourth.pk}/until/", {"last_day": "soon"})
    assert "“soon”不是日期" in text_of(client.get(url))
    assert client.post(f"{url}{fourth.pk}/pass/", {"why": "bored"}).status_code == 404
    client.post(f"{url}{fourth.pk}/until/", {"last_day": "2999-01-31"})
    page = text_of(client.get(url))
    for words in ("2999-01-31", "已放弃", "逾期未办"):
        assert words in page
    client.post(f"{url}{fourth.pk}/pass/", {"why": "declined"})
    assert fourth.pk not in have_places()
    assert visitor("dispatcher").post(f"{url}{fourth.pk}/pass/", {"why": "declined"}).status_code == 403


def test_a_list_is_run_on_its_page(estate, space):
    client = visitor("manager")
    assert client.post("/parking/waiting/new/", {"estate": estate.pk, "name": "七月", "places": 1}).status_code == 302
    url = f"/parking/waiting/{WaitingList.objects.get().pk}/"
    unit = UnitFactory(estate=estate)
    client.post(f"{url}enter/", {"unit": unit.code, "plate": "鲁R12345"})
    client.post(f"{url}freeze/", {"source": "双色球 2022075 期"})
    assert lottery.fingerprint([unit.code]) in text_of(client.get(url))
    client.post(f"{url}draw/", {"seed": "05 11 12"})
    page = text_of(client.get(url))
    assert "A017" in page
    entry = WaitingList.objects.get().entries.get()
    offer = client.post(f"{url}{entry.pk}/offer/", {"space": space.pk})
    assert offer.url == f"/parking/spaces/{space.pk}/let/?entry={entry.pk}"
    assert unit.code in text_of(client.get(offer.url))
    assert "05 11 12" in client.get(f"{url}result.txt").content.decode()
    LeaseFactory(space=space, unit=unit)
    assert client.post(f"{url}draw/", {"seed": "other"}).status_code == 302
    assert WaitingList.objects.get().seed == "05 11 12"


@given(some.sets(some.text(min_size=1), min_size=1, max_size=30), some.text(min_size=1))
def test_the_order_depends_on_list_and_seed_alone(units, seed):
    one, other = lottery.draw(sorted(units), seed), lottery.draw(sorted(units, reverse=True), seed)
    assert one == other
    assert {drawn.unit for drawn in one} == units
    assert [drawn.rank for drawn in one] == list(range(1, len(units) + 1))


def test_every_unit_is_as_likely_to_come_first():
    units = [f"BC01-1-1-{number}" for number in range(5)]
    firsts = [lottery.draw(units, str(seed))[0].unit for seed in range(1000)]
    assert all(150 < firsts.count(unit) < 250 for unit in units)
