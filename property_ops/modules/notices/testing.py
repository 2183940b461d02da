"""For tests of this module and of those that tell people."""

from datetime import datetime

from property_ops.modules.estates.public import Tenure
from property_ops.modules.notices.models import Channel, Message, Notice, SendingOutcome
from property_ops.modules.notices.services.telling import tell


def told(template: str) -> list[Notice]:
    """What was written down to be told, in order."""
    return list(Notice.objects.filter(template=template).order_by("pk"))


def messages() -> list[Message]:
    return list(Message.objects.order_by("pk"))


def failed_message(household: Tenure, *, now: datetime) -> Message:
    """A message that a platform refused, and that nobody has seen to."""
    estate, facts = household.unit.estate, {"estate": household.unit.estate.name, "number": "SQ-0"}
    tell(template="request_answered", tenure=household, about=f"{estate.code}-0", facts=facts, now=now)
    message = Message.objects.create(
        estate=estate,
        tenure=household,
        channel=Channel.SMS,
        template="request_answered",
        facts=facts,
        title="失败",
        text="没有发出",
        state="failed",
        made_at=now,
        next_at=now,
        tries=1,
        problem="LimitExceeded",
    )
    message.log.create(at=now, outcome=SendingOutcome.REFUSED, reason="LimitExceeded")
    Notice.objects.filter(tenure=household, message=None, withheld="").update(message=message)
    return message
