"""The daily backup as background work."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from property_ops.framework.backups.daily import backups, make_daily
from property_ops.framework.timed import TimedTask


@task()
def daily_backup() -> None:
    """Safe to run twice."""
    make_daily(now=timezone.now())


def _is_due(now: datetime) -> bool:
    there = backups()
    return there is not None and there.is_due(now)


DAILY_BACKUP = TimedTask("daily backup", _is_due, daily_backup)
"""Of slot `timed_tasks`."""
