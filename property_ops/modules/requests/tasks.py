"""Overdue requests are handed up, as background work."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from property_ops.framework.timed import TimedTask
from property_ops.kernel.text import gettext_noop
from property_ops.modules.requests.models import Request
from property_ops.modules.requests.selectors.clocks import overdue
from property_ops.modules.requests.services.clocks import escalate_overdue


@task()
def hand_up() -> None:
    """Safe to run twice."""
    escalate_overdue(now=timezone.now())


def _is_due(now: datetime) -> bool:
    return overdue(Request.objects.filter(finish_by__isnull=False), now=now).exists()


HAND_UP = TimedTask(gettext_noop("Overdue requests"), _is_due, hand_up, again=timedelta(minutes=5))
"""Of slot `timed_tasks`."""
