"""What a person does about a message that failed, or of which nobody knows: send it again, or put it aside."""

from datetime import datetime

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.notices.connector.configuration import notice_keys
from property_ops.modules.notices.domain.errors import NotInTrouble, NoWayToTell
from property_ops.modules.notices.domain.states import TROUBLE, MessageState
from property_ops.modules.notices.models import Message
from property_ops.modules.notices.selectors.contacts import ways_to
from property_ops.modules.notices.services.gathering import first_way

SEND = "notices.send"


@transaction.atomic
def send_again(*, message: Message, by: User, now: datetime) -> Message:
    """A new message of the same words, by the way that is the first today; the old one is seen to.

    Raises NotAllowed, NotInTrouble, NoWayToTell.
    """
    old = _in_trouble(message, by, now)
    channel = old.channel
    if old.tenure is not None:
        way = first_way(ways_to([old.tenure])[old.tenure.pk], notice_keys())
        if way is None:
            raise NoWayToTell()
        channel = way.channel
    made = Message.objects.create(
        estate=old.estate,
        tenure=old.tenure,
        user=old.user,
        channel=channel,
        template=old.template,
        facts=old.facts,
        title=old.title,
        text=old.text,
        made_at=now,
        next_at=now,
        again_of=old,
    )
    audit.record(by=by, action="notices.again", subject=str(old.pk), message=made.pk, channel=channel)
    return made


@transaction.atomic
def put_aside(*, message: Message, by: User, now: datetime) -> None:
    """It is not sent again: told otherwise, or no longer needed. Raises NotAllowed, NotInTrouble."""
    old = _in_trouble(message, by, now)
    audit.record(by=by, action="notices.put_aside", subject=str(old.pk))


def _in_trouble(message: Message, by: User, now: datetime) -> Message:
    """Locked, and seen to from now on."""
    found = Message.objects.select_for_update(of=("self",)).select_related("tenure", "estate").get(pk=message.pk)
    require(by, SEND, found)
    if MessageState(found.state) not in TROUBLE or found.seen_at is not None:
        raise NotInTrouble()
    found.seen_at, found.seen_by = now, by
    found.save(update_fields=["seen_at", "seen_by"])
    return found
