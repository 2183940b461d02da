"""Requests from being received to being closed, and surveys."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.pictures.reading import Size
from property_ops.framework.pictures.store import content
from property_ops.kernel.writing import within
from property_ops.modules.estates.public import Estate, Unit
from property_ops.modules.requests.domain.errors import (
    AnswerMissing,
    AskedOnTheirPage,
    HasWorkAlready,
    NotInOrder,
    UnitElsewhere,
    WorkElsewhere,
)
from property_ops.modules.requests.domain.satisfaction import Tally
from property_ops.modules.requests.domain.states import RequestMove, RequestState
from property_ops.modules.requests.models import Request, Survey
from property_ops.modules.requests.models.request import RequestChannel
from property_ops.modules.requests.services.moving import UNANSWERED, moved
from property_ops.modules.requests.services.numbering import new_request, start_of
from property_ops.modules.requests.services.telling import tell_of_answer
from property_ops.modules.works.public import PhotoStage, WorkOrder, add_photo, create_work

HANDLE, SURVEY = "requests.handle", "requests.survey"
LONGEST_NAME, LONGEST_RESULT = 40, 500  # characters


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it is written down. Without `due_on` it is due as its kind says."""

    channel: str
    topic: str
    content: str
    received_on: date
    due_on: date | None = None
    unit: Unit | None = None
    person: str = ""
    phone: str = ""


@transaction.atomic
def register_request(*, estate: Estate, asked: Asked, by: User, now: datetime | None = None) -> Request:
    """Number it and write it down. Its clocks begin `now`, or with the day on which it was received before.

    Raises NotAllowed, AskedOnTheirPage, NotInOrder, UnitElsewhere.
    """
    require(by, HANDLE, estate)
    if asked.channel in (RequestChannel.HOUSEHOLD, RequestChannel.PLATE):
        raise AskedOnTheirPage
    if asked.due_on is not None and asked.due_on < asked.received_on:
        raise NotInOrder(later=asked.due_on, earlier=asked.received_on)
    if asked.unit is not None and asked.unit.estate_id != estate.pk:
        raise UnitElsewhere(unit=asked.unit.code, estate=estate.name)
    made = new_request(
        estate=estate,
        received_on=asked.received_on,
        since=now if now and timezone.localdate(now) == asked.received_on else start_of(asked.received_on),
        due_on=asked.due_on,
        registered_by=by,
        **{name: getattr(asked, name) for name in ("channel", "topic", "content", "unit", "person", "phone")},
    )
    audit.record(by=by, action="requests.registered", subject=made.number, channel=asked.channel)
    return made


@transaction.atomic
def take_in_hand(*, request: Request, handled_by: str, by: User) -> Request:
    """Somebody looks after it. Raises NotAllowed, IllegalMove."""
    return _move(request, RequestMove.TAKE, by, handled_by=within(handled_by, most=LONGEST_NAME))


@transaction.atomic
def answer(*, request: Request, result: str, on: date, by: User) -> Request:
    """Whoever asked has an answer. Raises NotAllowed, IllegalMove, AnswerMissing, NotInOrder."""
    require(by, HANDLE, request)
    result = within(result, most=LONGEST_RESULT, lines=True)
    if not result:
        raise AnswerMissing
    if on < request.received_on:
        raise NotInOrder(later=on, earlier=request.received_on)
    answered = _move(request, RequestMove.ANSWER, by, result=result, answered_on=on, answered_by=by)
    tell_of_answer(answered, now=timezone.now())
    return answered


@transaction.atomic
def close(*, request: Request, by: User) -> Request:
    """Nothing more is done; whoever asked may rate it all the same. Raises NotAllowed, IllegalMove."""
    return _move(request, RequestMove.CLOSE, by)


@transaction.atomic
def reopen(*, request: Request, by: User) -> Request:
    """It is in hand again; answer and satisfaction stay in its history. Raises NotAllowed, IllegalMove."""
    return _move(request, RequestMove.REOPEN, by, **UNANSWERED)


@transaction.atomic
def withdraw(*, request: Request, by: User) -> Request:
    """Whoever asked took it back; it is not counted. Raises NotAllowed, IllegalMove."""
    return _move(request, RequestMove.WITHDRAW, by)


@transaction.atomic
def link_work(*, request: Request, work: WorkOrder | None, by: User) -> Request:
    """The work that came of it, or none. Raises NotAllowed, WorkElsewhere."""
    require(by, HANDLE, request)
    if work is not None and work.estate_id != request.estate_id:
        raise WorkElsewhere(number=work.number, estate=request.estate.name)
    request.work = work
    request.save()
    audit.record(by=by, action="requests.linked", subject=request.number, work=work.number if work else "")
    return request


def make_work_of(*, request: Request, kind: str, by: User, now: datetime, on: date) -> WorkOrder:
    """A draft of a work with what is asked, its place and its photos, tied to the request, which is in hand then.

    Raises NotAllowed, UnknownKind, HasWorkAlready.
    """
    require(by, HANDLE, request)
    with transaction.atomic():
        locked = Request.objects.select_for_update(of=("self",)).get(pk=request.pk)
        if locked.work_id is not None:
            raise HasWorkAlready(request=locked.number)
        place = locked.place or (locked.unit.code if locked.unit else "")
        said = {"place": place[:100], "remark": locked.content[:200]}
        work = create_work(estate=locked.estate, kind=kind, by=by, on=on, **said)
        for photo in locked.photos.select_related("picture"):
            add_photo(work=work, stage=PhotoStage.BEFORE, data=content(photo.picture, Size.FULL), by=by, now=now)
        link_work(request=locked, work=work, by=by)
        if locked.state == RequestState.RECEIVED:
            take_in_hand(request=locked, handled_by=str(by)[:40], by=by)
    return work


@transaction.atomic
def record_survey(*, estate: Estate, round_name: str, closed_on: date, tally: Tally, by: User) -> Survey:
    """The tally of an estate's round, in place of an earlier one of the same name. Raises NotAllowed."""
    require(by, SURVEY, estate)
    with locked_transaction("surveys"):
        survey = Survey.objects.filter(estate=estate, round=round_name).first()
        survey = survey or Survey(estate=estate, round=round_name)
        survey.closed_on, survey.asked = closed_on, tally.asked
        survey.took_part, survey.satisfied = tally.took_part, tally.satisfied
        survey.save()
    audit.record(
        by=by,
        action="requests.survey_recorded",
        subject=f"{estate.code} {round_name}",
        asked=tally.asked,
        took_part=tally.took_part,
        satisfied=tally.satisfied,
    )
    return survey


def record_look(*, request: Request, by: User) -> None:
    """docs/product.md rule 20: who looks at whose name and phone."""
    audit.record(by=by, action="requests.viewed", subject=request.number)


def _move(request: Request, move: RequestMove, by: User, **values: Any) -> Request:
    require(by, HANDLE, request)
    return moved(Request.objects.select_for_update(of=("self",)).get(pk=request.pk), move, by=by, **values)
