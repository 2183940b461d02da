"""A plan proposed in the background and taken over in one step."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.period import Period
from property_ops.modules.dispatch.domain.errors import BoardChanged, NothingToPlan, ProposalNotReady, ProposalTooOld
from property_ops.modules.dispatch.domain.fingerprint import fingerprint
from property_ops.modules.dispatch.domain.slots import SHANGHAI
from property_ops.modules.dispatch.models import BoardChange, Proposal, Visit
from property_ops.modules.dispatch.services.crews import grant_leave
from property_ops.modules.dispatch.services.moving import undo
from property_ops.modules.dispatch.services.proposing import (
    SILENT_FOR,
    adopt_proposal,
    drop_proposal,
    perform_proposal,
    start_proposal,
)
from property_ops.modules.dispatch.testing import CrewFactory, VisitFactory, at
from property_ops.modules.estates.testing import EstateFactory
from tests.pages import said_of, text_of, visitor

pytestmark = pytest.mark.django_db

FIRST = date(2099, 6, 1)  # a Monday of a year without known holidays
NOW = at(1, 6, year=2099)


def first(hour, day=1):
    return at(day, hour, year=2099)


@pytest.fixture
def dispatcher():
    return UserFactory(role="dispatcher")


@pytest.fixture
def crew():
    return CrewFactory(name="道路一班")


@pytest.fixture
def estate():
    return EstateFactory(name="牡丹花园")


@pytest.fixture
def visits(estate):
    return [VisitFactory(work__number=f"GD-{number}", work__estate=estate, number=1, minutes=300) for number in (1, 2)]


def proposed(by):
    """As the background task leaves it."""
    proposal = start_proposal(first=FIRST, by=by, now=timezone.now(), enqueue=lambda number: None)
    perform_proposal(proposal.pk)
    return Proposal.objects.get(pk=proposal.pk)


def stands():
    return {
        str(visit): visit.starts_at and visit.starts_at.astimezone(SHANGHAI).strftime("%d %H:%M")
        for visit in Visit.objects.order_by("pk")
    }


def test_the_plan_changes_nothing_until_it_is_taken_over(crew, visits, dispatcher):
    proposal = proposed(dispatcher)
    assert (proposal.state, len(proposal.plan), proposal.left_out) == ("ready", 2, [])
    assert stands() == {"GD-1-1": None, "GD-2-1": None}
    adopt_proposal(proposal=proposal, by=dispatcher, at=NOW)
    assert stands() == {"GD-1-1": "01 08:00", "GD-2-1": "01 13:00"}
    with pytest.raises(ProposalNotReady):
        adopt_proposal(proposal=proposal, by=dispatcher, at=NOW)


def test_it_is_undone_in_one_step(crew, visits, dispatcher):
    adopt_proposal(proposal=proposed(dispatcher), by=dispatcher, at=NOW)
    undo(by=dispatcher, at=NOW)
    assert stands() == {"GD-1-1": None, "GD-2-1": None}


@pytest.mark.parametrize("change", ["leave", "visit", "crew"])
def test_a_board_that_changed_meanwhile_refuses_it(change, crew, visits, dispatcher, estate):
    proposal = proposed(dispatcher)
    if change == "leave":
        grant_leave(crew=crew, days=Period(FIRST, FIRST + timedelta(days=1)), reason="培训", by=dispatcher)
    elif change == "visit":
        VisitFactory(work__estate=estate, number=1)
    else:
        CrewFactory()
    with pytest.raises(BoardChanged):
        adopt_proposal(proposal=proposal, by=dispatcher, at=NOW)
    assert not BoardChange.objects.exists()


def test_nobody_is_sent_into_the_past(crew, visits, dispatcher):
    proposal = proposed(dispatcher)
    with pytest.raises(ProposalTooOld):
        adopt_proposal(proposal=proposal, by=dispatcher, at=first(9))
    assert stands() == {"GD-1-1": None, "GD-2-1": None}


def test_what_no_longer_fits_goes_back_into_the_tray_and_says_why(crew, visits, dispatcher, estate):
    visit = visits[0]
    visit.crew, visit.starts_at, visit.ends_at = crew, first(8), first(13)
    visit.save()
    grant_leave(crew=crew, days=Period(FIRST, FIRST + timedelta(days=14)), reason="培训", by=dispatcher)
    proposal = proposed(dispatcher)
    page = text_of(visitor("dispatcher").get("/dispatch/plan/"))
    assert "道路一班 2099-06-01 不在岗（培训）。" in page
    assert "没有一天能上满 5 小时" in page
    adopt_proposal(proposal=proposal, by=dispatcher, at=NOW)
    assert stands() == {"GD-1-1": None, "GD-2-1": None}


def test_pressed_twice_it_is_started_once_and_a_dead_one_is_replaced(crew, visits, dispatcher):
    asked = []
    one = start_proposal(first=FIRST, by=dispatcher, now=NOW, enqueue=asked.append)
    again = start_proposal(first=FIRST, by=dispatcher, now=NOW + timedelta(seconds=5), enqueue=asked.append)
    assert one == again
    later = start_proposal(first=FIRST, by=dispatcher, now=NOW + SILENT_FOR, enqueue=asked.append)
    one.refresh_from_db()
    assert (later.pk != one.pk, one.state) == (True, "failed")
    perform_proposal(one.pk)
    one.refresh_from_db()
    assert one.state == "failed"


def test_a_newer_one_takes_the_place_of_one_that_waits(crew, visits, dispatcher):
    old, new = proposed(dispatcher), proposed(dispatcher)
    old.refresh_from_db()
    assert (old.state, new.state) == ("dropped", "ready")
    drop_proposal(proposal=new, by=dispatcher)
    with pytest.raises(ProposalNotReady):
        adopt_proposal(proposal=new, by=dispatcher, at=NOW)


def test_with_nothing_to_plan_it_says_so(crew, dispatcher):
    assert proposed(dispatcher).state == "failed"
    assert said_of(NothingToPlan()) in text_of(visitor("dispatcher").get("/dispatch/plan/"))


def test_only_planners_have_a_plan_proposed(crew, visits, dispatcher):
    proposal, other = proposed(dispatcher), UserFactory(role="accountant")
    with pytest.raises(NotAllowed):
        start_proposal(first=FIRST, by=other, now=NOW, enqueue=lambda number: None)
    with pytest.raises(NotAllowed):
        adopt_proposal(proposal=proposal, by=other, at=NOW)
    assert visitor("accountant").get("/dispatch/plan/").status_code == 403


def test_from_the_button_to_the_board(crew, visits):
    client = visitor("dispatcher")
    assert "自动排班" in text_of(client.get("/dispatch/plan/"))
    client.post("/dispatch/plan/start/", {"first_day": FIRST.isoformat()})
    running = Proposal.objects.get()
    assert "正在排班" in text_of(client.get("/dispatch/plan/progress/"))
    perform_proposal(running.pk)
    assert client.get("/dispatch/plan/progress/").headers["HX-Refresh"] == "true"
    assert "采用方案" in text_of(client.get("/dispatch/plan/"))
    answer = client.post(f"/dispatch/plan/{running.pk}/adopt/")
    assert answer.url == "/dispatch/?view=fortnight&day=2099-06-01"
    assert stands()["GD-1-1"] == "01 08:00"


def test_a_fingerprint_does_not_depend_on_the_order_of_sets_and_mappings():
    assert fingerprint({"a": frozenset("xyz"), "b": (1, 2)}) == fingerprint({"b": (1, 2), "a": frozenset("zyx")})
    assert fingerprint({"a": (1, 2)}) != fingerprint({"a": (2, 1)})
