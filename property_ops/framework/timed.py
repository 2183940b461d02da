"""Background work that nobody asks for: while the site is served, the worker is asked for each when it is due."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from property_ops.framework.database_errors import DatabaseBusy
from property_ops.framework.locking import locked_transaction
from property_ops.framework.slots import plugged_into

_AT_FIRST = timedelta(seconds=10)
_LOOKS = timedelta(minutes=1)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TimedTask:
    """`task` is one of Django's tasks, safe to run twice; asked for again after `again`, where it still is due then."""

    name: str
    is_due: Callable[[datetime], bool]
    task: Any
    again: timedelta = timedelta(hours=1)


def last_time_of(at: time, now: datetime) -> datetime:
    """The last moment at which it was `at` on the clock."""
    local = timezone.localtime(now)
    moment = timezone.make_aware(datetime.combine(local.date(), at))
    return moment if moment <= local else moment - timedelta(days=1)


@contextmanager
def asked_for_in_time() -> Iterator[None]:
    """While the block runs, the worker is asked for whatever is due."""
    ended = threading.Event()
    thread = threading.Thread(target=_ask, args=(ended,), daemon=True, name="timed-tasks")
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(timeout=5)


def ask_for_what_is_due(now: datetime) -> None:
    """Each once, however many hosts look at the clock."""
    for one in plugged_into("timed_tasks"):
        try:
            close_old_connections()
            if not _was_asked(one, now) and one.is_due(now):
                _ask_once(one, now)
        except (DatabaseError, DatabaseBusy, OSError):
            _log.warning("“%s” could not be asked for; tried again in a minute.", one.name, exc_info=True)


def _ask_once(one: TimedTask, now: datetime) -> None:
    """Under a lock of all hosts, and in one transaction with the note that it was done."""
    from property_ops.framework.models import TimedAsk

    with locked_transaction(f"timed tasks/{one.name}"):
        if not _was_asked(one, now):
            one.task.enqueue()
            TimedAsk.objects.update_or_create(name=one.name, defaults={"asked_at": now})


def _was_asked(one: TimedTask, now: datetime) -> bool:
    """Not long ago, by a clock that may differ a little from ours; after one that was far ahead it is asked again."""
    from property_ops.framework.models import TimedAsk

    asked = TimedAsk.objects.filter(name=one.name).values_list("asked_at", flat=True).first()
    return asked is not None and abs(now - asked) < one.again


def _ask(ended: threading.Event) -> None:
    pause = _AT_FIRST
    while not ended.wait(pause.total_seconds()):
        ask_for_what_is_due(timezone.now())
        pause = _LOOKS
