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

NAME = gettext_noop("notices")
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
        return HealthNote(
            NAME,
            "keys unreadable",
            facts | {"reason": str(error)},
            wrong=gettext_noop("The keys of the platforms that carry messages cannot be used: %(reason)s"),
            mend=gettext_noop("Mend the file that PROPERTY_OPS_NOTICES names, and start the site again."),
        )
    if trouble:
        return HealthNote(
            NAME,
            "failing",
            facts,
            wrong=gettext_noop("%(messages_failed)s messages to households did not arrive, or it is not known."),
            mend=gettext_noop("See on the page “Messages” why; send them again, or put them aside."),
        )
    return HealthNote(NAME, OK if keys.sms or keys.wechat or keys.mail else OFF, facts)
