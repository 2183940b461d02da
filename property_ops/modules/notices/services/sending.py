"""Sending: what is known to be sent, or may have been, is never sent again by itself."""

import logging
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.accounts import system_user
from property_ops.framework.slots import plugged_into
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.personal import masked_phone
from property_ops.modules.notices.connector.adapters import adapter_of
from property_ops.modules.notices.connector.configuration import NoticeKeys
from property_ops.modules.notices.connector.contract import ChannelAdapter, OutgoingMessage
from property_ops.modules.notices.domain.errors import SendingFailed, SendingRefused, SendingUnclear
from property_ops.modules.notices.domain.states import MOVES, MessageMove, MessageState, pause_after
from property_ops.modules.notices.models import Channel, Message, SendingOutcome, SendingTry
from property_ops.modules.notices.selectors.contacts import address_of_staff, ways_to
from property_ops.modules.notices.selectors.outbox import due_messages, lost_messages
from property_ops.modules.notices.selectors.templates import templates
from property_ops.modules.notices.services.gathering import gather

logger = logging.getLogger(__name__)
DIED = "?"


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a try."""

    move: MessageMove
    outcome: SendingOutcome
    reason: str = ""
    reference: str = ""


def carry_out(*, keys: NoticeKeys, now: datetime) -> int:
    """Make messages of what waits and send what is due; how many went out. Safe to run twice and at the same time."""
    give_up_lost(now=now)
    gather(keys=keys, now=now)
    if keys.quiet.hold(now):
        return 0
    went = 0
    for pk in list(due_messages(now).order_by("pk").values_list("pk", flat=True)):
        went += send_one(pk, keys=keys, now=now)
    return went


def give_up_lost(*, now: datetime) -> None:
    """Whoever sent these died meanwhile: they may have gone out or not."""
    for pk in list(lost_messages(now).values_list("pk", flat=True)):
        _settle(pk, Came(MessageMove.LOSE, SendingOutcome.UNCLEAR, DIED), now)


def send_one(pk: int, *, keys: NoticeKeys, now: datetime, adapter: ChannelAdapter | None = None) -> bool:
    """Claim it, send it, write down what came of it: each kept for good before the next. Whether it went out.

    `adapter` carries it in place of the one that the keys give.
    """
    message = _claimed(pk, now)
    if message is None:
        return False
    came = _tried(message, adapter or adapter_of(message.channel, keys), timezone.localdate(now))
    _settle(pk, came, now)
    return came.outcome == SendingOutcome.SENT


def _claimed(pk: int, now: datetime) -> Message | None:
    """None where another sender has it."""
    mine = Message.objects.filter(pk=pk, state=MessageState.WAITING.value, next_at__lte=now)
    if not mine.update(state=MessageState.SENDING.value, next_at=now):
        return None
    return Message.objects.select_related("tenure__unit", "user", "estate").get(pk=pk)


def _tried(message: Message, adapter: ChannelAdapter, today: date) -> Came:
    address = address_now(message)
    if not address:
        return Came(MessageMove.FAIL, SendingOutcome.REFUSED, "no address")
    Message.objects.filter(pk=message.pk).update(to=shown(message.channel, address))
    _record_look(message)
    try:
        reference = adapter.send(_outgoing(message, address, today))
    except SendingRefused as error:
        return Came(MessageMove.FAIL, SendingOutcome.REFUSED, _reason(error))
    except SendingFailed as error:
        later = pause_after(message.tries + 1) is not None
        move = MessageMove.TRY_LATER if later else MessageMove.FAIL
        return Came(move, SendingOutcome.FAILED if later else SendingOutcome.REFUSED, _reason(error))
    except SendingUnclear as error:
        return Came(MessageMove.LOSE, SendingOutcome.UNCLEAR, _reason(error))
    if not adapter.is_real:
        return Came(MessageMove.LOG, SendingOutcome.LOGGED)
    return Came(MessageMove.ARRIVE, SendingOutcome.SENT, reference=reference)


def address_now(message: Message) -> str:
    """As the register has it when it is sent; empty where it is known no more, or not wanted any more."""
    if message.user is not None:
        return address_of_staff(message.user)
    if message.tenure is None:
        return ""
    ways = ways_to([message.tenure])[message.tenure.pk]
    return next((way.address for way in ways if way.channel == message.channel), "")


def shown(channel: str, address: str) -> str:
    """Enough to recognise, not enough to use."""
    if channel == Channel.SMS:
        return masked_phone(address)
    name, at, host = address.partition("@")
    return f"{name[:2]}***{at}{host}"[:60]


def _outgoing(message: Message, address: str, today: date) -> OutgoingMessage:
    template = templates()[message.template]
    return OutgoingMessage(
        address=address,
        template=message.template,
        title=message.title,
        text=message.text,
        variables=tuple(str(message.facts.get(name, "")) for name in template.facts),
        link=_link(message, today),
        key=f"po-{message.pk}",
    )


def _link(message: Message, today: date) -> str:
    """Of the first of its notices that has one; a message that is sent again has those of the first."""
    while message.again_of is not None:
        message = message.again_of
    for notice in message.notices.order_by("pk"):
        link = templates()[notice.template].link
        if link and (path := link(notice.facts, today)):
            return f"{settings.PUBLIC_URL}{path}"
    if message.tenure is None:
        return ""
    return next((f"{settings.PUBLIC_URL}{page()}" for page in plugged_into("household_page")), "")


@transaction.atomic
def _settle(pk: int, came: Came, now: datetime) -> None:
    message = Message.objects.select_for_update(of=("self",)).get(pk=pk)
    state = MOVES.after(MessageState(message.state), came.move, thing=str(message.pk))
    message.state, message.tries, message.problem = state.value, message.tries + 1, came.reason[:200]
    if state is MessageState.WAITING:
        message.next_at = now + (pause_after(message.tries) or now - now)
    if state in (MessageState.SENT, MessageState.LOGGED):
        message.sent_at = now
    message.save()
    SendingTry.objects.create(
        message=message, at=now, outcome=came.outcome, reason=came.reason[:200], reference=came.reference[:100]
    )


def _record_look(message: Message) -> None:
    """Whoever is written to has had his address looked at (docs/product.md rule 20)."""
    subject = message.tenure.unit.code if message.tenure else str(message.user)
    audit.record(
        by=system_user(),
        action="notices.sent",
        subject=subject,
        channel=message.channel,
        of=message.template,
        message=message.pk,
    )


def _reason(error: BusinessError) -> str:
    return str(error.data.get("reason", error.code))
