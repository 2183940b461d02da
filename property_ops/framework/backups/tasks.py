"""The daily backup as background work, and who asks for it."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django_tasks import task

from property_ops.framework.backups.daily import backups, make_daily

_LOOKS = timedelta(minutes=5)
_AT_FIRST = timedelta(seconds=10)
_ASKS_AGAIN = timedelta(hours=1)
_log = logging.getLogger(__name__)


@task()
def daily_backup() -> None:
    """Safe to run twice."""
    make_daily(now=timezone.now())


@contextmanager
def asked_for_daily() -> Iterator[None]:
    """While the block runs, the worker is asked for a backup whenever one is due."""
    if not settings.BACKUPS:
        yield
        return
    ended = threading.Event()
    thread = threading.Thread(target=_ask, args=(ended,), daemon=True, name="daily-backup")
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(timeout=5)


def _ask(ended: threading.Event) -> None:
    asked: datetime | None = None
    while not ended.wait(_looks(asked)):
        now = timezone.now()
        if asked is None or now - asked > _ASKS_AGAIN:
            asked = _ask_if_due(now) or asked


def _looks(asked: datetime | None) -> float:
    """Seconds until it is looked at again; at first, once the site has started."""
    return _LOOKS.total_seconds() if asked else _AT_FIRST.total_seconds()


def _ask_if_due(now: datetime) -> datetime | None:
    """When it was asked for; None if it is not due, or the database does not answer just now."""
    there = backups()
    if there is None or not there.is_due(now):
        return None
    try:
        close_old_connections()
        daily_backup.enqueue()
    except DatabaseError:
        _log.warning("The daily backup could not be asked for.", exc_info=True)
        return None
    return now
