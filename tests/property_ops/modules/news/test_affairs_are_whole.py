"""小区事务 tells of works, closures, parking, disclosure, meetings and votes; whoever is named in them is not."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from property_ops.framework.slots import plugged_into
from property_ops.framework.testing import UserFactory
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from property_ops.modules.meetings.models import Meeting, MeetingMinutes, Opinion
from property_ops.modules.notices.models import Notice
from property_ops.modules.votes.services.telling import tell_of_open_votes
from property_ops.modules.votes.testing import FIRST, NOW, opened

pytestmark = pytest.mark.django_db


def page(estate) -> str:
    return Client().get(f"/n/{estate.code}/affairs/").content.decode()


def test_every_part_of_it_is_told_by_some_module():
    told = {f"{tell.__module__.split('.')[2]}" for tell in plugged_into("estate_affairs")}
    assert told >= {"works", "parking", "meetings", "votes", "disclosure", "complaints"}


def test_a_meeting_says_what_became_of_its_opinions_and_names_nobody():
    estate, by, now = EstateFactory(code="BC01"), UserFactory(), timezone.now()
    called = {"estate": estate, "kind": "stool", "convener": "党支部", "place": "小广场", "agenda": "充电棚", "by": by,
              "at": now}  # fmt: skip
    held = Meeting.objects.create(number="M1", title="充电棚选址", begins_at=now - timedelta(days=9), **called)
    Meeting.objects.create(number="M2", title="垃圾分类", begins_at=now + timedelta(days=3), **called)
    MeetingMinutes.objects.create(meeting=held, text="李小华说太近", by=by, at=now)
    for number, answer in ((1, ""), (2, "已移位")):
        on = {"answered_on": now.date(), "answered_by": by} if answer else {}
        Opinion.objects.create(
            meeting=held, number=number, words="太近", answers="胡丽", due_on=now.date(), answer=answer, **on
        )
    shown = page(estate)
    assert "意见 2 条，已答复 1 条" in shown
    assert ("充电棚选址" in shown, "垃圾分类" in shown, "李小华" in shown, "胡丽" in shown) == (
        True,
        True,
        False,
        False,
    )


def test_a_vote_is_shown_with_its_days_and_each_home_is_told_once_that_it_is_open(shipped):
    estate = EstateFactory(code="BC01")
    owned_unit(estate=estate, owner="李小华")
    opened(estate)
    assert "楼道照明" in page(estate)
    for _ in range(2):
        tell_of_open_votes(now=NOW, today=FIRST)
    assert Notice.objects.filter(template="vote_open").count() == 1
    tell_of_open_votes(now=NOW, today=FIRST - timedelta(days=1))
    assert Notice.objects.count() == 1
