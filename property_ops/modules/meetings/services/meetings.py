"""Calling a meeting, writing down who was there and what was said, and answering its opinions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.pdf.sign_in_sheet import draw_sign_in_sheet
from property_ops.framework.permissions import require
from property_ops.framework.pictures.store import keep
from property_ops.kernel.chinese_days import chinese_day
from property_ops.kernel.writing import clean, with_reason, within
from property_ops.modules.estates.public import Company, Estate
from property_ops.modules.meetings.domain.errors import (
    AnswerDueBefore,
    MeetingBegun,
    MeetingCalledOff,
    MeetingMinuted,
    MeetingToCome,
    OpinionAnswered,
)
from property_ops.modules.meetings.models import Attendance, Meeting, MeetingKind, MeetingMinutes, MeetingOff, Opinion
from property_ops.modules.meetings.reports.notice import draw_meeting_notice
from property_ops.modules.meetings.services.telling import tell_that_it_is_off

CHANGE = "meetings.change"


@dataclass(frozen=True, slots=True)
class MeetingCall:
    kind: MeetingKind
    title: str
    convener: str
    begins_at: datetime
    place: str
    agenda: str


@transaction.atomic
def call_meeting(*, estate: Estate, call: MeetingCall, by: User, now: datetime) -> Meeting:
    """Raises NotAllowed."""
    require(by, CHANGE, estate)
    made = Meeting.objects.create(
        number=Meeting.series.next(timezone.localtime(call.begins_at).year),
        estate=estate,
        kind=call.kind,
        title=clean(call.title),
        convener=clean(call.convener),
        begins_at=call.begins_at,
        place=clean(call.place),
        agenda=call.agenda.strip(),
        by=by,
        at=now,
    )
    audit.record(by=by, action="meetings.called", subject=made.number, estate=estate.code)
    return made


def notice_of(meeting: Meeting) -> bytes:
    """The notice as PDF. Raises GlyphMissing."""
    return draw_meeting_notice(
        **_said(meeting), agenda=meeting.agenda, convener=meeting.convener, phone=Company.load().phone
    )


def sign_in_sheet(meeting: Meeting, *, address: str) -> bytes:
    """The list to sign, with the code of `address`, as PDF. Raises GlyphMissing."""
    return draw_sign_in_sheet(**_said(meeting), address=address)


def _said(meeting: Meeting) -> dict[str, str]:
    begins = timezone.localtime(meeting.begins_at)
    return {
        "kind": "马扎议事会" if meeting.kind == MeetingKind.STOOL else "业主委员会会议",
        "title": meeting.title,
        "estate": meeting.estate.name,
        "number": meeting.number,
        "place": meeting.place,
        "when": f"{chinese_day(begins)} {begins:%H:%M}",
    }


@transaction.atomic
def write_minutes(
    *,
    meeting: Meeting,
    text: str,
    present: Iterable[tuple[str, str]],
    by: User,
    now: datetime,
    photo: bytes = b"",
) -> MeetingMinutes:
    """Once; `present` are (name, home) of the list: who signed in by the code is there already.

    Raises NotAllowed, MeetingCalledOff, MeetingToCome, MeetingMinuted, PictureRefused.
    """
    require(by, CHANGE, meeting)
    picture = keep(photo, now=now) if photo else None
    meeting = _locked(meeting, by)
    _refuse_off(meeting)
    if now < meeting.begins_at:
        raise MeetingToCome(meeting=meeting.number)
    if MeetingMinutes.objects.filter(meeting=meeting).exists():
        raise MeetingMinuted(meeting=meeting.number)
    people = dict.fromkeys((within(name, most=40), within(home, most=40)) for name, home in present if clean(name))
    there = set(meeting.attendance.values_list("name", "home"))
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, name=name, home=home) for name, home in people if (name, home) not in there
    )
    minutes = MeetingMinutes.objects.create(meeting=meeting, text=text.strip(), picture=picture, by=by, at=now)
    audit.record(by=by, action="meetings.minuted", subject=meeting.number, present=len(there | people.keys()))
    return minutes


@transaction.atomic
def call_off(*, meeting: Meeting, reason: str, by: User, now: datetime) -> MeetingOff:
    """It does not take place: homes that were told of it are told so.

    Raises NotAllowed, MeetingBegun, MeetingCalledOff, ReasonMissing.
    """
    meeting = _locked(meeting, by)
    if now >= meeting.begins_at:
        raise MeetingBegun(meeting=meeting.number)
    _refuse_off(meeting)
    made = MeetingOff.objects.create(meeting=meeting, reason=with_reason(reason, most=100), by=by, at=now)
    audit.record(by=by, action="meetings.called_off", subject=meeting.number, reason=made.reason)
    tell_that_it_is_off(meeting, now=now)
    return made


def _refuse_off(meeting: Meeting) -> None:
    if MeetingOff.objects.filter(meeting=meeting).exists():
        raise MeetingCalledOff(meeting=meeting.number)


@transaction.atomic
def note_opinion(*, meeting: Meeting, words: str, answers: str, due_on: date, by: User) -> Opinion:
    """Raises NotAllowed, MeetingCalledOff, AnswerDueBefore."""
    meeting = _locked(meeting, by)
    _refuse_off(meeting)
    if due_on < timezone.localdate(meeting.begins_at):
        raise AnswerDueBefore()
    number = meeting.opinions.count() + 1
    made = Opinion.objects.create(
        meeting=meeting, number=number, words=clean(words), answers=clean(answers), due_on=due_on
    )
    audit.record(by=by, action="meetings.opinion_noted", subject=str(made), due=str(due_on))
    return made


@transaction.atomic
def answer_opinion(*, opinion: Opinion, answer: str, on: date, by: User) -> Opinion:
    """Raises NotAllowed, OpinionAnswered."""
    opinion = Opinion.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=opinion.pk)
    require(by, CHANGE, opinion)
    if opinion.answered_on is not None:
        raise OpinionAnswered()
    opinion.answer, opinion.answered_on, opinion.answered_by = clean(answer), on, by
    opinion.save()
    audit.record(by=by, action="meetings.opinion_answered", subject=str(opinion))
    return opinion


def _locked(meeting: Meeting, by: User) -> Meeting:
    found = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    require(by, CHANGE, found)
    return found
