"""What waits in the outbox, what went out and what failed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, Q, QuerySet

from property_ops.framework.models import User
from property_ops.modules.estates.public import Tenure
from property_ops.modules.notices.domain.states import TROUBLE, MessageState
from property_ops.modules.notices.models import Message, Notice
from property_ops.modules.notices.models.message import IN_TROUBLE

BATCH = 500
WAITING = Q(message=None, withheld="")
GIVEN_UP = timedelta(minutes=10)
"""After which a message that is still being sent is one whose sender died."""


def waiting_notices() -> QuerySet[Notice]:
    return Notice.objects.filter(WAITING)


def known_keys(keys: Sequence[str]) -> set[str]:
    """Those of them under which something was written down already."""
    slices = (keys[at : at + BATCH] for at in range(0, len(keys), BATCH))
    return {key for some in slices for key in Notice.objects.filter(key__in=some).values_list("key", flat=True)}


def told_under(key: Any) -> Exists:
    """Whether something was written down under the key that an expression of the outer row gives."""
    return Exists(Notice.objects.filter(key=key))


def tenures_told(template: str, about: str) -> set[int]:
    """The households that something was written down for."""
    told = Notice.objects.filter(template=template, key__startswith=f"{template}/{about}/")
    return set(told.exclude(tenure=None).values_list("tenure_id", flat=True))


def due_messages(now: datetime) -> QuerySet[Message]:
    return Message.objects.filter(state=MessageState.WAITING.value, next_at__lte=now)


def lost_messages(now: datetime) -> QuerySet[Message]:
    """Being sent for longer than any platform is waited for."""
    return Message.objects.filter(state=MessageState.SENDING.value, next_at__lte=now - GIVEN_UP)


def in_trouble(found: QuerySet[Message]) -> QuerySet[Message]:
    """Those that somebody has to look at."""
    return found.filter(IN_TROUBLE)


def messages_in_trouble() -> QuerySet[Message]:
    return in_trouble(Message.objects.all())


def messages_to(tenure: Tenure) -> QuerySet[Message]:
    """What the household was told, the latest first."""
    told = [MessageState.SENT.value, MessageState.UNKNOWN.value]
    return Message.objects.filter(tenure=tenure, state__in=told).order_by("-pk")


def visible_messages(user: User) -> QuerySet[Message]:
    return Message.objects.visible_to(user).select_related("estate", "tenure__unit", "user")


def find_messages(found: QuerySet[Message], text: str) -> QuerySet[Message]:
    return found.filter(Q(tenure__unit__code__icontains=text) | Q(title__icontains=text))


def visible_notices(user: User) -> QuerySet[Notice]:
    return Notice.objects.visible_to(user).select_related("estate", "tenure__unit", "user")


def needs_somebody(message: Message) -> bool:
    """Whether a person has to decide: send it again, or put it aside."""
    return message.seen_at is None and MessageState(message.state) in TROUBLE
