"""A household asks on its own page, sees how it goes, rates it when it is done, or has it taken up again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.models import StoredPicture, User
from property_ops.framework.pictures.store import keep
from property_ops.modules.estates.public import Tenure
from property_ops.modules.requests.domain.errors import HomeLeft, NotSaid, NotYours, TooManyAsked
from property_ops.modules.requests.domain.states import RequestMove
from property_ops.modules.requests.models import Request, RequestPhoto
from property_ops.modules.requests.models.request import RatedBy, RequestChannel, Satisfaction
from property_ops.modules.requests.services.moving import UNANSWERED, moved, rating
from property_ops.modules.requests.services.numbering import new_request
from property_ops.modules.rounds.public import Checkpoint

MOST_A_DAY = 10


@dataclass(frozen=True, slots=True)
class AskedOnline:
    """What a household writes: `suits` is when somebody is at home."""

    topic: str
    content: str
    place: str = ""
    suits: str = ""


@dataclass(frozen=True, slots=True)
class ReportedAtPlace:
    """Who reports it says so only if they want to be called back."""

    topic: str
    content: str
    person: str = ""
    phone: str = ""


def ask_online(*, tenure: Tenure, asked: AskedOnline, photos: Sequence[bytes], now: datetime, today: date) -> Request:
    """Number it and write it down. Raises HomeLeft, NotSaid, TooManyAsked, PictureRefused."""
    if tenure.is_over(today):
        raise HomeLeft()
    if not asked.content.strip():
        raise NotSaid()
    pictures = dict.fromkeys(keep(data, now=now) for data in photos)
    with transaction.atomic():
        Tenure.objects.select_for_update().get(pk=tenure.pk)
        if Request.objects.filter(tenure=tenure, received_on=today).count() >= MOST_A_DAY:
            raise TooManyAsked(most=MOST_A_DAY)
        made = new_request(
            estate=tenure.unit.estate,
            unit=tenure.unit,
            tenure=tenure,
            channel=RequestChannel.HOUSEHOLD,
            topic=asked.topic,
            content=asked.content.strip(),
            place=asked.place.strip(),
            suits=asked.suits.strip(),
            person=tenure.name[:40],
            phone=tenure.phone,
            received_on=today,
            since=now,
        )
        _written_down(made, pictures, by=None)
    return made


def report_at_place(
    *, checkpoint: Checkpoint, reported: ReportedAtPlace, photos: Sequence[bytes], by: User | None, now: datetime
) -> Request:
    """What somebody reports who scanned the plate of a place; `by` is whoever of the office is logged in.

    Raises NotSaid, PictureRefused.
    """
    if not reported.content.strip():
        raise NotSaid()
    pictures = dict.fromkeys(keep(data, now=now) for data in photos)
    with transaction.atomic():
        made = new_request(
            estate=checkpoint.estate,
            checkpoint=checkpoint,
            channel=RequestChannel.PLATE,
            topic=reported.topic,
            content=reported.content.strip(),
            place=str(checkpoint),
            person=reported.person.strip(),
            phone=reported.phone.strip(),
            received_on=timezone.localdate(now),
            since=now,
            registered_by=by,
        )
        _written_down(made, pictures, by=by)
    return made


def _written_down(made: Request, pictures: Iterable[StoredPicture], *, by: User | None) -> None:
    for picture in pictures:
        RequestPhoto.objects.create(request=made, picture=picture)
    audit.record(by=by, action="requests.registered", subject=made.number, channel=made.channel)


@transaction.atomic
def rate_online(*, request: Request, tenure: Tenure, satisfaction: Satisfaction) -> Request:
    """What whoever asked says of the answer; nobody rates for another. Raises NotYours, RatedAlready, IllegalMove."""
    locked = _mine(request, tenure)
    return moved(locked, RequestMove.RATE, by=None, **rating(locked, satisfaction, RatedBy.HOUSEHOLD))


@transaction.atomic
def reopen_online(*, request: Request, tenure: Tenure, words: str) -> Request:
    """It is not done: in hand again, with what is missing. Raises NotYours, NotSaid, IllegalMove."""
    return taken_up(_mine(request, tenure), words)


def _mine(request: Request, tenure: Tenure) -> Request:
    locked = Request.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if locked.tenure_id != tenure.pk:
        raise NotYours()
    return locked


def taken_up(locked: Request, words: str) -> Request:
    """In hand again, with what is missing. Raises NotSaid, IllegalMove."""
    if not words.strip():
        raise NotSaid()
    content = f"{locked.content}\n{words.strip()}"[:500]
    return moved(locked, RequestMove.REOPEN, by=None, content=content, **UNANSWERED)
