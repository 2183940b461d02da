"""A crew's calendar behind a link, the panel of the day, and the demonstration's board."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from property_ops.framework.models import AuditEvent
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import LinkNotFound, LinkRevoked, NotAllowed
from property_ops.modules.dispatch.domain.slots import SHANGHAI
from property_ops.modules.dispatch.models import Crew, CrewMember, CrewSkill, Visit
from property_ops.modules.dispatch.services.demonstrating import set_up_board
from property_ops.modules.dispatch.services.feed import calendar_of, close_feed, open_feed
from property_ops.modules.dispatch.testing import CrewFactory, VisitFactory, at
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.works.models import WorkOrder
from property_ops.modules.works.public import work_kinds
from tests.pages import text_of, visitor

pytestmark = pytest.mark.django_db

NOW = at(1, 7)


@pytest.fixture(autouse=True)
def _no_looks_counted():
    cache.clear()


@pytest.fixture
def dispatcher():
    return UserFactory(role="dispatcher")


@pytest.fixture
def crew():
    return CrewFactory(name="道路一班")


def place(crew, day, **more):
    estate = EstateFactory(name=f"牡丹花园{day}")
    return VisitFactory(crew=crew, starts_at=at(day, 8), work__estate=estate, work__place="东门", **more)


class TestFeed:
    def test_the_visits_are_there_in_the_time_of_shanghai(self, crew, dispatcher):
        visit = place(crew, 2, note="带路锥")
        place(crew, 3, state="cancelled")
        place(CrewFactory(), 4)
        calendar = Calendar.from_ical(calendar_of(given=open_feed(crew=crew, by=dispatcher), now=NOW))
        (event,) = calendar.walk("VEVENT")
        assert calendar["x-wr-calname"] == "道路一班"
        assert (event["summary"], event["location"]) == ("牡丹花园2 路面修补", "牡丹花园2 东门")
        assert event["dtstart"].dt == at(2, 8)
        assert event["dtstart"].params["TZID"] == "Asia/Shanghai"
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=4)
        assert event["description"] == f"{visit}\n带路锥"
        assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Shanghai"]

    def test_a_withdrawn_link_and_an_older_one_open_no_more(self, crew, dispatcher):
        old = open_feed(crew=crew, by=dispatcher)
        new = open_feed(crew=crew, by=dispatcher)
        with pytest.raises(LinkRevoked):
            calendar_of(given=old, now=NOW)
        calendar_of(given=new, now=NOW)
        close_feed(crew=crew, by=dispatcher)
        close_feed(crew=crew, by=dispatcher)
        with pytest.raises(LinkRevoked):
            calendar_of(given=new, now=NOW)
        assert AuditEvent.objects.filter(action="dispatch.feed_closed").count() == 1

    @pytest.mark.parametrize("given", ["", "1", "x.y", "99999.abc", "٣.abc", "1.AAAAAAAAAAAAAAAAAAAAAA"])
    def test_an_invented_link_finds_nothing(self, given, crew, dispatcher):
        open_feed(crew=crew, by=dispatcher)
        with pytest.raises(LinkNotFound):
            calendar_of(given=given, now=NOW)

    def test_only_planners_give_it_out_and_see_it(self, crew, dispatcher):
        with pytest.raises(NotAllowed):
            open_feed(crew=crew, by=UserFactory(role="accountant"))
        token = open_feed(crew=crew, by=dispatcher)
        page = f"/dispatch/crews/{crew.pk}/"
        assert token in text_of(visitor("dispatcher").get(page))
        assert token not in text_of(visitor("accountant").get(page))

    def test_it_opens_without_a_log_in(self, crew, dispatcher):
        client = visitor("dispatcher")
        client.post(f"/dispatch/crews/{crew.pk}/calendar/open/")
        crew.refresh_from_db()
        token = open_feed(crew=crew, by=dispatcher)
        answer = Client().get(f"/dispatch/calendar/{token}.ics")
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
        assert answer["Cache-Control"] == "private, no-store"
        client.post(f"/dispatch/crews/{crew.pk}/calendar/close/")
        assert Client().get(f"/dispatch/calendar/{token}.ics").status_code == 410
        assert Client().get("/dispatch/calendar/1.nothing.ics").status_code == 404


def test_the_overview_tells_who_plans_who_is_out_today_and_what_waits(crew):
    start = timezone.localtime().astimezone(SHANGHAI).replace(hour=9, minute=0, second=0, microsecond=0)
    VisitFactory(crew=crew, starts_at=start, work__estate=EstateFactory(name="牡丹花园"))
    VisitFactory()
    page = text_of(visitor("dispatcher").get("/"))
    assert "今日派工" in page
    assert "牡丹花园" in page
    assert "09:00–13:00" in page
    assert "今日派工" not in text_of(visitor("accountant").get("/"))


def test_without_crews_there_is_no_panel():
    assert "今日派工" not in text_of(visitor("dispatcher").get("/"))


class TestDemonstration:
    @pytest.fixture
    def staff(self):
        for role in ("dispatcher", "manager", "crew"):
            UserFactory(role=role, username=role)
        for number in range(1, 13):
            EstateFactory(code=f"BC{number:02d}")

    def test_the_board_is_set_up_once(self, staff):
        set_up_board(lambda *words, **more: None)
        assert Crew.objects.count() == 5
        assert all(work_kinds().coded(skill.kind) for skill in CrewSkill.objects.all())
        assert CrewMember.objects.get(user__username="crew").crew.code == "BZ01"
        placed = Visit.objects.exclude(crew=None)
        assert (placed.count(), Visit.objects.count()) == (6, 13)
        assert set(WorkOrder.objects.values_list("state", flat=True)) == {"approved", "scheduled"}
        set_up_board(lambda *words, **more: None)
        assert Visit.objects.count() == 13

    def test_it_needs_no_estate_that_is_not_there(self):
        for role in ("dispatcher", "manager"):
            UserFactory(role=role, username=role)
        set_up_board(lambda *words, **more: None)
        assert (Crew.objects.count(), Visit.objects.count()) == (5, 0)
