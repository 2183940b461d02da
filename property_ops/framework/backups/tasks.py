"""The daily backup as background work."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from property_ops.framework.background import LONG
from property_ops.framework.backups.daily import backups, make_daily
from property_ops.framework.timed import TimedTask
from property_ops.kernel.text import gettext_noop


@task(queue_name=LONG)
def daily_backup() -> None:
    """Safe to run twice."""
    make_daily(now=timezone.now())


def _is_due(now: datetime) -> bool:
    there = backups()
    return there is not None and there.is_due(now)


DAILY_BACKUP = TimedTask(gettext_noop("Daily backup"), _is_due, daily_backup)
"""Of slot `timed_tasks`."""
