"""Minutes for danger, hours for sewage, working days for the rest; what ran out is handed up to a named person once."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, transaction
from django.utils import timezone

from property_ops.framework.shipped_data import load
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.modules import requests
from property_ops.modules.dispatch.domain.calendar import is_working_day
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.requests import selectors, services
from property_ops.modules.requests.domain import errors
from property_ops.modules.requests.domain.clocks import ClockSpan, ClockUnit, Urgency, last_day
from property_ops.modules.requests.models import KindClock, OfficeDay, Request, RequestEscalation
from property_ops.modules.requests.models.request import Topic
from property_ops.modules.requests.public import Asked, register_request
from property_ops.modules.requests.selectors.clocks import clocks_of
from property_ops.modules.requests.services.clocks import escalate_overdue
from property_ops.modules.requests.tasks import HAND_UP
from tests.pages import text_of
from tests.visitors import visitor

pytestmark = pytest.mark.django_db

EVE = timezone.make_aware(datetime(2026, 9, 30, 16, 0))
"""The day before National Day, whose holidays end on the seventh; the tenth, a Saturday, is worked."""


@pytest.fixture(autouse=True)
def times_as_shipped():
    load(Path(requests.__file__).parent / "data" / "clocks.toml")


def asked_at(moment, topic="roads"):
    staff = UserFactory(role="dispatcher")
    said = Asked("phone", topic, "路面有坑", timezone.localdate(moment))
    return register_request(estate=EstateFactory(), asked=said, by=staff, now=moment), staff


@pytest.mark.parametrize(
    ("topic", "answer", "finish"),
    [
        ("fire_lanes", timedelta(minutes=15), timedelta(hours=4)),
        ("sewage", timedelta(minutes=30), timedelta(hours=8)),
    ],
)
def test_danger_and_sewage_run_through_night_and_holiday(topic, answer, finish):
    clocks = clocks_of(topic, since=EVE)
    assert (clocks.answer_by - EVE, clocks.finish_by - EVE) == (answer, finish)
    assert clocks.urgency is Urgency.DANGER


def test_working_days_pass_over_holidays_and_count_the_days_worked_for_them():
    made, _ = asked_at(EVE, "lighting")
    assert made.due_on == date(2026, 10, 10), "the third working day after the holidays is the Saturday that is worked"
    assert timezone.localtime(made.answer_by) == timezone.make_aware(datetime(2026, 10, 9))
    assert last_day(timezone.localtime(made.finish_by)) == made.due_on


def test_the_office_enters_holidays_of_years_that_no_calendar_knows():
    assert is_working_day(date(2031, 10, 1))
    manager = visitor("manager")
    typed = {"first": "2031-10-01", "last": "2031-10-07", "is_free": "1", "name": "国庆节"}
    assert manager.post("/requests/holidays/new/", typed).status_code == 302
    manager.post("/requests/holidays/new/", {**typed, "first": "2031-10-04", "last": "2031-10-04", "is_free": ""})
    eve = timezone.make_aware(datetime(2031, 9, 30, 9))
    assert clocks_of("cleaning", since=eve).due_on == date(2031, 10, 8), "the fourth is worked, the next is the eighth"
    assert manager.post("/requests/holidays/new/", {**typed, "last": "2031-09-01"}).status_code == 422
    manager.post(f"/requests/holidays/{OfficeDay.objects.get(day='2031-10-01').pk}/remove/")
    assert OfficeDay.objects.count() == 6
    assert visitor("dispatcher").post("/requests/holidays/new/", typed).status_code == 403


def test_every_kind_has_times_and_other_times_count_from_their_day_on():
    assert set(KindClock.objects.values_list("topic", flat=True)) == set(Topic.values)
    made, staff = asked_at(timezone.now())
    typed = {
        "topic": "roads", "start": str(timezone.localdate()), "urgency": "urgent", "answer_amount": 1,
        "answer_unit": "hours", "finish_amount": 2, "finish_unit": "hours",
    }  # fmt: skip
    manager = visitor("manager")
    assert manager.post("/requests/kinds/new/", {**typed, "start": "2020-01-01"}).status_code == 422
    assert manager.post("/requests/kinds/new/", typed).status_code == 302
    assert manager.post("/requests/kinds/new/", typed).status_code == 422
    later, _ = asked_at(timezone.now())
    assert later.finish_by < made.finish_by
    made.refresh_from_db()
    assert made.urgency == "usual"
    with pytest.raises(NotAllowed):
        services.enter_days(first=EVE.date(), last=EVE.date(), is_free=True, name="x", by=staff)


def test_a_clock_that_stands_is_not_overdue_and_what_it_stood_is_added():
    made, staff = asked_at(EVE, "sewage")
    noon = EVE + timedelta(hours=1)
    with pytest.raises(errors.PauseWithoutReason):
        services.pause_clock(request=made, reason=" ", by=staff, now=noon)
    services.pause_clock(request=made, reason="等待产权单位", by=staff, now=noon)
    with pytest.raises(errors.PausedAlready):
        services.pause_clock(request=made, reason="又等", by=staff, now=noon)
    later = EVE + timedelta(days=2)
    assert not selectors.overdue(Request.objects.all(), now=later).exists()
    assert escalate_overdue(now=later) == 0
    services.resume_clock(request=made, by=staff, now=later)
    made.refresh_from_db()
    assert made.finish_by - EVE == timedelta(hours=8) + timedelta(days=2) - timedelta(hours=1)
    with pytest.raises(errors.NotPaused):
        services.resume_clock(request=made, by=staff, now=later)
    with pytest.raises(DatabaseError), transaction.atomic():
        made.pauses.update(reason="别的")


def test_what_ran_out_is_handed_up_once_to_the_person_that_the_kind_names():
    head, manager = UserFactory(role="reviewer"), UserFactory()
    manager.groups.add(Group.objects.get_or_create(name="manager")[0])
    KindClock.objects.create(
        code="roads 2026-09-01", topic="roads", start=date(2026, 9, 1), urgency="usual", answer_amount=1,
        answer_unit="hours", finish_amount=1, finish_unit="working_days", escalate_to=head,
    )  # fmt: skip
    made, staff = asked_at(EVE)
    other, _ = asked_at(EVE, "noise")
    assert not HAND_UP.is_due(EVE)
    late = EVE + timedelta(days=20)
    assert HAND_UP.is_due(late)
    assert (escalate_overdue(now=late), escalate_overdue(now=late)) == (4, 0)
    told = {(one.request_id, one.clock): one.to for one in RequestEscalation.objects.all()}
    assert (told[made.pk, "answer"], told[made.pk, "finish"], told[other.pk, "finish"]) == (head, head, manager)
    with pytest.raises(DatabaseError), transaction.atomic():
        RequestEscalation.objects.update(to=staff)
    client = visitor("manager")
    assert made.number in text_of(client.get("/requests/?late=late"))
    assert made.number not in text_of(client.get("/requests/?late=mine"))
    services.answer(request=made, result="已修", on=made.received_on, by=staff)
    assert not selectors.overdue(Request.objects.filter(pk=made.pk), now=late).exists()


def test_taken_up_again_the_clocks_are_set_anew():
    made, staff = asked_at(EVE, "sewage")
    services.pause_clock(request=made, reason="等待", by=staff, now=EVE)
    services.answer(request=made, result="已修", on=made.received_on, by=staff)
    assert not made.pauses.filter(until=None).exists(), "answered, nothing stands"
    again = services.reopen(request=made, by=staff)
    assert abs(again.finish_by - timezone.now() - timedelta(hours=8)) < timedelta(minutes=5)


def test_a_span_counts_no_part_of_its_first_day():
    span = ClockSpan(1, ClockUnit.WORKING_DAYS)
    assert span.ends(EVE, is_working=lambda day: True) == EVE.replace(hour=0, day=1, month=10) + timedelta(days=1)
