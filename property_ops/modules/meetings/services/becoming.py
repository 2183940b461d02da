"""What an opinion becomes before it has its answer: a request that is written down for it, a work order, a vote."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.writing import clean
from property_ops.modules.meetings.domain.errors import NothingOfNumber, OpinionAnswered, OpinionBecame
from property_ops.modules.meetings.models import Opinion
from property_ops.modules.requests.public import Asked, RequestChannel, register_request
from property_ops.modules.votes.public import Poll
from property_ops.modules.works.public import WorkOrder

CHANGE = "meetings.change"


@transaction.atomic
def make_request_of(*, opinion: Opinion, topic: str, by: User, now: datetime) -> Opinion:
    """It has the day on which the opinion's answer is due. Raises NotAllowed, OpinionAnswered, OpinionBecame."""
    opinion = _waiting(opinion, by)
    if opinion.request is not None:
        raise OpinionBecame(request=opinion.request.number)
    today = timezone.localdate(now)
    asked = Asked(RequestChannel.MEETING, topic, opinion.words, today, due_on=max(opinion.due_on, today))
    opinion.request = register_request(estate=opinion.meeting.estate, asked=asked, by=by, now=now)
    return _became(opinion, opinion.request.number, by)


@transaction.atomic
def tie_opinion(*, opinion: Opinion, number: str, by: User) -> Opinion:
    """To the work order or the vote of that number, in the same estate.

    Raises NotAllowed, OpinionAnswered, NothingOfNumber.
    """
    opinion, number = _waiting(opinion, by), clean(number)
    there = {"number": number, "estate": opinion.meeting.estate_id}
    work = WorkOrder.objects.visible_to(by).filter(**there).first()
    poll = Poll.objects.visible_to(by).filter(**there).first()
    if work is None and poll is None:
        raise NothingOfNumber(number=number)
    opinion.work, opinion.poll = work or opinion.work, poll or opinion.poll
    return _became(opinion, number, by)


def _waiting(opinion: Opinion, by: User) -> Opinion:
    found = (
        Opinion.objects.select_for_update(of=("self",)).select_related("meeting__estate", "request").get(pk=opinion.pk)
    )
    require(by, CHANGE, found)
    if found.answered_on is not None:
        raise OpinionAnswered()
    return found


def _became(opinion: Opinion, number: str, by: User) -> Opinion:
    opinion.save()
    audit.record(by=by, action="meetings.opinion_became", subject=str(opinion), number=number)
    return opinion
