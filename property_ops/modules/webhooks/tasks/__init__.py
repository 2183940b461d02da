"""Deliveries as background work."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from property_ops.framework.events import Event
from property_ops.framework.timed import TimedTask
from property_ops.kernel.text import gettext_noop
from property_ops.modules.webhooks.selectors import wanting, webhooks_due
from property_ops.modules.webhooks.services.delivering import deliver_due, delivered_long_ago
from property_ops.modules.webhooks.services.hearing import write_down


@task()
def deliver(webhook_id: int) -> None:
    """Safe to run twice."""
    deliver_due(webhook_id=webhook_id, now=timezone.now())


@task()
def deliver_all() -> None:
    """What waited for its next try, or whose task was lost. Safe to run twice."""
    for webhook in webhooks_due(timezone.now()):
        deliver_due(webhook_id=webhook.pk, now=timezone.now())


class WebhookListener:
    """Of slot `event_listeners`: what happened is written down at once, and sent when it is committed."""

    def wants(self, kind: str) -> bool:
        return bool(wanting(kind))

    def hear(self, kind: str, events: Sequence[Event]) -> None:
        for webhook in write_down(kind, events):
            transaction.on_commit(partial(deliver.enqueue, webhook))


LISTENER = WebhookListener()


def is_due(now: datetime) -> bool:
    return webhooks_due(now).exists()


@task()
def forget_delivered() -> None:
    """Safe to run twice."""
    delivered_long_ago(timezone.now()).delete()


DELIVERY = TimedTask(gettext_noop("Webhooks"), is_due, deliver_all, again=timedelta(minutes=1))
FORGETTING = TimedTask(
    gettext_noop("Old webhook deliveries"), lambda now: delivered_long_ago(now).exists(), forget_delivered
)
"""Of slot `timed_tasks`."""
