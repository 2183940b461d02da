"""A meeting is called, held once, and its opinions have an answer by somebody until a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from property_ops.framework.importing import import_files
from property_ops.framework.signing_in import SignInClosed, SignInWithoutName
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from property_ops.modules.meetings.domain import errors
from property_ops.modules.meetings.models import Attendance, MeetingKind, MeetingMinutes, Opinion
from property_ops.modules.meetings.services.attending import sign_in
from property_ops.modules.meetings.services.becoming import make_request_of, tie_opinion
from property_ops.modules.meetings.services.meetings import (
    MeetingCall,
    answer_opinion,
    call_meeting,
    call_off,
    note_opinion,
    notice_of,
    sign_in_sheet,
    write_minutes,
)
from property_ops.modules.meetings.services.telling import tell_of_meetings
from property_ops.modules.meetings.views.affairs import meetings_told
from property_ops.modules.notices.models import Notice
from property_ops.modules.works.testing import WorkOrderFactory
from tests.pages import text_of, visitor
from tests.property_ops.framework.importing.papers import register, workbook

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
    answer_opinion(opinion=first, answer="已修", on=DUE, by=by)
    with pytest.raises(errors.OpinionAnswered):
        answer_opinion(opinion=first, answer="又修", on=DUE, by=by)
    with pytest.raises(DatabaseError), transaction.atomic():
        Opinion.objects.filter(pk=first.pk).update(answer="改")
    page = text_of(visitor("auditor").get("/meetings/opinions/"))
    assert page.index("路不平") < page.index("灯不亮"), "what waits stands first"
    assert Opinion.objects.filter(answered_on=None).get() == second


def test_who_is_there_signs_in_by_the_code_once_and_only_while_the_meeting_is(meeting, by) -> None:
    here = f"/meetings/here/{meeting.code}/"
    assert Client().get(f"/meetings/here/{meeting.pk}.{'x' * 22}/").status_code == 404
    with pytest.raises(SignInClosed):
        sign_in(meeting=meeting, name="王芳", home="", now=BEGINS - timedelta(hours=2))
    for _ in range(2):
        sign_in(meeting=meeting, name=" 王芳 ", home="1号楼", now=BEGINS)
    with pytest.raises(SignInWithoutName):
        sign_in(meeting=meeting, name=" ", home="", now=BEGINS)
    write_minutes(meeting=meeting, text="议定", present=[("王芳", "1号楼"), ("李明", "")], by=by, now=AFTER)
    assert list(Attendance.objects.order_by("pk").values_list("name", "way")) == [("王芳", "code"), ("李明", "list")]
    with pytest.raises(SignInClosed):
        sign_in(meeting=meeting, name="赵强", home="", now=AFTER)
    page = text_of(Client().get(here))
    assert "王芳" not in page
    assert sign_in_sheet(meeting, address="https://example.org/x").startswith(b"%PDF")


def test_one_phone_signs_in_ten_and_not_a_whole_estate(by) -> None:
    call = MeetingCall(MeetingKind.STOOL, "照明", "党支部", timezone.now(), "小广场", "一、照明")
    meeting = call_meeting(estate=EstateFactory(), call=call, by=by, now=timezone.now())
    client = Client(headers={"user-agent": "one phone"})
    names = [{"name": f"住户{number}", "form_key": f"{number:032}"} for number in range(11)]
    codes = [client.post(f"/meetings/here/{meeting.code}/", said).status_code for said in names]
    assert codes == [302] * 10 + [422]
    assert Attendance.objects.count() == 10


def test_an_opinion_becomes_a_request_a_work_or_a_vote_until_it_is_answered(meeting, by) -> None:
    said = {"meeting": meeting, "answers": "工程部", "due_on": date(2099, 6, 20), "by": by}
    opinion, elsewhere = note_opinion(words="灯不亮", **said), WorkOrderFactory()
    work = WorkOrderFactory(estate=meeting.estate)
    become = {"opinion": opinion, "by": by}
    made = make_request_of(topic="lighting", now=timezone.now(), **become).request
    assert (made.content, made.channel, made.due_on) == ("灯不亮", "meeting", date(2099, 6, 20))
    with pytest.raises(errors.OpinionBecame):
        make_request_of(topic="lighting", now=timezone.now(), **become)
    with pytest.raises(errors.NothingOfNumber):
        tie_opinion(number=elsewhere.number, **become)
    with pytest.raises(NotAllowed):
        tie_opinion(opinion=opinion, number=work.number, by=UserFactory(role="auditor"))
    tie_opinion(number=work.number, **become)
    page = text_of(visitor("manager").get(f"/meetings/{meeting.pk}/"))
    assert made.number in page
    assert work.number in page
    answer_opinion(opinion=opinion, answer="已列入工单", on=DUE, by=by)
    with pytest.raises(errors.OpinionAnswered):
        tie_opinion(number=work.number, **become)


def test_each_home_is_told_of_a_meeting_once_in_the_week_before_it(shipped, meeting) -> None:
    owned_unit(estate=meeting.estate, owner="李小华")
    owned_unit(owner="别处的")
    for before in (timedelta(days=8), timedelta(days=2), timedelta(days=1), timedelta(0)):
        tell_of_meetings(now=BEGINS - before, today=(BEGINS - before).date())
        assert Notice.objects.count() == (0 if before > timedelta(days=7) else 1)
    notice = Notice.objects.get()
    assert (notice.template, notice.facts["when"], notice.until) == ("meeting_called", "2022-06-10 18:30", BEGINS)


def test_a_meeting_that_is_called_off_says_why_and_takes_nothing_more(shipped, meeting, by) -> None:
    owned_unit(estate=meeting.estate, owner="李小华")
    before = BEGINS - timedelta(days=2)
    tell_of_meetings(now=before, today=before.date())
    with pytest.raises(errors.MeetingBegun):
        call_off(meeting=meeting, reason="下雨", by=by, now=BEGINS)
    call_off(meeting=meeting, reason="下雨", by=by, now=before)
    tell_of_meetings(now=before + timedelta(days=1), today=before.date())
    assert sorted(Notice.objects.values_list("template", flat=True)) == ["meeting_called", "meeting_off"]
    for does in (
        lambda: call_off(meeting=meeting, reason="又下雨", by=by, now=before),
        lambda: write_minutes(meeting=meeting, text="纪要", present=[], by=by, now=BEGINS),
        lambda: note_opinion(meeting=meeting, words="修路", answers="物业", due_on=BEGINS.date(), by=by),
    ):
        with pytest.raises(errors.MeetingCalledOff):
            does()
    with pytest.raises(SignInClosed):
        sign_in(meeting=meeting, name="李小华", home="1-1-101", now=BEGINS)
    (row,) = meetings_told(meeting.estate, BEGINS.date()).rows
    assert "下雨" in row.more
    for sql in ("UPDATE po_meetings_meetingoff SET reason = '晴'", "DELETE FROM po_meetings_meetingoff"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    with pytest.raises(DatabaseError), transaction.atomic():
        MeetingMinutes.objects.create(meeting=meeting, text="纪要", by=by, at=BEGINS)


def test_a_far_meeting_that_is_called_off_is_told_to_nobody(shipped, meeting, by) -> None:
    owned_unit(estate=meeting.estate, owner="李小华")
    call_off(meeting=meeting, reason="场地占用", by=by, now=BEGINS - timedelta(days=9))
    tell_of_meetings(now=BEGINS - timedelta(days=1), today=BEGINS.date())
    assert not Notice.objects.exists()


def test_a_paper_list_brings_who_was_there_until_the_minutes_are_written(meeting, by, tmp_path):
    head = ["会议编号", "签到人", "楼栋房号"]
    other = visitor("grid_worker", EstateFactory()).user

    def bring(*rows, as_=by):
        path = workbook(
            tmp_path / "会议签到表.xlsx", {"签到表": register(head, *([meeting.number, *row] for row in rows))}
        )
        return [problem.column for problem in import_files(paths=[path], by=as_, as_of=DUE).problems()]

    assert bring(["王秀兰", "1号楼301"], ["周明", ""], as_=other) == ["会议编号"] * 2
    for _ in range(2):
        assert bring(["王秀兰", "1号楼301"], ["周明", ""]) == []
        assert list(Attendance.objects.values_list("name", "home", "way")) == [
            ("王秀兰", "1号楼301", "list"),
            ("周明", "", "list"),
        ]
    write_minutes(meeting=meeting, text="议定", present=[("周明", "")], by=by, now=AFTER)
    assert bring(["孙丽", "2号楼"]) == ["会议编号"]
    assert Attendance.objects.count() == 2
