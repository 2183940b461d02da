"""What `property-ops verify` and `/healthz` ask of the outbox."""

from collections.abc import Iterator

from django.db.models import Count, Q

from property_ops.framework.checks import Check, Difference
from property_ops.framework.environment import WrongSetting
from property_ops.framework.health import OFF, OK, HealthNote
from property_ops.kernel.text import gettext_noop
from property_ops.modules.notices.connector.configuration import notice_keys
from property_ops.modules.notices.domain.states import MessageState
from property_ops.modules.notices.models import Message, SendingOutcome
from property_ops.modules.notices.selectors.outbox import messages_in_trouble, waiting_notices

MAY_HAVE_GONE = (SendingOutcome.SENT, SendingOutcome.UNCLEAR)


def verify() -> Iterator[Check]:
    counted = Message.objects.annotate(gone=Count("log", filter=Q(log__outcome__in=MAY_HAVE_GONE)))
    wrong = counted.filter(gone__gt=1) | counted.filter(state=MessageState.SENT.value, gone=0)
    said = gettext_noop("message %(message)s was sent %(times)s times")
    yield Check(
        name=gettext_noop("No message was sent twice by itself, and each that was sent says when"),
        figures={gettext_noop("messages"): f"{Message.objects.count():,}"},
        differences=tuple(Difference(said, {"message": one.pk, "times": one.gone}) for one in wrong.order_by("pk")),
    )


def health_note() -> HealthNote:
    """`failing` while messages stand that nobody has seen to; `off` where no platform has keys."""
    waiting, trouble = waiting_notices().count(), messages_in_trouble().count()
    facts = {"notices_waiting": waiting, "messages_failed": trouble}
    try:
        keys = notice_keys()
    except WrongSetting as error:
        return HealthNote("notices", "keys unreadable", facts | {"reason": str(error)})
    if trouble:
        return HealthNote("notices", "failing", facts)
    return HealthNote("notices", OK if keys.sms or keys.wechat or keys.mail else OFF, facts)
