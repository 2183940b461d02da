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


def ask_for_what_is_due(asked: dict[str, datetime], now: datetime) -> None:
    """`asked` tells when each was asked for last, by name."""
    for one in plugged_into("timed_tasks"):
        if one.name in asked and now - asked[one.name] < one.again:
            continue
        try:
            close_old_connections()
            if one.is_due(now):
                one.task.enqueue()
                asked[one.name] = now
        except (DatabaseError, OSError):
            _log.warning("“%s” could not be asked for; tried again in a minute.", one.name, exc_info=True)


def _ask(ended: threading.Event) -> None:
    asked: dict[str, datetime] = {}
    pause = _AT_FIRST
    while not ended.wait(pause.total_seconds()):
        ask_for_what_is_due(asked, timezone.now())
        pause = _LOOKS
