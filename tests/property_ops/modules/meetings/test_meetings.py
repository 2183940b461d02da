"""A meeting is called, held once, and its opinions have an answer by somebody until a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.meetings.domain import errors
from property_ops.modules.meetings.models import Attendance, MeetingKind, Opinion
from property_ops.modules.meetings.services.meetings import (
    MeetingCall,
    answer_opinion,
    call_meeting,
    note_opinion,
    notice_of,
    write_minutes,
)
from tests.pages import text_of, visitor

pytestmark = pytest.mark.django_db
BEGINS = datetime(2022, 6, 10, 10, 30, tzinfo=UTC)
AFTER, DUE = BEGINS + timedelta(hours=2), date(2022, 6, 20)


@pytest.fixture
def by():
    return UserFactory(role="manager")


@pytest.fixture
def meeting(by):
    call = MeetingCall(MeetingKind.STOOL, "楼道照明", "党支部", BEGINS, "小广场", "一、照明\n二、停车")
    return call_meeting(estate=EstateFactory(), call=call, by=by, now=BEGINS - timedelta(days=3))


def test_minutes_are_written_once_and_not_before_the_meeting(meeting, by) -> None:
    said = {
        "meeting": meeting,
        "text": "议定",
        "present": [("王秀兰", "1号楼"), ("王秀兰", "1号楼"), ("", "")],
        "by": by,
    }
    with pytest.raises(errors.MeetingToCome):
        write_minutes(now=BEGINS - timedelta(minutes=1), **said)
    with pytest.raises(NotAllowed):
        write_minutes(now=AFTER, **(said | {"by": UserFactory(role="auditor")}))
    write_minutes(now=AFTER, **said)
    assert Attendance.objects.count() == 1
    with pytest.raises(errors.MeetingMinuted):
        write_minutes(now=AFTER, **said)
    assert notice_of(meeting).startswith(b"%PDF")


def test_an_opinion_waits_for_its_answer_and_keeps_it(meeting, by) -> None:
    with pytest.raises(errors.AnswerDueBefore):
        note_opinion(meeting=meeting, words="灯不亮", answers="工程部", due_on=date(2022, 6, 9), by=by)
    first, second = (
        note_opinion(meeting=meeting, words=words, answers="工程部", due_on=DUE, by=by)
        for words in ("灯不亮", "路不平")
    )
    with pytest.raises(errors.NoSuchRequest):
        answer_opinion(opinion=first, answer="已修", on=DUE, by=by, request="SQ0")
    answer_opinion(opinion=first, answer="已修", on=DUE, by=by)
    with pytest.raises(errors.OpinionAnswered):
        answer_opinion(opinion=first, answer="又修", on=DUE, by=by)
    with pytest.raises(DatabaseError), transaction.atomic():
        Opinion.objects.filter(pk=first.pk).update(answer="改")
    page = text_of(visitor("auditor").get("/meetings/opinions/"))
    assert page.index("路不平") < page.index("灯不亮"), "what waits stands first"
    assert Opinion.objects.filter(answered_on=None).get() == second
