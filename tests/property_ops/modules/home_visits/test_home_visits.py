"""Home visits: whom the grid worker met, whom not, and what of it became a request."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from property_ops.modules.home_visits.domain import errors
from property_ops.modules.home_visits.domain.outcomes import VisitOutcome
from property_ops.modules.home_visits.models import HomeVisit, VisitOpinion
from property_ops.modules.home_visits.selectors.visits import figures_of, in_state, visible_homes
from property_ops.modules.home_visits.services.visiting import SaidAtHome, plan_visits, record_visit
from property_ops.modules.requests.models import Request
from tests.pages import text_of, visitor

pytestmark = pytest.mark.django_db
FIRST, NOW = date(2022, 6, 1), datetime(2022, 6, 2, 4, tzinfo=UTC)


@pytest.fixture
def estate():
    made = EstateFactory(code="BC01", name="牡丹花园")
    for building, room in ((1, "101"), (1, "102"), (2, "101")):
        owned_unit(owner="王芳", estate=made, building=building, room=room, code=f"BC01-{building}-1-{room}")
    return made


@pytest.fixture
def by():
    return UserFactory(role="dispatcher")


@pytest.fixture
def plan(estate, by):
    days = {"first_day": FIRST, "last_day": FIRST + timedelta(days=9)}
    return plan_visits(estate=estate, title="冬季走访", by=by, now=NOW, buildings=[1], **days)


def test_a_home_is_met_once_and_tried_as_often_as_needed(plan, by):
    home, other = plan.homes.order_by("unit__room")
    for outcome in (VisitOutcome.NOT_MET, VisitOutcome.NOT_MET, VisitOutcome.MET):
        record_visit(home=home, outcome=outcome, by=by, now=NOW)
    with pytest.raises(errors.MetBefore):
        record_visit(home=home, outcome=VisitOutcome.NOT_MET, by=by, now=NOW)
    with pytest.raises(errors.PlanNotBegun):
        record_visit(home=other, outcome=VisitOutcome.MET, by=by, now=NOW - timedelta(days=9))
    with pytest.raises(NotAllowed):
        record_visit(home=other, outcome=VisitOutcome.MET, by=UserFactory(role="auditor"), now=NOW)
    assert figures_of(plan) == {"met": 1, "not_met": 0, "declined": 0, "untried": 1}
    assert list(in_state(visible_homes(by), "open")) == [other]
    with pytest.raises(DatabaseError), transaction.atomic():
        HomeVisit.objects.update(outcome="declined")


def test_an_opinion_becomes_a_request_with_its_clock_or_is_only_noted(plan, by):
    home = plan.homes.order_by("unit__room").first()
    said = [SaidAtHome("楼道灯坏了", "lighting"), SaidAtHome("保洁很好")]
    with pytest.raises(errors.SaidByNobody):
        record_visit(home=home, outcome=VisitOutcome.NOT_MET, said=said, by=by, now=NOW)
    record_visit(home=home, outcome=VisitOutcome.MET, said=said, by=by, now=NOW)
    request = Request.objects.get()
    assert (request.channel, request.topic, request.unit_id, request.is_petition) == (
        "home_visit",
        "lighting",
        home.unit_id,
        False,
    )
    assert request.finish_by is not None
    assert [one.request for one in VisitOpinion.objects.order_by("pk")] == [request, None]


def test_the_grid_worker_records_it_on_the_phone_and_sees_no_other_estate(estate, by):
    today = timezone.localdate()
    days = {"first_day": today, "last_day": today}
    plan = plan_visits(estate=estate, title="冬季走访", by=by, now=NOW, buildings=[2], **days)
    grid, stranger = visitor("grid_worker", estate), visitor("grid_worker", EstateFactory(code="BC02"))
    day = text_of(grid.get("/phone/"))
    assert "还有 1 户没见到" in day
    assert 'href="/news/"' in day
    assert "冬季走访" in text_of(grid.get("/phone/home-visits/"))
    address = f"/phone/home-visits/{plan.homes.get().pk}/"
    assert stranger.get(address).status_code == 404
    said = {"outcome": "met", "opinion_1": "门关不严", "topic_1": "locks"}
    assert grid.post(address, said).headers["Location"] == "/phone/home-visits/"
    assert "冬季走访" not in text_of(grid.get("/phone/home-visits/"))
    assert Request.objects.get().content == "门关不严"
    assert Request.objects.get().number in text_of(grid.get(f"/home-visits/{plan.pk}/"))


def test_a_plan_has_homes_and_days_in_order(estate, by):
    for days, buildings, wrong in (
        ({"first_day": FIRST, "last_day": FIRST - timedelta(days=1)}, [], errors.VisitDaysNotInOrder),
        ({"first_day": FIRST, "last_day": FIRST}, [9], errors.NoHomes),
    ):
        with pytest.raises(wrong):
            plan_visits(estate=estate, title="走访", by=by, now=NOW, buildings=buildings, **days)
