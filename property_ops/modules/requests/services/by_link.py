"""What whoever has the link of a request says of its answer; nobody rates for another (docs/adr/0091)."""

import hmac
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac

from property_ops.framework import audit
from property_ops.framework.shared_counts import count_of, counted
from property_ops.modules.notices.public import mobile, text_now
from property_ops.modules.requests.domain.errors import CodeSentOften, CodeWrong, RatedByOthersOnly
from property_ops.modules.requests.domain.states import RequestMove
from property_ops.modules.requests.models import Request
from property_ops.modules.requests.models.request import RatedBy, Satisfaction
from property_ops.modules.requests.selectors.courses import CODE_TEMPLATE, CourseLink, link_of
from property_ops.modules.requests.services.asking import taken_up
from property_ops.modules.requests.services.moving import moved, rating

VALID = timedelta(minutes=10)
"""A code is valid for as long, and at most twice as long."""
MOST_CODES, MOST_TRIES, HOUR = 3, 6, 3600
_DIGITS = 6


@transaction.atomic
def rate_by_link(*, token: str, satisfaction: Satisfaction, now: datetime, today: date, code: str = "") -> Request:
    """What whoever asked says of the answer, in the manner that the link rates in.

    Raises LinkNotFound, LinkExpired, RatedByOthersOnly, CodeWrong, CodeSentOften, RatedAlready, IllegalMove.
    """
    link = link_of(token, today=today)
    locked = Request.objects.select_for_update(of=("self",)).get(pk=link.request.pk)
    return moved(locked, RequestMove.RATE, by=None, **rating(locked, satisfaction, *_manner(link, code, now)))


def reopen_by_link(*, token: str, words: str, today: date) -> Request:
    """Raises LinkNotFound, LinkExpired, NotSaid, IllegalMove."""
    with transaction.atomic():
        pk = link_of(token, today=today).request.pk
        return taken_up(Request.objects.select_for_update(of=("self",)).get(pk=pk), words)


def send_code(*, token: str, now: datetime, today: date) -> None:
    """To the phone of whoever asked, which nobody of the office holds.

    Raises LinkNotFound, LinkExpired, RatedByOthersOnly, CodeSentOften, SendingRefused, SendingFailed, SendingUnclear.
    """
    link = link_of(token, today=today)
    if link.rates is not RatedBy.CODE:
        raise RatedByOthersOnly()
    if counted(f"rating-codes/{link.request.pk}", seconds=HOUR) > MOST_CODES:
        raise CodeSentOften()
    number = link.request.number
    audit.record(by=None, action="requests.code_sent", subject=number)
    text_now(template=CODE_TEMPLATE, phone=mobile(link.request.phone), variables=(code_of(link.request, now),))


def code_of(request: Request, now: datetime) -> str:
    """Six digits that only this installation can make, of this answer and these minutes."""
    minutes = int(now.timestamp() // VALID.total_seconds())
    about = f"{request.pk}/{request.phone}/{request.link_version}/{request.answered_on}/{minutes}"
    digest = salted_hmac("requests.rating-code", about, algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**_DIGITS:0{_DIGITS}}"


def _manner(link: CourseLink, code: str, now: datetime) -> tuple[Any, ...]:
    manner = link.rates
    if manner is None:
        raise RatedByOthersOnly()
    if manner is RatedBy.PAPER and link.printed is not None:
        return manner, link.printed.printed_by
    if manner is RatedBy.CODE:
        _refuse_wrong_code(link.request, code, now)
    return (manner,)


def _refuse_wrong_code(request: Request, code: str, now: datetime) -> None:
    """Wrong ones are counted, so that nobody tries them all."""
    tries = f"rating-tries/{request.pk}"
    if count_of(tries) >= MOST_TRIES:
        raise CodeSentOften()
    said = "".join(sign for sign in code if sign.isdecimal()).encode()
    if not any(hmac.compare_digest(said, code_of(request, at).encode()) for at in (now, now - VALID)):
        counted(tries, seconds=HOUR)
        raise CodeWrong()
