"""What the demonstration shows of the outbox: messages of each state, as platforms would have answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from property_ops.framework.accounts import user_named
from property_ops.framework.dated_rows import in_force
from property_ops.kernel.errors import BusinessError
from property_ops.modules.estates.public import Estate, Tenure
from property_ops.modules.notices.connector.configuration import NoticeKeys
from property_ops.modules.notices.connector.contract import OutgoingMessage
from property_ops.modules.notices.domain.errors import SendingFailed, SendingRefused, SendingUnclear
from property_ops.modules.notices.domain.quiet import QuietHours
from property_ops.modules.notices.models import Message
from property_ops.modules.notices.selectors.contacts import mobile
from property_ops.modules.notices.selectors.templates import templates
from property_ops.modules.notices.services.gathering import gather
from property_ops.modules.notices.services.sending import send_one
from property_ops.modules.notices.services.telling import tell
from property_ops.modules.notices.services.wishes import switch

TEMPLATE, ON = "request_answered", "bill_issued"
ANSWERS: tuple[BusinessError | None, ...] = (
    None,
    None,
    SendingRefused(reason="FailedOperation.PhoneNumberInBlacklist"),
    SendingUnclear(reason="ClientNetworkError"),
    SendingFailed(reason="RequestLimitExceeded"),
)
_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class AnsweringAs:
    """A platform that answers as it is told."""

    answer: BusinessError | None
    is_real: bool = True

    def send(self, message: OutgoingMessage) -> str:
        if self.answer is not None:
            raise self.answer
        return f"5000:{message.key}"


def show_outbox(call: Any) -> None:
    """Of slot `demo_steps`. Once: where there are messages already, nothing is done."""
    if Message.objects.exists() or not {TEMPLATE, ON} <= templates().keys():
        return
    now = timezone.now()
    estate = Estate.objects.filter(code="BC01").first()
    if estate is None:
        return
    switch(estate=estate, template=ON, on=True, by=user_named("manager"), now=now)
    for number, household in enumerate(_reachable(estate, now)[: len(ANSWERS)], 1):
        facts = {"estate": estate.name, "number": f"SQ2022{number:04d}"}
        tell(template=TEMPLATE, tenure=household, about=f"demonstration/{number}", facts=facts, now=now)
    keys = NoticeKeys(quiet=QuietHours.parse("00:00-00:00"), together=0)
    gather(keys=keys, now=now)
    for message, answer in zip(Message.objects.order_by("pk"), ANSWERS, strict=False):
        send_one(message.pk, keys=keys, now=now, adapter=AnsweringAs(answer))


def _reachable(estate: Estate, now: datetime) -> list[Tenure]:
    holders = Tenure.objects.filter(unit__estate=estate).exclude(phone="").select_related("unit")
    living = in_force(holders, on=timezone.localdate(now)).order_by("unit__code", "pk")[:_LOOKED_AT]
    return [one for one in living if mobile(one.phone)]
