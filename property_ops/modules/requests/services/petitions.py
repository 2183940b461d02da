"""Petitions: what they speak of, the answer on paper, and what is told of it by telephone."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.writing import clean, within
from property_ops.modules.estates.public import Company
from property_ops.modules.requests.domain.errors import CallNotYet, CallWithoutWords, NotAnswered, SubjectUnknown
from property_ops.modules.requests.domain.states import RequestMove
from property_ops.modules.requests.models import ReplyPrint, Request, RequestSubject
from property_ops.modules.requests.models.request import RatedBy, Satisfaction
from property_ops.modules.requests.selectors.courses import CourseLink, paper_address
from property_ops.modules.requests.selectors.subjects import evidence_of_request, subject_kinds
from property_ops.modules.requests.services.handling import HANDLE
from property_ops.modules.requests.services.moving import moved, rating


@transaction.atomic
def rate_by_phone(
    *, request: Request, satisfaction: Satisfaction, called_whom: str, called_at: datetime, by: User, now: datetime
) -> Request:
    """What whoever asked told `by` on the telephone; it is marked so, with who called whom when.

    Raises NotAllowed, CallWithoutWords, CallNotYet, RatedAlready, IllegalMove.
    """
    require(by, HANDLE, request)
    whom = within(called_whom, most=40)
    if not whom:
        raise CallWithoutWords()
    locked = Request.objects.select_for_update(of=("self",)).get(pk=request.pk)
    answered = locked.answered_on
    if called_at > now or (answered is not None and timezone.localdate(called_at) < answered):
        raise CallNotYet(answered=answered)
    call: dict[str, Any] = {"called_by": by, "called_whom": whom, "called_at": called_at}
    found = moved(locked, RequestMove.RATE, by=by, **rating(locked, satisfaction, RatedBy.PHONE, **call))
    audit.record(by=by, action="requests.rated", subject=found.number, satisfaction=found.satisfaction, how="phone")
    return found


@transaction.atomic
def add_subject(*, request: Request, kind: str, text: str, by: User) -> RequestSubject:
    """The petition speaks of it. Safe to repeat. Raises NotAllowed, SubjectUnknown."""
    require(by, HANDLE, request)
    known = subject_kinds().get(kind)
    found = known.find(request.estate, clean(text)) if known else None
    if found is None:
        raise SubjectUnknown(estate=request.estate.name, text=text)
    added, is_new = RequestSubject.objects.get_or_create(
        request=request, kind=kind, key=found.key, defaults={"label": found.label[:120], "added_by": by}
    )
    if is_new:
        audit.record(by=by, action="requests.subject_added", subject=request.number, what=added.label)
    return added


@transaction.atomic
def remove_subject(*, subject: RequestSubject, by: User) -> None:
    """Raises NotAllowed."""
    require(by, HANDLE, subject.request)
    audit.record(by=by, action="requests.subject_removed", subject=subject.request.number, what=subject.label)
    subject.delete()


def reply_of(*, request: Request, by: User) -> bytes:
    """答复单 of an answered request, with what stands behind all that it speaks of and the link for the rating.

    The link tells who printed it: whoever had a part in the request hands over none that rates (docs/adr/0091).
    Raises NotAllowed, NotAnswered, GlyphMissing.
    """
    from property_ops.modules.requests.reports.reply import draw_reply  # slow to import: only who prints pays for it

    require(by, HANDLE, request)
    if request.answered_on is None:
        raise NotAnswered(request=request.number)
    printed, _made = ReplyPrint.objects.get_or_create(
        request=request, printed_by=by, link_version=request.link_version, defaults={"printed_at": timezone.now()}
    )
    data = draw_reply(
        request,
        company=Company.load(),
        evidence=evidence_of_request(request),
        address=paper_address(printed),
        rates=CourseLink(request, printed).rates,
    )
    audit.record(by=by, action="requests.reply_printed", subject=request.number)
    return data


@transaction.atomic
def renew_link(*, request: Request, by: User) -> Request:
    """The link that was handed out opens nothing any more. Raises NotAllowed."""
    require(by, HANDLE, request)
    locked = Request.objects.select_for_update(of=("self",)).get(pk=request.pk)
    locked.link_version += 1
    locked.save()
    audit.record(by=by, action="requests.link_renewed", subject=locked.number, version=locked.link_version)
    return locked
