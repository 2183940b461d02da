"""The daily backup as background work, and when it is due."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from property_ops.framework.backups.daily import backups, make_daily
from property_ops.framework.recurring import RecurringWork

_ASKED_AGAIN = timedelta(hours=1)


@task()
def daily_backup() -> None:
    """Safe to run twice."""
    make_daily(now=timezone.now())


def is_due(now: datetime) -> bool:
    there = backups()
    return there is not None and there.is_due(now)


DAILY = RecurringWork("daily-backup", _ASKED_AGAIN, is_due, daily_backup.enqueue)
"""Of slot `recurring_work`."""
