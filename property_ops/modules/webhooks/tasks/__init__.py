"""Deliveries as background work."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from property_ops.framework.timed import TimedTask
from property_ops.modules.webhooks.selectors import webhooks_due
from property_ops.modules.webhooks.services.delivering import deliver_due


@task()
def deliver(webhook_id: int) -> None:
    """Safe to run twice."""
    deliver_due(webhook_id=webhook_id, now=timezone.now())


@task()
def deliver_all() -> None:
    """What waited for its next try, or whose task was lost. Safe to run twice."""
    for webhook in webhooks_due(timezone.now()):
        deliver_due(webhook_id=webhook.pk, now=timezone.now())


def is_due(now: datetime) -> bool:
    return webhooks_due(now).exists()


DELIVERY = TimedTask("webhooks", is_due, deliver_all, again=timedelta(minutes=1))
"""Of slot `timed_tasks`."""
